#include "apps/cli/FollowSession.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jim::apps::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kWait = 10s;  ///< How long the server may keep a question; below our own deadline.
constexpr auto kPollEvery = 1s;   ///< A server that does not keep it, and gives no hint.
constexpr int kMostStarts = 100;  ///< Of one run; a server of ours starts it ten times at most.

/// Short runs are seen closely; long ones stay far below the server's limit of requests, so that
/// one key can follow several at once.
FollowSession::Time spacingAfter(FollowSession::Time following) {
    return following < 10s ? FollowSession::Time{300ms} : FollowSession::Time{1s};
}

}  // namespace

FollowSession::FollowSession(std::string activityId, Time now, bool goesOn)
    : activityId_(std::move(activityId)),
      started_(now),
      asked_(now),
      startsLeft_(goesOn ? kMostStarts : 0) {}

Question FollowSession::question(Time now) {
    asked_ = now;
    Question question;
    const auto* end = state_ == State::Progress ? "/progress" : "";
    question.path = fmt::format("/activities/{}{}", activityId_, end);
    if (etag_.empty()) return question;
    question.headers = {{"If-None-Match", etag_},
                        {"Prefer", fmt::format("wait={}", kWait.count())}};
    return question;
}

FollowSession::Time FollowSession::untilNext(Time now, Time spacing) const {
    return std::max(Time{0}, asked_ + spacing - now);
}

FollowSession::Step FollowSession::end(base::Error error) {
    state_ = State::Trouble;
    trouble_ = std::move(error);
    return {};
}

FollowSession::Step FollowSession::onDocument(const Answer& answer, Time now) {
    auto snapshot =
        state_ == State::Progress ? parseSnapshot(answer.body) : parseActivity(answer.body);
    if (!snapshot) return end(snapshot.error());
    etag_ = state_ == State::Progress ? answer.etag : std::string{};
    // What the activity says is the truth only once it has ended: until then live progress may
    // come back, as it does when a restarted server takes the run up again.
    state_ = snapshot->terminal ? State::Ended : State::Progress;
    Step step;
    step.pause = untilNext(now, spacingAfter(now - started_));
    const auto& next = snapshot->continuedBy;
    if (state_ == State::Ended && !next.empty() && next != activityId_ && startsLeft_ > 0)
        goOnWith(*snapshot, step);
    else
        noteAttempt(*snapshot, step);
    step.snapshot = std::move(*snapshot);
    return step;
}

void FollowSession::goOnWith(const Snapshot& lost, Step& step) {
    --startsLeft_;
    activityId_ = lost.continuedBy;
    state_ = State::Progress;
    etag_.clear();
    timesHandedBack_.reset();
    step.another = true;
    // Short enough for a narrow terminal to show the id whole.
    step.notice = fmt::format("Its worker was lost. Started again as {}:", activityId_);
}

void FollowSession::noteAttempt(const Snapshot& snapshot, Step& step) {
    const auto times = snapshot.attempt / 2;  // Every other attempt is a worker's.
    const bool again = !snapshot.terminal && times > timesHandedBack_.value_or(times);
    timesHandedBack_ = std::max(timesHandedBack_.value_or(0), times);
    if (again) step.notice = "The run was handed back and begins again. What it has stored stays.";
}

FollowSession::Step FollowSession::onAnswer(const base::Result<Answer>& answer, Time now) {
    Step step;
    if (Outage::isOne(answer)) {
        auto verdict = outage_.meet(answer, now);
        if (verdict.giveUp) return end(answer ? answer->error() : answer.error());
        step.pause = verdict.pause;
        step.notice = std::move(verdict.notice);
        return step;
    }
    if (!answer) return end(answer.error());

    auto over = outage_.over();
    if (answer->ok()) {
        step = onDocument(*answer, now);
    } else if (answer->status == 304) {
        // After a wait there is nothing to pause for.
        step.pause = untilNext(now, answer->retryAfter.value_or(kPollEvery));
    } else if (answer->status == 404 && state_ == State::Progress) {
        state_ = State::Activity;
        etag_.clear();
    } else {
        step = end(answer->error());
    }
    if (state_ != State::Trouble && step.notice.empty()) step.notice = std::move(over);
    return step;
}

}  // namespace jim::apps::cli
