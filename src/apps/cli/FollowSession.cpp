#include "apps/cli/FollowSession.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jim::apps::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;     ///< With a server that does not answer.
constexpr auto kRetryEvery = 1s;    ///< Meanwhile.
constexpr auto kLongestPause = 5s;  ///< However long a server asks us to wait.

}  // namespace

FollowSession::FollowSession(std::string activityId, Time now)
    : activityId_(std::move(activityId)), started_(now) {}

std::string FollowSession::path() const {
    const auto* end = state_ == State::Progress ? "/progress" : "";
    return fmt::format("/activities/{}{}", activityId_, end);
}

FollowSession::Time FollowSession::pauseAt(Time now) const {
    // Short runs are seen closely; long ones stay far below the server's limit of requests.
    const auto following = now - started_;
    if (following < 20s) return 250ms;
    return following < 120s ? 500ms : 1s;
}

FollowSession::Step FollowSession::end(base::Error error) {
    state_ = State::Trouble;
    trouble_ = std::move(error);
    return {};
}

FollowSession::Step FollowSession::onOutage(const base::Error& error,
                                            std::optional<std::chrono::seconds> wait, Time now) {
    if (outageSince_ && now - *outageSince_ >= kPatience) return end(error);
    Step step;
    step.pause = std::min<Time>(wait.value_or(kRetryEvery), kLongestPause);
    if (!outageSince_) {
        outageSince_ = now;
        step.notice = fmt::format("{} Trying again for a minute.", error.message);
    }
    return step;
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
    step.pause = pauseAt(now);
    step.snapshot = std::move(*snapshot);
    return step;
}

FollowSession::Step FollowSession::onAnswer(const base::Result<Answer>& answer, Time now) {
    if (!answer && answer.error().kind == base::ErrorKind::InvalidInput) return end(answer.error());
    if (!answer) return onOutage(answer.error(), std::nullopt, now);
    if (answer->status >= 500 || answer->status == 429)
        return onOutage(answer->error(), answer->retryAfter, now);

    const bool wasOut = std::exchange(outageSince_, std::nullopt).has_value();
    Step step;
    if (answer->ok()) {
        step = onDocument(*answer, now);
    } else if (answer->status == 304) {
        step.pause = pauseAt(now);
    } else if (answer->status == 404 && state_ == State::Progress) {
        state_ = State::Activity;
        etag_.clear();
    } else {
        step = end(answer->error());
    }
    if (wasOut && state_ != State::Trouble) step.notice = "The server answers again.";
    return step;
}

}  // namespace jim::apps::cli
