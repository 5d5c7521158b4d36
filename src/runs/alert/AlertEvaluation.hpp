#pragma once

#include "progress/Comparison.hpp"
#include "progress/Counts.hpp"
#include "progress/RunHistory.hpp"
#include "progress/Snapshot.hpp"
#include "runs/alert/AlertRule.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace jim::runs::alert {

/// What rules look at: a run at one instant.
struct AlertObservation {
    progress::Tally counts;                ///< With the deletes that are about to be made.
    std::chrono::microseconds elapsed{0};  ///< Without pauses.
    std::chrono::microseconds still{0};    ///< Since anything moved.
};

[[nodiscard]] AlertObservation observationOf(const progress::Snapshot& snapshot);

/// A rule that fires, with what it saw.
struct AlertDecision {
    const AlertRule* rule = nullptr;  ///< Lives as long as the evaluation.
    AlertFiring firing;
};

/// Which rules of a run fire, and when: each at most once. What is usual is the median of earlier
/// runs, known from at least three; until then, rules that compare with it say nothing. Pure: no
/// clock, no input or output.
class AlertEvaluation {
public:
    /// Rules that are switched off are left out.
    AlertEvaluation(std::vector<AlertRule> rules, const std::vector<progress::PastRun>& history);

    /// Those that fire with this observation, and have not fired before.
    [[nodiscard]] std::vector<AlertDecision> observe(const AlertObservation& seen,
                                                     base::Timestamp now);

    /// Takes over who has resumed the run, as the database has it.
    void noteResumed(const std::vector<AlertFiring>& kept);

    /// All that have fired, in order.
    [[nodiscard]] const std::vector<AlertFiring>& firings() const { return firings_; }

private:
    struct Watched {
        AlertRule rule;
        bool fired = false;
    };

    /// What the rule measures; nothing when it cannot say yet.
    [[nodiscard]] std::optional<double> measured(const AlertRule& rule,
                                                 const AlertObservation& seen) const;

    std::vector<Watched> rules_;
    std::size_t runs_ = 0;
    progress::UsualCounts usual_;
    std::chrono::microseconds usualTime_{0};
    std::vector<AlertFiring> firings_;
};

}  // namespace jim::runs::alert
