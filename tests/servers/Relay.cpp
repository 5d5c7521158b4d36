#include "servers/Relay.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <stdexcept>
#include <vector>

namespace jim::servers {
namespace {

/// How long a healing or the end may go unnoticed.
constexpr int kGlanceMillis = 20;

bool writeAll(int descriptor, const char* data, std::size_t size) {
    while (size > 0) {
        const auto written = ::send(descriptor, data, size, MSG_NOSIGNAL);
        if (written <= 0) return false;
        data += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

int connectTo(const std::filesystem::path& unixSocket) {
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    unixSocket.native().copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

}  // namespace

Relay::Relay(std::filesystem::path unixSocket)
    : unixSocket_(std::move(unixSocket)),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, raw, size) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, raw, &size) != 0)
        throw std::runtime_error("the relay has no port");
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread{[this](const std::stop_token& stop) { work(stop); }};
}

Relay::~Relay() {
    thread_.request_stop();
    thread_.join();
    for (const auto& link : links_) close(link);
    ::close(listener_);
}

void Relay::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (torn_.exchange(false)) {
            for (const auto& link : links_) close(link);
            links_.clear();
        }
        std::vector<pollfd> ready{{listener_, POLLIN, 0}};
        for (const auto& link : links_) {
            ready.push_back({link.client, POLLIN, 0});
            ready.push_back({link.server, POLLIN, 0});
        }
        if (cut_) ready.clear();
        if (::poll(ready.data(), ready.size(), kGlanceMillis) <= 0) continue;
        const std::scoped_lock lock{passing_};
        if (cut_ || torn_) continue;  // Torn and healed since it looked.
        auto at = ready.begin() + 1;
        for (auto link = links_.begin(); link != links_.end(); at += 2) {
            const bool alive = (at[0].revents == 0 || pass(link->client, link->server)) &&
                               (at[1].revents == 0 || pass(link->server, link->client));
            if (!alive) close(*link);
            link = alive ? std::next(link) : links_.erase(link);
        }
        if (ready.front().revents != 0) accept();
    }
}

void Relay::accept() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const int server = connectTo(unixSocket_);
    if (server < 0) {
        ::close(client);
        return;
    }
    links_.push_back({client, server});
}

bool Relay::pass(int from, int to) {
    char piece[64 * 1024];
    const auto size = ::recv(from, piece, sizeof piece, 0);
    return size > 0 && writeAll(to, piece, static_cast<std::size_t>(size));
}

void Relay::close(const Link& link) {
    ::close(link.client);
    ::close(link.server);
}

}  // namespace jim::servers
