#pragma once

#include "foundation/metrics/Declaration.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace jim::metrics {

/// Series of one metric; more are counted together, with labels that read `other`.
inline constexpr std::size_t kMostSeries = 500;

/// The longest value of a label, in bytes.
inline constexpr std::size_t kLongestLabel = 128;

/// Upper bounds of a histogram's buckets, in seconds; one without a bound comes after them.
inline constexpr std::array kBounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                    0.05,   0.1,     0.25,   0.5,   1.0,    2.5,   5.0,  10.0};

/// In the order in which the metric declares its labels.
using LabelValues = std::vector<std::string>;

/// The value of one series.
struct Series {
    double value = 0;  ///< Of a histogram the sum.
    std::uint64_t count = 0;
    std::array<std::uint64_t, kBounds.size()> buckets{};
};

using Family = std::map<LabelValues, Series>;

/// All values at one moment.
class Scrape {
public:
    /// What a collector knows; a value that is there already is replaced. Values of counters are
    /// what they have come to, not what is new.
    void set(const Declaration& metric, double value, LabelValues labels = {});

    [[nodiscard]] const std::map<const Declaration*, Family>& families() const { return families_; }

private:
    friend class Registry;

    std::map<const Declaration*, Family> families_;
};

/// What this process has counted. Thread-safe.
class Registry {
public:
    /// Adds to a counter.
    void add(const Declaration& counter, double by = 1, LabelValues labels = {});
    /// One more value of a histogram, in seconds.
    void observe(const Declaration& histogram, double seconds, LabelValues labels = {});

    /// Asked at each scrape for what lives elsewhere: it writes all its series each time. Before
    /// the first scrape; it outlives the registry or the last scrape.
    void collect(std::function<void(Scrape&)> collector);

    [[nodiscard]] Scrape scrape() const;

private:
    mutable std::mutex mutex_;
    std::map<const Declaration*, Family> families_;
    std::vector<std::function<void(Scrape&)>> collectors_;
};

}  // namespace jim::metrics
