#pragma once

#include <vector>

namespace jim::progress {

/// Of at least one value.
[[nodiscard]] double meanOf(const std::vector<double>& values);
[[nodiscard]] double medianOf(std::vector<double> values);

/// The standard deviation around the median, of at least one value; far outliers count as near
/// ones. `ofOne` is what is believed of a single value, `least` what is never gone below.
[[nodiscard]] double spreadOf(const std::vector<double>& values, double ofOne, double least);

/// The standard normal distribution, and its inverse for a share within (0, 1).
[[nodiscard]] double normalShare(double z);
[[nodiscard]] double normalQuantile(double share);

}  // namespace jim::progress
