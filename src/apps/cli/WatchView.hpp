#pragma once

#include "apps/cli/FollowView.hpp"
#include "apps/cli/Snapshot.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// A moment of everything that runs.
struct WatchMoment {
    const std::vector<Snapshot>& runs;
    std::int64_t active = 0;   ///< Queued and running, also beyond those in `runs`.
    std::size_t selected = 0;  ///< Which of the runs is shown in detail.
    bool withErrors = false;   ///< The selected one's newest errors too.
};

/// Runs as a table, without the columns that a narrow terminal has no room for. Width 0 has no
/// limit. Lines without newlines, at most `width` columns each.
[[nodiscard]] std::vector<std::string> runTable(const std::vector<Snapshot>& runs,
                                                std::size_t width);

/// The whole picture: how many there are, the table with a mark at the selected run, and below it
/// that run in detail. At most `rows` lines: the table scrolls, the details give way first.
[[nodiscard]] std::vector<std::string> watchView(const WatchMoment& moment, std::size_t width,
                                                 std::size_t rows, Glyphs glyphs);

}  // namespace jim::apps::cli
