#pragma once

#include <sys/socket.h>

#include <string>

namespace jim::transport::curl {

/// Whether nothing is ever sent there on behalf of somebody: link-local addresses, at which clouds
/// tell a machine its secrets, and those of clouds that have chosen others for that. The own
/// network and this machine are not among them.
[[nodiscard]] bool isForbidden(const sockaddr& address);

/// The address as people write it.
[[nodiscard]] std::string shownAddress(const sockaddr& address);

}  // namespace jim::transport::curl
