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

/// `1,089 objects/s, 5.1 s so far, about 12 s left (9.0 s to 19 s)`
[[nodiscard]] std::string paceText(const Snapshot& snapshot);

/// Empty when there are none.
[[nodiscard]] std::string errorText(const Snapshot& snapshot);

/// Empty when all is well.
[[nodiscard]] std::string healthText(const Snapshot& snapshot);

/// `HR - Full Import`
[[nodiscard]] std::string runName(const std::string& system, const std::string& profile);

}  // namespace jim::apps::cli
