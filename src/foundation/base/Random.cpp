#include "foundation/base/Random.hpp"

#include "foundation/base/Ensure.hpp"

#include <sys/random.h>

#include <algorithm>
#include <vector>

namespace jim::base {

void randomBytes(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const std::size_t chunk = std::min<std::size_t>(out.size(), 256);
        const ssize_t got = ::getrandom(out.data(), chunk, 0);
        ensure(got == static_cast<ssize_t>(chunk), "the system's random generator works");
        out = out.subspan(chunk);
    }
}

std::string randomHex(std::size_t count) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::vector<std::uint8_t> bytes(count);
    randomBytes(bytes);
    std::string text;
    text.reserve(count * 2);
    for (const auto byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

}  // namespace jim::base
