#pragma once

#include <cstdint>

namespace jim::apps::sample {

/// SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014);
/// the constants are those of Vigna's public-domain version. Our own, because the standard's
/// distributions differ between libraries and the same seed must give the same company anywhere.
class Random {
public:
    explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

    constexpr std::uint64_t next() { return scramble(state_ += kStep); }

    /// 0 up to, not including, `bound`; 0 for a bound of 0.
    constexpr std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
    }

    constexpr bool oneIn(std::uint32_t n) { return below(n) == 0; }

    /// A generator of its own for a part of the company, whatever was drawn before.
    [[nodiscard]] static constexpr Random of(std::uint64_t seed, std::uint64_t part) {
        return Random{scramble(scramble(seed + kStep) + part * kStep)};
    }

private:
    static constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15;

    static constexpr std::uint64_t scramble(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    std::uint64_t state_;
};

}  // namespace jim::apps::sample
