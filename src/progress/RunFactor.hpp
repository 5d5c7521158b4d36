#pragma once

#include <vector>

namespace jim::progress {

/// By how much a run's phases differ from what was expected of them, as logarithms of ratios.
struct Deviation {
    double log = 0;     ///< Of seconds taken to seconds expected.
    double spread = 0;  ///< How much is usual, and how well it is known.
    double weight = 1;  ///< Of short phases less than one.
};

/// By how much a whole run differs, and how sure that is.
struct RunFactor {
    double log = 0;
    double variance = 0;
};

/// What deviations of phases say about the phases to come. One phase that is far off says little
/// about others; several that are off alike say that the run as a whole is. `usual` is how much
/// runs differ from each other.
///
/// Both the run and its phases are taken to differ by Student's t distributions (with two degrees
/// of freedom), whose heavy tails leave the choice to the data; a phase far slower than ever is
/// believed sooner than one far faster, and a tenfold difference is not believed of one phase: it
/// speaks against what was expected of the whole run. The answer is the mean of the local optima,
/// weighed by their likelihoods.
[[nodiscard]] RunFactor runFactor(const std::vector<Deviation>& phases, double usual);

/// Without earlier runs, deviations are from declared weights, each with a weight of its own, of
/// all phases together 1: their mean. The less of a run they are, the less they say about it: a
/// phase of a hundredth that took milliseconds tells nothing of those that take the time.
[[nodiscard]] RunFactor runFactorOfWeights(const std::vector<Deviation>& phases);

}  // namespace jim::progress
