#include "progress/RunEstimator.hpp"

#include "foundation/base/Timestamp.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jim::progress {
namespace {

/// Standard normal quantile of 90 %.
constexpr double kNinety = 1.2816;
/// How much wider the interval is than what is known of: surprises mostly take longer.
constexpr double kBelow = 0.95;
constexpr double kAbove = 1.0;
/// What has stood still for a second goes on so for about these, at 10, 50 and 90 %.
constexpr double kWaitLow = 0.01;
constexpr double kWaitMiddle = 0.5;
constexpr double kWaitHigh = 8;
/// The longer it has been, the less is known: more of them for each second, and at most.
constexpr double kWaitHigher = 0.2;
constexpr double kWaitHighest = 20;
/// How soon after its usual gap standing still counts.
constexpr double kGrace = 1;
/// At the total, a phase still works for such a part of its time.
constexpr double kFinishing = 0.03;
/// Fewer objects than this part of the usual ones are not believed of a phase that hardly counts.
constexpr double kFew = 1.0 / 3;
constexpr double kSmallPhase = 0.05;
/// How far apart expectation and pace may be before the expectation counts less.
constexpr double kTotalFreedom = 3;
constexpr double kLeastRate = 1e-6;
/// How much of a trend that may be chance makes the pace unsure, and at most, in logarithms.
constexpr double kDoubted = 0.7;
constexpr double kMostDoubt = 0.5;
/// Phases of less than this share of a run say less about the whole of it.
constexpr double kWholePhase = 0.1;
/// How much of a trend is believed to go on into the phases to come, and at most, in logarithms;
/// and how far it may be wrong.
constexpr double kTrendGoesOn = 1;
constexpr double kMostTrend = 0.5;
constexpr double kTrendSpread = 0.4;
/// What declared weights say is shown when it is surer than this, a standard deviation of the
/// logarithm: when phases of about a twentieth of the run have told how fast they go.
constexpr double kMostUnsure = 2.2;
/// Phases that took less tell nothing of the others, whatever their weight.
constexpr double kTelling = 3;

/// Where nothing is known of the phases to come: nine times in ten a run that has come so far goes
/// on for at most so many times as long.
constexpr double kMoreToCome = 4;

EtaRange rangeOf(double median, double spread, double waiting) {
    return {median * std::exp(-kNinety * kBelow * spread) + kWaitLow * waiting,
            median + kWaitMiddle * waiting,
            median * std::exp(kNinety * kAbove * spread) +
                std::min(kWaitHigh + kWaitHigher * waiting, kWaitHighest) * waiting};
}

std::string_view confidenceOf(const EtaRange& range) {
    const double width = range.p90.value_or(0) / std::max(range.p10.value_or(0), 0.5);
    if (width < 1.5) return "high";
    return width < 3 ? "medium" : "low";
}

std::string_view basisOf(double byRate) {
    if (byRate < 0.2) return "history";
    return byRate > 0.8 ? "rate" : "blend";
}

}  // namespace

RunEstimator::RunEstimator(const std::vector<PhaseDeclaration>& declared,
                           const std::vector<PastRun>& history)
    : expectation_(history, declared) {}

double RunEstimator::objects() const {
    double most = 0;
    for (const auto& visit : visits_) most = std::max(most, visit.objects);
    return most;
}

void RunEstimator::enter(std::string_view key, double now) {
    if (!visits_.empty()) {
        auto& before = visits_.back();
        before.active = std::max(now - before.began - before.lost - pending_, 0.0);
    }
    Visit visit;
    visit.key = key;
    visit.began = now;
    visits_.push_back(std::move(visit));
    const auto& order = expectation_.order();
    const auto at = std::ranges::find(order, key);
    if (at != order.end())
        furthest_ = std::max(furthest_, static_cast<std::size_t>(at - order.begin()) + 1);
    processed_ = 0;
    total_ = {};
    pass_ = 0;
    pending_ = 0;
    moved_ = now;
}

void RunEstimator::noteObjects(double count) {
    auto& visit = visits_.back();
    const double share = expectation_.objectsShare(visit.key);
    if (share < 0.5 || share > 2) return;
    const double usual = expectation_.objects().median;
    const double objects = count / share;
    if (objects < usual * kFew && expectation_.weight(visit.key) < kSmallPhase) return;
    visit.objects = objects;
}

void RunEstimator::follow(const Observation& seen, double now) {
    if (seen.phase.empty()) return;
    entered_ = visits_.empty() || visits_.back().key != seen.phase;
    if (entered_) enter(seen.phase, now);
    auto& visit = visits_.back();
    totalChanged_ = !entered_ && !(seen.total == total_);
    total_ = seen.total;
    const bool again = seen.processed < processed_;
    // A stall that is over is no part of the phase's time.
    if (seen.processed != processed_) visit.lost += std::exchange(pending_, 0);
    // A phase that counts nothing cannot be told from a stalled one: its time runs.
    const bool counts = seen.processed > 0 || seen.total.isMeasure();
    if (seen.stalled && counts)
        pending_ = std::max(base::inSeconds(seen.still) - base::inSeconds(seen.usualGap), 0.0);
    visit.active = std::max(now - visit.began - visit.lost - pending_, 0.0);
    if (entered_ || again) {
        pass_ += again ? 1 : 0;
        pace_.restart(visit.active, entered_ ? 0 : seen.processed);
        moved_ = visit.active;
    }
    if (seen.processed != processed_ || again) {
        pace_.record(visit.active, seen.processed);
        moved_ = visit.active;
    }
    processed_ = seen.processed;
    if (total_.isMeasure())
        noteObjects(static_cast<double>(total_.value));
    else if (static_cast<double>(processed_) > visit.objects && pass_ == 0 &&
             static_cast<double>(processed_) > expectation_.objects().median)
        noteObjects(static_cast<double>(processed_));
    visit.trend = pace_.trend();
}

bool RunEstimator::isToCome(std::size_t index) const {
    if (index < furthest_) return false;
    const auto& key = expectation_.order()[index];
    return std::ranges::none_of(visits_, [&](const Visit& visit) { return visit.key == key; });
}

LogNormal RunEstimator::expected(const Visit& visit) const {
    return expectation_.seconds(visit.key, objects());
}

RunFactor RunEstimator::factor(bool withCurrent, const Left* left) const {
    std::vector<Deviation> deviations;
    for (std::size_t i = 0; i < visits_.size(); ++i) {
        const bool current = i + 1 == visits_.size();
        if (current && !withCurrent) continue;
        const auto usual = expected(visits_[i]);
        double taken = visits_[i].active;
        double spread = usual.spread;
        if (usual.median <= 0) continue;
        if (current) {
            if (left == nullptr || !left->seconds || left->byRate < 0.2) continue;
            taken += left->seconds->median;
            const double share = left->seconds->median / std::max(taken, kLeastRate);
            spread = std::hypot(spread, left->seconds->spread * share);
        }
        if (taken <= 0) continue;
        // A short phase is known as exactly as it was looked at.
        spread = std::hypot(spread, 0.3 / std::max(taken, 0.3));
        const double share = expectation_.weight(visits_[i].key);
        const double weight =
            expectation_.isLearned() ? std::min(share / kWholePhase, 1.0) : usual.median;
        deviations.push_back({std::log(taken / usual.median), spread, weight});
    }
    if (expectation_.isLearned()) return runFactor(deviations, expectation_.runSpread());
    return runFactorOfWeights(deviations);
}

/// How much phases to come differ since it is not known yet how many objects there are.
double RunEstimator::sizeVariance() const {
    const double size = objects() > 0 ? 0 : expectation_.objects().spread;
    return size * size;
}

/// Whether the phases so far say enough about the others: without earlier runs a small one does
/// not.
bool RunEstimator::tells(const RunFactor& run) const {
    if (expectation_.isLearned()) return true;
    double taken = 0;
    for (const auto& visit : visits_) taken = std::max(taken, visit.active);
    return taken >= kTelling && run.variance > 0 && run.variance < kMostUnsure * kMostUnsure;
}

/// What the current phase is expected to take in this run, before its own pace is heard.
std::optional<LogNormal> RunEstimator::expectedNow() const {
    const auto& visit = visits_.back();
    const bool counts = pass_ == 0 && total_.isMeasure() && expectation_.knowsCounts(visit.key);
    const auto usual = counts ? expectation_.secondsOf(visit.key, static_cast<double>(total_.value))
                              : expected(visit);
    if (usual.median <= 0) return std::nullopt;
    const auto run = factor(false, nullptr);
    if (!tells(run)) return std::nullopt;
    const double change = this->change(false, usual.median / 2);
    return LogNormal{usual.median * std::exp(run.log - change),
                     std::hypot(usual.spread, std::sqrt(run.variance), kTrendSpread * change)};
}

std::optional<RunEstimator::Paced> RunEstimator::paced(double objects, double done,
                                                       double unsure) const {
    const auto rest = pace_.rest(done);
    if (!rest) return std::nullopt;
    const double even = objects / std::max(rest->perSecond, kLeastRate);
    const double doubt = std::min(pace_.doubt() * (visits_.back().active + even) / 2, kMostDoubt);
    return Paced{{pace_.secondsFor(objects, std::max(rest->perSecond, kLeastRate)),
                  std::hypot(rest->error, unsure)},
                 std::hypot(rest->chance, kDoubted * doubt)};
}

/// Both speak of the same rest, and chance makes both wrong alike.
RunEstimator::Left RunEstimator::blend(const std::optional<LogNormal>& expectedLeft,
                                       const std::optional<Paced>& paced) const {
    if (!expectedLeft && !paced) return {{}, "warming_up", 0, 0};
    if (!paced) return {expectedLeft, {}, 0, 0};
    const auto& [pace, chance] = *paced;
    if (!expectedLeft || expectedLeft->median <= 0)
        return {LogNormal{pace.median, std::hypot(pace.spread, chance)}, {}, 1, 0};
    const double off = std::log(pace.median / expectedLeft->median);
    const double variance = expectedLeft->spread * expectedLeft->spread;
    const double pacedVariance = pace.spread * pace.spread;
    const double strain = off * off / (kTotalFreedom * (variance + pacedVariance));
    const double weight = 1 / (variance * (1 + strain));
    const double pacedWeight = 1 / pacedVariance;
    const double byRate = pacedWeight / (weight + pacedWeight);
    const double median = expectedLeft->median * std::exp(byRate * off);
    const double spread = std::sqrt(1 / (weight + pacedWeight) + byRate * (1 - byRate) * off * off);
    return {LogNormal{median, std::hypot(spread, chance)}, {}, byRate, 0};
}

RunEstimator::Left RunEstimator::leftOfMeasured(double processed, double total) const {
    const auto& visit = visits_.back();
    const auto usual = expectedNow();
    const double done = processed / total;
    if (processed >= total) {
        if (!usual && !expectation_.isLearned()) return {{}, "finishing", 0, 0};
        const double more = usual ? usual->median - visit.active : 0;
        return {LogNormal{std::max(more, kFinishing * visit.active), 0.7}, "finishing", 0, 0};
    }
    std::optional<LogNormal> expectedLeft;
    if (usual && pass_ == 0)
        expectedLeft = LogNormal{usual->median * (1 - done), usual->spread};
    else if (usual)
        expectedLeft = usual->beyond(visit.active);
    return blend(expectedLeft, paced(total - processed, done, 0));
}

/// Of a phase whose total is not known: as many as earlier runs had, if there were any.
RunEstimator::Left RunEstimator::leftOfCounted(double processed) const {
    const auto& visit = visits_.back();
    const auto usual = expectedNow();
    const auto objects = expectation_.objects();
    if (!expectation_.isLearned()) {
        if (!usual) return {{}, "unknown_total", 0, 0};
        return {usual->beyond(visit.active), {}, 0, 0};
    }
    if (processed <= 0 || objects.median <= 0) {
        if (!usual) return {{}, "unknown_total", 0, 0};
        return {usual->beyond(visit.active), {}, 0, 0};
    }
    double known = 0;
    for (std::size_t i = 0; i + 1 < visits_.size(); ++i)
        known = std::max(known, visits_[i].objects);
    const LogNormal whole{
        (known > 0 ? known : objects.median) * expectation_.objectsShare(visit.key),
        known > 0 ? 0.05 : objects.spread};
    const auto more = whole.beyond(processed);
    const double done = processed / (processed + more.median);
    std::optional<LogNormal> expectedLeft;
    if (usual)
        expectedLeft =
            LogNormal{usual->median * (1 - done), std::hypot(usual->spread, more.spread)};
    return blend(expectedLeft, paced(more.median, done, more.spread));
}

RunEstimator::Left RunEstimator::left(const Observation& seen) const {
    if (visits_.empty()) return {{}, "warming_up", 0, 0};
    const auto processed = static_cast<double>(seen.processed);
    auto left = total_.isMeasure() ? leftOfMeasured(processed, static_cast<double>(total_.value))
                                   : leftOfCounted(processed);
    if (!left.seconds) return left;
    const double since = std::max(visits_.back().active - moved_, 0.0);
    const double usual = std::min(since, base::inSeconds(seen.usualGap));
    left.seconds->median = std::max(left.seconds->median - usual, left.seconds->median / 2);
    if ((processed > 0 || total_.isMeasure()) && left.reason.empty())
        left.waiting =
            std::max(base::inSeconds(seen.still) - base::inSeconds(seen.usualGap) - kGrace, 0.0);
    return left;
}

/// The change of pace, as a logarithm, in so many seconds from now, by the trends of the phases so
/// far, each for as long as it took.
double RunEstimator::change(bool withCurrent, double ahead) const {
    double sum = 0;
    double all = 0;
    for (std::size_t i = 0; i < visits_.size(); ++i) {
        if (i + 1 == visits_.size() && !withCurrent) continue;
        sum += visits_[i].trend * visits_[i].active;
        all += visits_[i].active;
    }
    const double trend = all > 0 ? sum / all : 0;
    return std::clamp(kTrendGoesOn * trend * (ahead + all / 2), -kMostTrend, kMostTrend);
}

std::optional<EtaRange> RunEstimator::runRange(const Left& left) const {
    if (!left.seconds) return std::nullopt;
    const auto run = factor(true, &left);
    const double ownError = left.seconds->median * left.seconds->spread;
    double sum = left.seconds->median;
    double squares = ownError * ownError;
    double toCome = 0;
    double ahead = left.seconds->median;
    double changes = 0;
    for (std::size_t i = 0; i < expectation_.order().size(); ++i) {
        if (!isToCome(i)) continue;
        const auto phase = expectation_.seconds(expectation_.order()[i], objects());
        const double usual = phase.median * std::exp(run.log);
        const double change = this->change(true, ahead + usual / 2);
        const double median = usual * std::exp(-change);
        ahead += median;
        changes += std::abs(change) * median;
        toCome += median;
        squares += median * median * phase.spread * phase.spread;
    }
    if (toCome > 0 && !tells(run)) return std::nullopt;
    sum += toCome;
    if (sum <= 0) return std::nullopt;
    squares += toCome * toCome * (run.variance + sizeVariance()) +
               kTrendSpread * kTrendSpread * changes * changes;
    auto range = rangeOf(sum, std::sqrt(squares) / sum, left.waiting);
    if (mayGoOn()) range.p90 = *range.p90 + kMoreToCome * (now_ - visits_.front().began + sum);
    return range;
}

/// Whether other phases may come of which nothing is known: what neither is declared nor was ever
/// seen is no last one.
bool RunEstimator::mayGoOn() const {
    return !expectation_.isLearned() &&
           std::ranges::find(expectation_.order(), visits_.back().key) ==
               expectation_.order().end();
}

std::string_view RunEstimator::causeOf(const Observation& seen) const {
    if (totalChanged_) return "total_changed";
    if (entered_) return "phase_changed";
    if (seen.stalled || base::inSeconds(seen.still) > base::inSeconds(seen.usualGap) + kGrace)
        return "stalled";
    return "slower";
}

Eta RunEstimator::observe(const Observation& seen) {
    now_ = std::max(now_, base::inSeconds(seen.now));
    entered_ = totalChanged_ = false;
    follow(seen, now_);
    const auto left = this->left(seen);
    const bool sudden = entered_ || totalChanged_;

    std::optional<EtaRange> phase;
    if (left.seconds && left.reason.empty())
        phase = rangeOf(left.seconds->median, left.seconds->spread, left.waiting);
    const auto shownPhase = shownPhase_.update(now_, phase, sudden);
    const auto shownRun = shownRun_.update(now_, runRange(left), sudden);

    Eta eta;
    eta.run = shownRun.range;
    if (!seen.stalled) eta.phase = shownPhase.range;
    eta.reason = left.reason;
    if (seen.stalled && eta.reason.empty()) eta.reason = "stalled";
    if (eta.reason.empty() && (shownRun.behind || shownPhase.behind)) eta.reason = causeOf(seen);
    if (eta.reason.empty() && !eta.run) eta.reason = "warming_up";
    if (!eta.run && !eta.phase) return eta;
    eta.confidence = confidenceOf(eta.run ? *eta.run : *eta.phase);
    eta.basis = expectation_.isLearned() ? basisOf(left.byRate) : "rate";
    return eta;
}

}  // namespace jim::progress
