#include "apps/SystemdNotice.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace jim::apps {

void tellSystemd(std::string_view state) {
    const char* named = std::getenv("NOTIFY_SOCKET");
    if (named == nullptr) return;
    const std::string_view name{named};
    sockaddr_un address{};
    if (name.empty() || name.size() > sizeof(address.sun_path)) return;
    address.sun_family = AF_UNIX;
    std::ranges::copy(name, address.sun_path);
    if (name.front() == '@') address.sun_path[0] = '\0';  // Linux' abstract names.
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr*>(&address), length);
    ::close(socket);
}

}  // namespace jim::apps
