#pragma once

#include "progress/Phase.hpp"
#include "progress/RunKind.hpp"

#include <string_view>
#include <vector>

namespace jim::progress {

/// The top-level phases a run of this type can go through, in their order. `runType` is the name in
/// the REST interface (`FullImport`); one that cannot detect deletions does not declare them.
[[nodiscard]] std::vector<PhaseDeclaration> catalogue(RunKind kind, std::string_view runType);

/// The share of a run's time that a top-level phase usually takes, relative to the others of its
/// run type; a small one for what no catalogue knows.
[[nodiscard]] double declaredWeight(std::string_view phaseKey);

/// What a top-level phase waits for when nothing moves: `source`, `target`, `database`, `rules`;
/// empty when no catalogue knows it.
[[nodiscard]] std::string_view waitsOn(std::string_view phaseKey);

/// Whether what becomes of the objects is counted in it, so that its window and the run's counts
/// are of the same objects; also of what no catalogue knows.
[[nodiscard]] bool countsOutcomes(std::string_view phaseKey);

}  // namespace jim::progress
