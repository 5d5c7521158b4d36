#include "foundation/metrics/Registry.hpp"

#include "foundation/base/Ensure.hpp"

#include <algorithm>
#include <utility>

namespace jim::metrics {
namespace {

Series& seriesOf(Family& family, const Declaration& metric, LabelValues labels) {
    base::ensure(labels.size() == metric.labels.size(), "a metric's labels all have a value");
    for (auto& label : labels)
        if (label.size() > kLongestLabel) label.resize(kLongestLabel);
    if (family.size() >= kMostSeries && !family.contains(labels))
        labels.assign(labels.size(), "other");
    return family[std::move(labels)];
}

}  // namespace

void Scrape::set(const Declaration& metric, double value, LabelValues labels) {
    seriesOf(families_[&metric], metric, std::move(labels)).value = value;
}

void Registry::add(const Declaration& counter, double by, LabelValues labels) {
    const std::scoped_lock lock{mutex_};
    seriesOf(families_[&counter], counter, std::move(labels)).value += by;
}

void Registry::observe(const Declaration& histogram, double seconds, LabelValues labels) {
    const auto* const bucket = std::ranges::lower_bound(kBounds, seconds);
    const std::scoped_lock lock{mutex_};
    Series& series = seriesOf(families_[&histogram], histogram, std::move(labels));
    series.value += seconds;
    ++series.count;
    if (bucket != kBounds.end())
        ++series.buckets.at(static_cast<std::size_t>(bucket - kBounds.begin()));
}

void Registry::collect(std::function<void(Scrape&)> collector) {
    const std::scoped_lock lock{mutex_};
    collectors_.push_back(std::move(collector));
}

Scrape Registry::scrape() const {
    Scrape scrape;
    std::vector<std::function<void(Scrape&)>> collectors;
    {
        const std::scoped_lock lock{mutex_};
        scrape.families_ = families_;
        collectors = collectors_;
    }
    for (const auto& collector : collectors) collector(scrape);
    return scrape;
}

}  // namespace jim::metrics
