#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace jim::progress {

/// What became of an object; each processed object has exactly one.
enum class Outcome : std::uint8_t { Created, Updated, Deleted, Unchanged, Skipped, Failed };
inline constexpr std::size_t kOutcomes = 6;

/// What else happened, beside outcomes; not part of `processed`.
enum class Extra : std::uint8_t {
    Projected,
    Joined,
    Flowed,
    Disconnected,
    Provisioned,
    Exported,
    Deferred,
    Retried,
};
inline constexpr std::size_t kExtras = 8;

/// What a run's time goes to.
enum class TimeShare : std::uint8_t { Source, Target, Rules, Database, Idle };
inline constexpr std::size_t kTimeShares = 5;

/// Objects by outcome. What was processed is always their sum and kept nowhere else.
struct Tally {
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t deleted = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;
    std::int64_t failed = 0;

    [[nodiscard]] std::int64_t processed() const {
        return created + updated + deleted + unchanged + skipped + failed;
    }
    Tally& operator+=(const Tally& other);
    bool operator==(const Tally&) const = default;
};

struct TypeTally {
    std::string objectType;
    Tally tally;
};

/// All counts of a run, run-wide.
struct Counts {
    Tally objects;
    std::array<std::int64_t, kExtras> extras{};
    std::vector<TypeTally> byType;  ///< Empty when not known by type.

    [[nodiscard]] std::int64_t processed() const { return objects.processed(); }
    [[nodiscard]] std::int64_t of(Extra extra) const {
        return extras[static_cast<std::size_t>(extra)];
    }
    void set(Extra extra, std::int64_t value) { extras[static_cast<std::size_t>(extra)] = value; }
};

}  // namespace jim::progress
