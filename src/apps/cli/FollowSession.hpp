#pragma once

#include "apps/cli/ApiClient.hpp"
#include "apps/cli/Snapshot.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace jim::apps::cli {

/// What following a run asks next, and what it does with the answer; no I/O, no clock of its own.
///
///   Progress --200--> Progress ... --terminal--> Ended
///   Progress --404 PROGRESS_EXPIRED, NOT_FOUND--> Activity
///   Activity --200 running--> Progress ;  --200 ended--> Ended ;  --404--> Trouble
///   any --no answer, 5xx, 429--> the same again, until there was nothing else for a minute:
///   Trouble any --other 4xx, no JSON--> Trouble
class FollowSession {
public:
    enum class State { Progress, Activity, Ended, Trouble };
    using Time = std::chrono::microseconds;  ///< base::Clock::steady().

    /// What came of an answer.
    struct Step {
        std::optional<Snapshot> snapshot;  ///< Something new to show.
        std::string notice;                ///< A sentence to show: an outage begins or is over.
        Time pause{};                      ///< Before the next question.
    };

    FollowSession(std::string activityId, Time now);

    [[nodiscard]] State state() const { return state_; }

    /// Path and `If-None-Match` of the next question.
    [[nodiscard]] std::string path() const;
    [[nodiscard]] const std::string& etag() const { return etag_; }

    /// The answer to it, and when it came.
    [[nodiscard]] Step onAnswer(const base::Result<Answer>& answer, Time now);

    /// Why it ended in Trouble.
    [[nodiscard]] const base::Error& trouble() const { return trouble_; }

private:
    Step onDocument(const Answer& answer, Time now);
    Step onOutage(const base::Error& error, std::optional<std::chrono::seconds> wait, Time now);
    Step end(base::Error error);
    [[nodiscard]] Time pauseAt(Time now) const;

    std::string activityId_;
    Time started_;
    State state_ = State::Progress;
    std::string etag_;
    std::optional<Time> outageSince_;
    base::Error trouble_;
};

}  // namespace jim::apps::cli
