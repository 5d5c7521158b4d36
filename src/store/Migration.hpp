#pragma once

#include "foundation/base/Result.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace jim::store {

/// One step of the database's shape, in the words of each back end. Steps only go forward; one
/// that has been released is never changed.
struct Migration {
    std::int32_t version = 0;
    std::string_view description;
    // Scripts, executed in order in one transaction.
    std::vector<std::string_view> sqlite;
    std::vector<std::string_view> postgres;
};

/// All of them, by version, from 1 without gaps.
[[nodiscard]] std::span<const Migration> migrations();

/// The version that this program writes and reads.
[[nodiscard]] std::int32_t currentVersion();

/// InvalidState when a database is of a later version than the last of these steps. `database`
/// names it for people.
[[nodiscard]] base::Status checkNotNewer(std::string_view database, std::int64_t version,
                                         std::span<const Migration> steps);

/// Draws the space of base::sequenceGuid for a new database.
[[nodiscard]] std::int64_t drawGuidSpace();

}  // namespace jim::store
