#include "apps/cli/Follow.hpp"

#include "apps/cli/Attention.hpp"
#include "apps/cli/FollowDisplay.hpp"
#include "apps/cli/FollowSession.hpp"
#include "apps/cli/KeyDialogue.hpp"
#include "apps/cli/OutcomeText.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <utility>

namespace jim::apps::cli {
namespace {

using Wish = KeyDialogue::Wish;

constexpr std::string_view kFollowKeys = "c cancel  r resume  e errors  q leave (the run goes on)";

class Follower {
public:
    Follower(ApiClient& client, const std::string& activityId, FollowDisplay& display, bool goesOn,
             const base::Clock& clock)
        : client_(client),
          display_(display),
          clock_(clock),
          attention_(client, display, clock,
                     display.hasKeys() ? Attention::OnKey{[this](Key key) { return onKey(key); }}
                                       : Attention::OnKey{}),
          session_(activityId, clock.steady(), goesOn) {
        showKeys();
    }

    /// True when the run has ended, false when somebody left first.
    base::Result<bool> untilEnd() {
        for (;;) {
            if (const auto answer = attention_.ask(session_.question(clock_.steady()))) {
                const auto pause = take(*answer);
                if (session_.state() == FollowSession::State::Trouble)
                    return base::fail(session_.trouble());
                if (session_.state() == FollowSession::State::Ended) return true;
                attention_.pause(clock_.steady() + pause);
            }
            if (attention_.stopSignal() != 0 || wish_ == Wish::Leave) return false;
            act(std::exchange(wish_, Wish::Nothing));
        }
    }

    [[nodiscard]] int stopSignal() const { return attention_.stopSignal(); }
    [[nodiscard]] const RunCounts& counts() const { return counts_; }
    /// Of the run that was followed last.
    [[nodiscard]] const std::string& activityId() const { return session_.activityId(); }

private:
    void act(Wish wish) {
        const auto post = [this](const char* what) {
            return client_.post(fmt::format("/activities/{}/{}", session_.activityId(), what));
        };
        if (wish == Wish::Cancel) display_.notice(cancelNotice(post("cancel")));
        if (wish == Wish::Resume) display_.notice(resumeNotice(post("resume")));
    }

    /// The pause before the next question.
    FollowSession::Time take(const base::Result<Answer>& answer) {
        auto step = session_.onAnswer(answer, clock_.steady());
        if (!step.notice.empty() && !step.another) display_.notice(step.notice);
        if (step.snapshot) {
            counts_ = step.snapshot->counts;
            name_ = runName(step.snapshot->targetContext, step.snapshot->targetName);
            display_.show(*step.snapshot, answer->body);
        }
        if (step.another) {
            counts_ = {};
            display_.another(step.notice);
        }
        return step.pause;
    }

    void showKeys() {
        if (!attention_.hasKeys()) return;
        display_.footer(dialogue_.isAsking() ? cancelQuestion(name_) : std::string{kFollowKeys});
    }

    bool onKey(Key key) {
        const auto wish = dialogue_.onKey(key);
        if (wish == Wish::Errors) display_.toggleErrors();
        showKeys();
        if (wish != Wish::Cancel && wish != Wish::Resume && wish != Wish::Leave) return false;
        wish_ = wish;
        return true;
    }

    ApiClient& client_;
    FollowDisplay& display_;
    const base::Clock& clock_;
    KeyDialogue dialogue_;
    Wish wish_ = Wish::Nothing;
    std::string name_ = "this run";
    Attention attention_;
    FollowSession session_;
    RunCounts counts_;
};

ExitStatus leftEarly(int signal, const std::string& activityId, Console& console, FollowForm form) {
    const auto text =
        fmt::format("The run goes on. Follow it again: jim activity follow {}", activityId);
    if (form == FollowForm::View)
        console.print(fmt::format("\n{}\n", text));
    else
        console.complain(text);
    return signal == SIGTERM || signal == SIGHUP ? ExitStatus::Terminated : ExitStatus::Interrupted;
}

}  // namespace

base::Result<ExitStatus> follow(ApiClient& client, const std::string& first, Console& console,
                                FollowForm form, const base::Clock& clock) {
    const auto display = makeDisplay(console, form);
    base::Result<bool> ended = false;
    RunCounts counts;
    std::string activityId;
    int signal = 0;
    {
        // A trace is of one run.
        Follower follower{client, first, *display, form != FollowForm::Trace, clock};
        ended = follower.untilEnd();
        counts = follower.counts();
        activityId = follower.activityId();
        signal = follower.stopSignal();
    }
    display->finish();
    if (!ended) {
        if (ended.error().kind == base::ErrorKind::Unavailable)
            console.complain(fmt::format(
                "The run does not need this. Follow it again: jim activity follow {}", activityId));
        return base::fail(ended.error());
    }
    if (!*ended) return leftEarly(signal, activityId, console, form);
    if (form == FollowForm::Trace) return ExitStatus::Complete;

    JIM_ASSIGN(const auto document, client.get(fmt::format("/activities/{}", activityId)));
    JIM_ASSIGN(const auto outcome, parseOutcome(document));
    if (form == FollowForm::View)
        for (const auto& line : outcomeText(outcome, counts)) console.print(line + '\n');
    return outcomeOf(outcome.status);
}

}  // namespace jim::apps::cli
