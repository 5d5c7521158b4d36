#include "apps/cli/Attention.hpp"
#include "apps/cli/Commands.hpp"
#include "apps/cli/KeyDialogue.hpp"
#include "apps/cli/LivePicture.hpp"
#include "apps/cli/WatchSession.hpp"
#include "apps/cli/WatchView.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <utility>

namespace jim::apps::cli {
namespace {

using Wish = KeyDialogue::Wish;

/// The arrow keys too, which not every terminal can show.
constexpr std::string_view kWatchKeys = "j k choose  c cancel  r resume  e errors  q leave";

class Watcher final : public Drawing {
public:
    explicit Watcher(Context context)
        : context_(context),
          picture_(context.console),
          attention_(context.client, *this, context.clock, [this](Key key) { return onKey(key); }) {
        showKeys();
    }

    /// Until somebody leaves; the error is why it cannot go on.
    Outcomes run() {
        for (;;) {
            const auto& clock = context_.clock;
            if (const auto answer = attention_.ask(session_.question(clock.steady()))) {
                const auto step = session_.onAnswer(*answer, clock.steady());
                if (session_.trouble()) return base::fail(*session_.trouble());
                take(step);
                attention_.pause(clock.steady() + step.pause);
            }
            if (attention_.stopSignal() != 0)
                return attention_.stopSignal() == SIGINT ? ExitStatus::Interrupted
                                                         : ExitStatus::Terminated;
            if (wish_ == Wish::Leave) return ExitStatus::Complete;
            act(std::exchange(wish_, Wish::Nothing));
        }
    }

    void resized() override { picture_.changed(); }
    void resumed() override {
        picture_.letStand();
        picture_.changed();
    }
    [[nodiscard]] std::optional<Time> due() const override { return picture_.due(); }
    void draw(Time now) override { picture_.draw(lines(), now); }
    void finish() { picture_.finish(lines()); }

private:
    void act(Wish wish) {
        const auto post = [this](const std::string& activityId, const char* what) {
            return context_.client.post(fmt::format("/activities/{}/{}", activityId, what));
        };
        if (wish == Wish::Cancel)
            picture_.notice(cancelNotice(post(toCancel_.activityId, "cancel")));
        if (wish == Wish::Resume && !session_.runs().empty())
            picture_.notice(resumeNotice(post(session_.runs()[selected()].activityId, "resume")));
    }

    [[nodiscard]] std::size_t selected() const {
        const auto& runs = session_.runs();
        const auto at = std::ranges::find(runs, selected_, &Snapshot::activityId);
        return at == runs.end() ? 0 : static_cast<std::size_t>(at - runs.begin());
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        return watchView({session_.runs(), session_.active(), selected(), withErrors_},
                         picture_.window().columns, picture_.room(), picture_.glyphs());
    }

    void take(const WatchSession::Step& step) {
        if (!step.notice.empty()) picture_.notice(step.notice);
        if (!step.news) return;
        picture_.settle();
        picture_.changed();
    }

    void move(bool up) {
        const auto& runs = session_.runs();
        if (runs.empty()) return;
        const auto at = selected();
        const auto to = up ? at - std::min<std::size_t>(at, 1) : std::min(at + 1, runs.size() - 1);
        selected_ = runs[to].activityId;
    }

    [[nodiscard]] bool canCancel() const {
        const auto& runs = session_.runs();
        return !runs.empty() && !runs[selected()].terminal;
    }

    void showKeys() {
        if (!attention_.hasKeys()) return;
        const auto name = runName(toCancel_.targetContext, toCancel_.targetName);
        picture_.footer(dialogue_.isAsking() ? cancelQuestion(name) : std::string{kWatchKeys});
    }

    bool onKey(Key key) {
        if (key == Key::Cancel && !dialogue_.isAsking() && !canCancel()) {
            picture_.notice("There is nothing to cancel: this run has ended.");
            return false;
        }
        const auto wish = dialogue_.onKey(key);
        // The question is about this run, whatever happens to the list until it is answered.
        if (wish == Wish::AskToCancel) toCancel_ = session_.runs()[selected()];
        if (wish == Wish::Errors) withErrors_ = !withErrors_;
        if (wish == Wish::Up || wish == Wish::Down) move(wish == Wish::Up);
        showKeys();
        picture_.changed();
        if (wish != Wish::Cancel && wish != Wish::Resume && wish != Wish::Leave) return false;
        wish_ = wish;
        return true;
    }

    Context context_;
    LivePicture picture_;
    WatchSession session_;
    KeyDialogue dialogue_;
    Wish wish_ = Wish::Nothing;
    Snapshot toCancel_;
    std::string selected_;
    bool withErrors_ = false;
    Attention attention_;
};

Outcomes showOnce(Context context) {
    WatchSession session;
    const auto question = session.question({});
    JIM_ASSIGN(const auto body, context.client.get(question.path));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    static_cast<void>(session.onAnswer(Answer{200, body, {}, {}}, {}));
    if (session.trouble()) return base::fail(*session.trouble());
    if (session.runs().empty()) {
        context.console.print("Nothing is queued or running.\n");
        return ExitStatus::Complete;
    }
    for (const auto& line : runTable(session.runs(), context.console.tableWidth()))
        context.console.print(line + '\n');
    return ExitStatus::Complete;
}

}  // namespace

Outcomes showProgress(Context context, bool once) {
    if (once || context.json || !context.console.drawable()) return showOnce(context);
    Watcher watcher{context};
    auto outcome = watcher.run();
    watcher.finish();
    return outcome;
}

}  // namespace jim::apps::cli
