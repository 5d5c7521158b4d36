#include "transport/postgres/RowHash.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace jim::transport::postgres {
namespace {

/// Bob Jenkins' lookup3 (2006), as the server has it in common/hashfn.c.
class Lookup3 {
public:
    Lookup3(std::uint32_t length, std::uint64_t seed) {
        a_ = b_ = c_ = 0x9e3779b9 + length + 3923095;
        if (seed == 0) return;
        a_ += static_cast<std::uint32_t>(seed >> 32);
        b_ += static_cast<std::uint32_t>(seed);
        mix();
    }

    void add(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        a_ += a;
        b_ += b;
        c_ += c;
    }

    void mix() {
        turn(a_, c_, b_, 4);
        turn(b_, a_, c_, 6);
        turn(c_, b_, a_, 8);
        turn(a_, c_, b_, 16);
        turn(b_, a_, c_, 19);
        turn(c_, b_, a_, 4);
    }

    [[nodiscard]] std::uint64_t end() {
        endStep(c_, b_, 14);
        endStep(a_, c_, 11);
        endStep(b_, a_, 25);
        endStep(c_, b_, 16);
        endStep(a_, c_, 4);
        endStep(b_, a_, 14);
        endStep(c_, b_, 24);
        return static_cast<std::uint64_t>(b_) << 32 | c_;
    }

private:
    static void turn(std::uint32_t& to, std::uint32_t& from, std::uint32_t more, int bits) {
        to -= from;
        to ^= std::rotl(from, bits);
        from += more;
    }
    static void endStep(std::uint32_t& to, std::uint32_t from, int bits) {
        to ^= from;
        to -= std::rotl(from, bits);
    }

    std::uint32_t a_ = 0;
    std::uint32_t b_ = 0;
    std::uint32_t c_ = 0;
};

constexpr std::size_t kBlock = 12;

}  // namespace

std::uint64_t impl::hashOfBytes(std::string_view bytes, std::uint64_t seed) {
    Lookup3 hash{static_cast<std::uint32_t>(bytes.size()), seed};
    std::array<std::uint32_t, 3> words{};
    for (; bytes.size() >= kBlock; bytes.remove_prefix(kBlock)) {
        std::memcpy(words.data(), bytes.data(), kBlock);
        hash.add(words[0], words[1], words[2]);
        hash.mix();
    }
    words = {};
    std::memcpy(words.data(), bytes.data(), bytes.size());
    // The lowest byte of the third is the length's.
    hash.add(words[0], words[1], words[2] << 8);
    return hash.end();
}

std::uint64_t impl::hashOfNumber(std::uint32_t number, std::uint64_t seed) {
    Lookup3 hash{sizeof number, seed};
    hash.add(number, 0, 0);
    return hash.end();
}

std::int64_t idHash(const Connection&, std::int64_t seed, std::int64_t id) {
    // So that a number has the same hash in a smaller type.
    const auto low = static_cast<std::uint32_t>(id);
    const auto high = static_cast<std::uint32_t>(id >> 32);
    return static_cast<std::int64_t>(
        impl::hashOfNumber(low ^ (id >= 0 ? high : ~high), static_cast<std::uint64_t>(seed)));
}

}  // namespace jim::transport::postgres
