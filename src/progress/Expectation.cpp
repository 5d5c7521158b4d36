#include "progress/Expectation.hpp"

#include "progress/PhaseCatalogue.hpp"
#include "progress/impl/Statistics.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace jim::progress {
namespace {

/// What one run alone says about how others differ from it.
constexpr double kSpreadOfOne = 0.3;
/// How much phases of different runs differ from their declared weights.
constexpr double kDeclaredSpread = 0.5;
/// Short ones by more: what waits for a connection or finds nothing to do.
constexpr double kDeclaredShort = 0.05;
constexpr double kDeclaredShortSpread = 1.0;
constexpr double kLeastExpectedSpread = 0.01;
constexpr double kLeastSeconds = 1e-3;
/// The belief, against what earlier runs show, that twice the objects take twice the time.
constexpr double kProportional = 0.5;
constexpr double kMostElasticity = 1.3;
/// Phases that no earlier run had: a little, so that entering one moves something.
constexpr double kUnusualWeight = 1e-3;

double taken(std::chrono::microseconds d) {
    return std::max(static_cast<double>(d.count()) / 1e6, kLeastSeconds);
}

const PastPhase* phaseOf(const PastRun& run, std::string_view key) {
    const auto found = std::ranges::find(run.phases, key, &PastPhase::key);
    return found == run.phases.end() ? nullptr : &*found;
}

double logOf(std::int64_t count) {
    return std::log(static_cast<double>(std::max<std::int64_t>(count, 1)));
}

double declaredSpread(std::string_view key) {
    return declaredWeight(key) <= kDeclaredShort ? kDeclaredShortSpread : kDeclaredSpread;
}

}  // namespace

double LogNormal::at(double z) const {
    return median * std::exp(spread * z);
}

LogNormal LogNormal::beyond(double passed) const {
    constexpr double kWidest = 3;
    if (median <= 0) return {std::max(passed, 0.0) / 2, 1};
    if (passed <= 0) return *this;
    const double wide = std::max(spread, kLeastExpectedSpread);
    const double z = std::log(passed / median) / wide;
    const double ending = 1 - normalShare(std::min(z, kWidest));
    const auto left = [&](double q) {
        return median * std::exp(wide * normalQuantile(1 - ending * (1 - q))) - passed;
    };
    // As long again as half of what it has lasted beyond its time.
    const double over = std::max(passed - median, 0.0) / 2;
    const double middle = std::max({left(0.5), over, median * kLeastExpectedSpread / 2});
    const double high = std::max(left(0.9), 3 * over);
    return {middle, std::clamp(std::log(std::max(high, middle) / middle) / 1.2816, wide, 2.0)};
}

Expectation::Expectation(const std::vector<PastRun>& history,
                         const std::vector<PhaseDeclaration>& declared)
    : learned_(!history.empty()) {
    for (const auto& phase : declared)
        if (phase.parentKey.empty()) order_.push_back(phase.key);
    arrange(history);
    std::vector<double> objects;
    for (const auto& run : history)
        if (run.objects > 0) objects.push_back(logOf(run.objects));
    if (!objects.empty())
        objects_ = {std::exp(medianOf(objects)),
                    spreadOf(objects, kSpreadOfOne, kLeastExpectedSpread)};
    for (const auto& key : order_) {
        rows_.push_back({.key = key});
        if (learned_)
            learn(rows_.back(), history);
        else
            rows_.back() = {.key = key,
                            .logSeconds = std::log(declaredWeight(key)),
                            .spread = declaredSpread(key),
                            .usual = true};
    }
    if (learned_) learnRunSpread(history);
    weigh();
}

/// What earlier runs had beside what is declared comes where it came in them.
void Expectation::arrange(const std::vector<PastRun>& history) {
    for (const auto& run : history) {
        auto at = order_.begin();
        for (const auto& phase : run.phases) {
            const auto known = std::ranges::find(order_, phase.key);
            at = known == order_.end() ? order_.insert(at, phase.key) : known;
            ++at;
        }
    }
}

void Expectation::learn(Row& row, const std::vector<PastRun>& history) {
    const double usual = objects_.median > 0 ? std::log(objects_.median) : 0;
    std::vector<double> size;
    std::vector<double> time;
    std::vector<double> share;
    for (const auto& run : history) {
        const auto* phase = phaseOf(run, row.key);
        if (phase == nullptr) continue;
        size.push_back(run.objects > 0 && objects_.median > 0 ? logOf(run.objects) - usual : 0);
        time.push_back(std::log(taken(phase->duration)));
        if (phase->processed > 0 && run.objects > 0)
            share.push_back(logOf(phase->processed) - logOf(run.objects));
    }
    row.usual = 2 * time.size() >= history.size() && !time.empty();
    if (time.empty()) return;
    // A regression of time on size, drawn towards proportion.
    const double meanSize = meanOf(size);
    const double meanTime = meanOf(time);
    double both = kProportional;
    double own = kProportional;
    for (std::size_t i = 0; i < size.size(); ++i) {
        both += (size[i] - meanSize) * (time[i] - meanTime);
        own += (size[i] - meanSize) * (size[i] - meanSize);
    }
    row.elasticity = std::clamp(both / own, 0.0, kMostElasticity);
    for (std::size_t i = 0; i < size.size(); ++i) time[i] -= row.elasticity * size[i];
    row.logSeconds = medianOf(time);
    row.spread = spreadOf(time, kSpreadOfOne, kLeastExpectedSpread);
    row.knowsProcessed = 2 * share.size() >= time.size() && !share.empty();
    if (row.knowsProcessed) row.logProcessed = medianOf(share);
}

/// What the phases of one run have in common.
void Expectation::learnRunSpread(const std::vector<PastRun>& history) {
    std::vector<double> runs;
    for (const auto& run : history) {
        double expected = 0;
        double spent = 0;
        for (const auto& phase : run.phases) {
            expected += seconds(phase.key, static_cast<double>(run.objects)).median;
            spent += taken(phase.duration);
        }
        if (expected > 0 && spent > 0) runs.push_back(std::log(spent / expected));
    }
    if (!runs.empty()) runSpread_ = spreadOf(runs, kSpreadOfOne, kLeastExpectedSpread);
}

void Expectation::weigh() {
    double all = 0;
    for (const auto& row : rows_)
        if (row.usual) all += std::exp(row.logSeconds);
    double sum = 0;
    for (auto& row : rows_) {
        row.weight = row.usual && all > 0 ? std::exp(row.logSeconds) / all : kUnusualWeight;
        sum += row.weight;
    }
    for (auto& row : rows_) row.weight /= sum;
}

const Expectation::Row* Expectation::find(std::string_view key) const {
    const auto found = std::ranges::find(rows_, key, &Row::key);
    return found == rows_.end() ? nullptr : &*found;
}

double Expectation::objectsShare(std::string_view key) const {
    const auto* row = find(key);
    return row != nullptr && row->knowsProcessed ? std::exp(row->logProcessed) : 1;
}

bool Expectation::knowsCounts(std::string_view key) const {
    const auto* row = find(key);
    return row != nullptr && row->knowsProcessed;
}

LogNormal Expectation::seconds(std::string_view key, double objects) const {
    const auto* row = find(key);
    if (row == nullptr || !row->usual) return {};
    const bool scaled = objects > 0 && objects_.median > 0;
    const double size = scaled ? std::log(objects / objects_.median) : 0;
    return {std::exp(row->logSeconds + row->elasticity * size), row->spread};
}

LogNormal Expectation::secondsOf(std::string_view key, double processed) const {
    return seconds(key, processed / objectsShare(key));
}

double Expectation::weight(std::string_view key) const {
    const auto* row = find(key);
    return row == nullptr ? kUnusualWeight : row->weight;
}

}  // namespace jim::progress
