#pragma once

#include "apps/cli/Snapshot.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// How much a terminal can draw.
enum class Glyphs { Ascii, Unicode };

/// The picture of a run at one moment: which run, phase rail, bar, MIM line, rate and estimate,
/// errors, health. Of a run that has ended only what `outcomeText` does not say better. At most
/// `width` columns each, so that nothing wraps; no control characters.
[[nodiscard]] std::vector<std::string> followView(const Snapshot& snapshot, std::size_t width,
                                                  Glyphs glyphs);

/// "Step 3 of 7" with the names of all, or with marks only where those do not fit.
[[nodiscard]] std::string phaseRail(const Snapshot& snapshot, std::size_t width, Glyphs glyphs);

/// A bar with its percentage; one that says that the total is unknown when it is, without faking.
[[nodiscard]] std::string progressBar(const Snapshot& snapshot, std::size_t width, Glyphs glyphs);

/// `1,089 objects/s, 5.1 s so far`, `last heard of after 5.1 s`
[[nodiscard]] std::string paceText(const Snapshot& snapshot);

/// `Whole run 31 %, about 12 s left (9.0 s to 19 s, by rate and earlier runs)`, as much of it as
/// fits into the width, or why there is no estimate; empty when nothing is known, and when the
/// worker is lost.
[[nodiscard]] std::string remainingText(const Snapshot& snapshot, std::size_t width);

/// `Errors: 12 (1.2 %), 4 a minute, rising | duplicate object (12)`; empty when there are none.
[[nodiscard]] std::string errorText(const Snapshot& snapshot);

/// The newest errors, one a line, and how to see all.
[[nodiscard]] std::vector<std::string> recentErrors(const Snapshot& snapshot, std::size_t width);

/// The alert rules that have fired, with what they saw; empty while none has.
[[nodiscard]] std::string alertText(const Snapshot& snapshot);

/// `Deletes already 40 times the usual`, as the server says it; empty while nothing is out of the
/// ordinary.
[[nodiscard]] std::string comparisonText(const Snapshot& snapshot);

/// Empty when all is well.
[[nodiscard]] std::string healthText(const Snapshot& snapshot);

/// `HR - Full Import`
[[nodiscard]] std::string runName(const std::string& system, const std::string& profile);

}  // namespace jim::apps::cli
