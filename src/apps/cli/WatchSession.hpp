#pragma once

#include "apps/cli/ApiClient.hpp"
#include "apps/cli/Outage.hpp"
#include "apps/cli/Snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// What watching everything that runs asks next, and what it does with the answers; no I/O, no
/// clock of its own. It asks for the list once a second; of a run that has left the list, once for
/// its end, so that nobody misses how it went. It never gives up for lack of an answer.
class WatchSession {
public:
    using Time = Outage::Time;

    struct Step {
        bool news = false;   ///< `runs` has changed.
        std::string notice;  ///< A sentence to show.
        Time pause{};        ///< Before the next question.
    };

    [[nodiscard]] Question question(Time now);
    [[nodiscard]] Step onAnswer(const base::Result<Answer>& answer, Time now);

    /// Queued and running ones, the oldest first, then the newest that have ended.
    [[nodiscard]] const std::vector<Snapshot>& runs() const { return runs_; }

    /// How many are queued or running, also beyond those that `runs` has.
    [[nodiscard]] std::int64_t active() const { return active_; }

    /// Why it cannot go on: the server refuses.
    [[nodiscard]] const std::optional<base::Error>& trouble() const { return trouble_; }

private:
    Step onList(const Answer& answer, Time now);
    Step onEnd(const base::Result<Answer>& answer);
    void keepEnded(Snapshot snapshot);

    std::vector<Snapshot> runs_;
    std::vector<Snapshot> ended_;    ///< The newest first.
    std::vector<Snapshot> missing_;  ///< Left the list; how they ended is not known yet.
    bool askedForEnd_ = false;
    std::int64_t active_ = 0;
    Time asked_{};
    Outage outage_;
    std::optional<base::Error> trouble_;
};

}  // namespace jim::apps::cli
