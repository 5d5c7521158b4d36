#pragma once

#include "foundation/base/Secret.hpp"

#include <string>
#include <string_view>

namespace jim::security {

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) of a message under a shared secret, as 64 lower-case
/// hexadecimal digits. Thread-safe.
[[nodiscard]] std::string hmacSha256(const base::Secret& secret, std::string_view message);

}  // namespace jim::security
