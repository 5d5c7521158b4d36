#include "apps/cli/Follow.hpp"

#include "apps/cli/FollowDisplay.hpp"
#include "apps/cli/FollowSession.hpp"
#include "apps/cli/OutcomeText.hpp"
#include "apps/cli/Signals.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <utility>

namespace jim::apps::cli {
namespace {

class Follower {
public:
    Follower(ApiClient& client, const std::string& activityId, FollowDisplay& display,
             const base::Clock& clock)
        : client_(client), display_(display), clock_(clock), session_(activityId, clock.steady()) {}

    /// True when the run has ended, false when a signal came first.
    base::Result<bool> untilEnd() {
        for (;;) {
            const auto step = askOnce();
            if (session_.state() == FollowSession::State::Trouble)
                return base::fail(session_.trouble());
            if (session_.state() == FollowSession::State::Ended) return true;
            if (!pause(clock_.steady() + step.pause)) return false;
        }
    }

    [[nodiscard]] int stopSignal() const { return signals_.stopSignal(); }
    [[nodiscard]] const RunCounts& counts() const { return counts_; }

private:
    FollowSession::Step askOnce() {
        transport::http::Headers headers;
        if (!session_.etag().empty()) headers.push_back({"If-None-Match", session_.etag()});
        const auto answer = client_.ask(transport::http::Method::Get, session_.path(), headers);
        auto step = session_.onAnswer(answer, clock_.steady());
        if (!step.notice.empty()) display_.notice(step.notice);
        if (step.snapshot) {
            counts_ = step.snapshot->counts;
            display_.show(*step.snapshot, answer->body);
        }
        return step;
    }

    /// Waits, draws what is due meanwhile; false when a signal stops the program.
    bool pause(FollowSession::Time until) {
        for (;;) {
            const auto now = clock_.steady();
            const auto due = display_.due();
            if (due && *due <= now) {
                display_.draw(now);
                continue;
            }
            const auto next = due ? std::min(*due, until) : until;
            const auto event = signals_.wait(std::max(next - now, FollowSession::Time{0}));
            if (event == Signals::Event::Stop) return false;
            if (event == Signals::Event::Resized) display_.resized();
            if (event == Signals::Event::None && clock_.steady() >= until) return true;
        }
    }

    ApiClient& client_;
    FollowDisplay& display_;
    const base::Clock& clock_;
    Signals signals_;
    FollowSession session_;
    RunCounts counts_;
};

ExitStatus interrupted(int signal, const std::string& activityId, Console& console, bool json) {
    const auto text =
        fmt::format("The run goes on. Follow it again: jim activity follow {}", activityId);
    if (json)
        console.complain(text);
    else
        console.print(fmt::format("\n{}\n", text));
    return signal == SIGINT ? ExitStatus::Interrupted : ExitStatus::Terminated;
}

}  // namespace

base::Result<ExitStatus> follow(ApiClient& client, const std::string& activityId, Console& console,
                                bool json, const base::Clock& clock) {
    const auto display = makeDisplay(console, json);
    Follower follower{client, activityId, *display, clock};
    const auto ended = follower.untilEnd();
    display->finish();
    if (!ended) return base::fail(ended.error());
    if (!*ended) return interrupted(follower.stopSignal(), activityId, console, json);

    JIM_ASSIGN(const auto document, client.get(fmt::format("/activities/{}", activityId)));
    JIM_ASSIGN(const auto outcome, parseOutcome(document));
    if (!json)
        for (const auto& line : outcomeText(outcome, follower.counts())) console.print(line + '\n');
    return outcomeOf(outcome.status);
}

}  // namespace jim::apps::cli
