#pragma once

#include "apps/cli/ApiClient.hpp"
#include "apps/cli/Outage.hpp"
#include "apps/cli/Snapshot.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace jim::apps::cli {

/// What following a run asks next, and what it does with the answer; no I/O, no clock of its own.
///
///   Progress --200--> Progress ... --terminal--> Ended
///   Progress, Activity --terminal, started again--> Progress, of the next activity
///   Progress --404 PROGRESS_EXPIRED, NOT_FOUND--> Activity
///   Activity --200 running--> Progress ;  --200 ended--> Ended ;  --404--> Trouble
///   any --outage--> the same again, until it is given up: Trouble
///   any --other 4xx, no JSON--> Trouble
///
/// It asks the server to answer when there is something new (`Prefer: wait`). One that cannot do
/// so answers at once; then its `Retry-After` says when to ask again.
class FollowSession {
public:
    enum class State { Progress, Activity, Ended, Trouble };
    using Time = Outage::Time;

    /// What came of an answer.
    struct Step {
        std::optional<Snapshot> snapshot;  ///< Something new to show.
        std::string
            notice;  ///< A sentence to show: an outage begins or is over, a run begins again.
        bool another = false;  ///< The notice: from now on this is about another activity.
        Time pause{};          ///< Before the next question.
    };

    /// `goesOn`: when a lost run was started again, what follows is how that one goes.
    FollowSession(std::string activityId, Time now, bool goesOn = true);

    [[nodiscard]] State state() const { return state_; }
    /// Which it is about now.
    [[nodiscard]] const std::string& activityId() const { return activityId_; }

    /// The next question, asked now.
    [[nodiscard]] Question question(Time now);

    /// The answer to it, and when it came.
    [[nodiscard]] Step onAnswer(const base::Result<Answer>& answer, Time now);

    /// Why it ended in Trouble.
    [[nodiscard]] const base::Error& trouble() const { return trouble_; }

private:
    Step onDocument(const Answer& answer, Time now);
    void goOnWith(const Snapshot& lost, Step& step);
    void noteAttempt(const Snapshot& snapshot, Step& step);
    Step end(base::Error error);
    [[nodiscard]] Time untilNext(Time now, Time spacing) const;

    std::string activityId_;
    Time started_;
    Time asked_;
    int startsLeft_;
    std::optional<std::int64_t> timesHandedBack_;
    State state_ = State::Progress;
    std::string etag_;
    Outage outage_;
    base::Error trouble_;
};

}  // namespace jim::apps::cli
