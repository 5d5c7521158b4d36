#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace jim::base {

/// Fills with bytes from the operating system's cryptographic generator. Thread-safe.
void randomBytes(std::span<std::uint8_t> out);

/// `count` random bytes as lower-case hexadecimal.
[[nodiscard]] std::string randomHex(std::size_t count);

}  // namespace jim::base
