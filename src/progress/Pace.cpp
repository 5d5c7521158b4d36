#include "progress/Pace.hpp"

#include <algorithm>
#include <cmath>

namespace jim::progress {
namespace {

constexpr std::size_t kMarks = 33;
constexpr int kPaceSamples = 3;
constexpr double kPaceSeconds = 3;
constexpr double kPaceShare = 0.01;
/// The part of what has passed after which a block counts half.
constexpr double kHalfLife = 0.6;
/// How far back, as a part of what has passed, the middle of such weights is.
constexpr double kCentre = 0.41;
/// What is believed of the spread of blocks before there are many.
constexpr double kBelievedSpread = 0.35;
/// How different the rest of a phase may be from what was seen of it.
constexpr double kDrift = 0.10;
/// How many times faster or slower blocks must be to be another pace: two, or more of them, of so
/// many in all.
constexpr double kVeryMuch = 2;
constexpr double kMuch = 1.5;
constexpr std::size_t kChangeBlocks = 6;
constexpr double kLeastPaceSpread = 0.004;
/// A trend counts as far as it is beyond so many standard errors, from so many blocks on.
constexpr double kStandardErrors = 3;
constexpr std::size_t kTrendBlocks = 8;
/// It is not believed to go on for more than this, in logarithms.
constexpr double kMostPaceTrend = 0.5;
constexpr double kMostSpread = 1.5;

}  // namespace

void Pace::restart(double now, std::int64_t processed) {
    *this = {};
    processed_ = processed;
    marks_ = {{now, static_cast<double>(processed)}, {now, static_cast<double>(processed)}};
}

void Pace::record(double now, std::int64_t processed) {
    if (marks_.empty()) restart(now, processed);
    if (now < marks_.back().at) return;
    if (processed > processed_) ++moved_;
    processed_ = processed;
    marks_.back() = {now, static_cast<double>(processed)};
    if (now - marks_[marks_.size() - 2].at < step_ || now <= marks_[marks_.size() - 2].at) return;
    marks_.push_back(marks_.back());
    if (marks_.size() <= kMarks) return;
    // Every other one goes, so that blocks become twice as long.
    std::vector<Mark> kept;
    for (std::size_t i = 0; i + 1 < marks_.size(); i += 2) kept.push_back(marks_[i]);
    if (kept.back().at < now) kept.push_back(marks_.back());
    kept.push_back(marks_.back());
    marks_ = std::move(kept);
    step_ = 2 * (now - marks_.front().at) / static_cast<double>(kMarks);
}

/// The mark since which it goes as it goes now: the last one at which everything after it was much
/// faster, or much slower, than everything before it.
std::size_t Pace::sinceChange() const {
    std::vector<double> rates;  // By the mark at which a block begins; the last one may be short.
    for (std::size_t i = 0; i + 1 < marks_.size(); ++i) {
        const double d = marks_[i + 1].at - marks_[i].at;
        if (d <= 0 || (i + 2 == marks_.size() && d < step_ / 2)) break;
        rates.push_back((marks_[i + 1].processed - marks_[i].processed) / d);
    }
    if (rates.size() < kChangeBlocks) return 0;
    std::vector<double> least(rates);
    std::vector<double> most(rates);
    for (std::size_t i = 1; i < rates.size(); ++i) {
        least[i] = std::min(least[i], least[i - 1]);
        most[i] = std::max(most[i], most[i - 1]);
    }
    double slowest = rates.back();
    double fastest = rates.back();
    for (std::size_t i = rates.size() - 1; i-- > 1;) {
        slowest = std::min(slowest, rates[i]);
        fastest = std::max(fastest, rates[i]);
        const double much = rates.size() - i > 2 ? kMuch : kVeryMuch;
        if (slowest > much * most[i - 1] || much * fastest < least[i - 1]) return i;
    }
    return 0;
}

/// The slope of a line through the blocks' logarithms, less what neighbours have in common.
Pace::Slope Pace::slope() const {
    const auto first = sinceChange();
    if (marks_.size() - std::min(first, marks_.size()) <= kTrendBlocks) return {};
    double n = 0;
    double meanAt = 0;
    double meanLog = 0;
    const auto each = [&](const auto& use) {
        for (std::size_t i = first + 1; i < marks_.size(); ++i) {
            const double d = marks_[i].at - marks_[i - 1].at;
            const double count = marks_[i].processed - marks_[i - 1].processed;
            if (d >= step_ / 2 && d > 0 && count > 0)
                use((marks_[i].at + marks_[i - 1].at) / 2, std::log(count / d));
        }
    };
    each([&](double at, double log) {
        ++n;
        meanAt += at;
        meanLog += log;
    });
    if (n < static_cast<double>(kTrendBlocks)) return {};
    meanAt /= n;
    meanLog /= n;
    double both = 0;
    double own = 0;
    each([&](double at, double log) {
        both += (at - meanAt) * (log - meanLog);
        own += (at - meanAt) * (at - meanAt);
    });
    const double slope = both / own;
    double squares = 0;
    double neighbours = 0;
    double before = 0;
    each([&](double at, double log) {
        const double rest = log - meanLog - slope * (at - meanAt);
        squares += rest * rest;
        neighbours += rest * before;
        before = rest;
    });
    const double alike = squares > 0 ? std::clamp(neighbours / squares, 0.0, 0.9) : 0;
    const double error =
        std::sqrt(squares / (n - 2) / own * (1 + alike) / (1 - alike)) * kStandardErrors;
    if (std::abs(slope) <= error) return {slope, 0};
    return {slope, slope * (1 - error * error / (slope * slope))};
}

double Pace::trend() const {
    return slope().believed;
}

double Pace::doubt() const {
    const auto found = slope();
    return std::abs(found.seen - found.believed);
}

double Pace::secondsFor(double objects, double perSecond) const {
    const double even = objects / perSecond;
    const double slope = trend();
    if (slope == 0) return even;
    // The pace of `rest` is that of some time ago; the middle of what is to come is half of the
    // rest beyond now.
    const double passed = marks_.back().at - marks_[sinceChange()].at;
    const double ahead = passed * kCentre + even / 2;
    return even * std::exp(-std::clamp(slope * ahead, -kMostPaceTrend, kMostPaceTrend));
}

std::optional<Pace::Rest> Pace::rest(double done) const {
    if (marks_.empty()) return std::nullopt;
    const double passed = marks_.back().at - marks_.front().at;
    if (moved_ < kPaceSamples || passed < kPaceSeconds || done < kPaceShare) return std::nullopt;
    const auto first = sinceChange();
    const double span = marks_.back().at - marks_[first].at;
    double objects = 0;
    double time = 0;
    double weights = 0;
    double squares = 0;
    const auto each = [&](const auto& use) {
        for (std::size_t i = first + 1; i < marks_.size(); ++i) {
            const double d = marks_[i].at - marks_[i - 1].at;
            const double age = (marks_.back().at - marks_[i].at) / (span * kHalfLife);
            if (d > 0) use(marks_[i].processed - marks_[i - 1].processed, d, std::exp2(-age));
        }
    };
    each([&](double n, double d, double weight) {
        objects += n * weight;
        time += d * weight;
    });
    if (objects <= 0) return std::nullopt;
    const double rate = objects / time;
    each([&](double n, double d, double weight) {
        const double share = weight * d / time;
        const double deviation = n / d / rate - 1;
        weights += share * share;
        squares += share * deviation * deviation;
    });
    const double blocks = 1 / weights;
    const double variance = (squares * blocks + kBelievedSpread * kBelievedSpread) / blocks;
    const double left = std::clamp(1 - done, 0.02, 1.0);
    const double error = std::hypot(std::sqrt(variance / blocks), kDrift * left);
    const double chance = std::sqrt(variance * (1 - left) / (blocks * left));
    return Rest{rate, std::clamp(error, kLeastPaceSpread, kMostSpread),
                std::min(chance, kMostSpread)};
}

}  // namespace jim::progress
