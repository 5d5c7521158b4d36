#include "apps/cli/WatchSession.hpp"

#include "apps/cli/impl/Json.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace jim::apps::cli {
namespace {

constexpr std::chrono::seconds kEvery{1};
constexpr std::size_t kMostEnded = 5;

bool holds(const std::vector<Snapshot>& runs, const std::string& activityId) {
    return std::ranges::any_of(runs,
                               [&](const Snapshot& run) { return run.activityId == activityId; });
}

}  // namespace

Question WatchSession::question(Time now) {
    askedForEnd_ = !missing_.empty();
    if (askedForEnd_)
        return {fmt::format("/activities/{}/progress", missing_.back().activityId), {}};
    asked_ = now;
    return {"/progress?pageSize=100", {}};
}

void WatchSession::keepEnded(Snapshot snapshot) {
    std::erase_if(ended_,
                  [&](const Snapshot& run) { return run.activityId == snapshot.activityId; });
    ended_.insert(ended_.begin(), std::move(snapshot));
    if (ended_.size() > kMostEnded) ended_.resize(kMostEnded);
}

WatchSession::Step WatchSession::onEnd(const base::Result<Answer>& answer) {
    auto last = std::move(missing_.back());
    missing_.pop_back();
    if (answer && answer->ok())
        if (auto snapshot = parseSnapshot(answer->body)) last = std::move(*snapshot);
    std::erase_if(runs_, [&](const Snapshot& run) { return run.activityId == last.activityId; });
    // One that is back in the list at the next look only seemed to have gone.
    if (last.terminal) {
        runs_.push_back(last);
        keepEnded(std::move(last));
    }
    return {.news = true, .notice = {}, .pause = {}};
}

WatchSession::Step WatchSession::onList(const Answer& answer, Time now) {
    const auto page = json::parseObject(answer.body);
    if (!page) {
        trouble_ = page.error();
        return {};
    }
    std::vector<Snapshot> listed;
    for (const auto& entry : json::list(*page, "items"))
        if (auto snapshot = parseSnapshot(boost::json::serialize(entry)))
            listed.push_back(std::move(*snapshot));
    // Ids begin with the time: rows keep their places.
    std::ranges::sort(listed, {}, &Snapshot::activityId);
    active_ = std::max(json::whole(*page, "totalCount"), static_cast<std::int64_t>(listed.size()));
    for (const auto& run : runs_)
        if (!run.terminal && !holds(listed, run.activityId)) missing_.push_back(run);
    std::erase_if(ended_, [&](const Snapshot& run) { return holds(listed, run.activityId); });
    runs_ = std::move(listed);
    std::ranges::copy(ended_, std::back_inserter(runs_));
    const auto hint = answer.retryAfter ? Time{*answer.retryAfter} : Time{kEvery};
    const auto pause = missing_.empty() ? std::max(Time{0}, asked_ + hint - now) : Time{0};
    return {.news = true, .notice = {}, .pause = pause};
}

WatchSession::Step WatchSession::onAnswer(const base::Result<Answer>& answer, Time now) {
    if (Outage::isOne(answer)) {
        auto verdict = outage_.meet(answer, now);
        return {.news = false, .notice = std::move(verdict.notice), .pause = verdict.pause};
    }
    if (askedForEnd_) return onEnd(answer);
    if (!answer || !answer->ok()) {
        trouble_ = answer ? answer->error() : answer.error();
        return {};
    }
    auto over = outage_.over();
    auto step = onList(*answer, now);
    step.notice = std::move(over);
    return step;
}

}  // namespace jim::apps::cli
