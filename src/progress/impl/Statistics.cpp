#include "progress/impl/Statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace jim::progress {

double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double medianOf(std::vector<double> values) {
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double spreadOf(const std::vector<double>& values, double ofOne, double least) {
    // Three times the median deviation are about two standard deviations.
    constexpr double kFar = 3;
    constexpr double kBelief = 0.2;
    const double middle = medianOf(values);
    std::vector<double> deviations;
    for (const double value : values) deviations.push_back(std::abs(value - middle));
    const double far = std::max(kFar * medianOf(deviations), least);
    double squares = 0;
    for (const double deviation : deviations) {
        const double counted = values.size() > 2 ? std::min(deviation, far) : deviation;
        squares += counted * counted;
    }
    // The belief weighs less with every value.
    const auto n = static_cast<double>(values.size());
    const double belief = kBelief / n;
    const double variance = (belief * ofOne * ofOne + squares) / (belief + n - 1);
    return std::max(std::sqrt(variance), least);
}

double normalShare(double z) {
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

/// By bisection of normalShare: exact enough, and called a few times for each snapshot only.
double normalQuantile(double share) {
    double low = -8;
    double high = 8;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (normalShare(middle) < share ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace jim::progress
