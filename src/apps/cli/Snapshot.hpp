#pragma once

#include "foundation/base/Result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::apps::cli {

enum class StepMark { Pending, Active, Completed, Skipped, Failed };

/// A top-level phase of a run.
struct Step {
    std::string name;
    StepMark mark = StepMark::Pending;
};

struct Estimate {
    double p10 = 0;
    double p50 = 0;
    double p90 = 0;
};

/// An error as the run's progress tells it: redacted, one of the newest.
struct RecentError {
    std::string at;
    std::string type;  ///< `duplicate object`
    std::string message;
};

struct RunCounts {
    std::int64_t processed = 0;
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t deleted = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;
    std::int64_t failed = 0;
};

/// What a person who follows a run wants to see of one progress document. Nothing is computed
/// here that the server has not said; what it does not know stays empty. All texts are untrusted.
struct Snapshot {
    std::string activityId;
    std::string targetName;     ///< The run profile's name.
    std::string targetContext;  ///< The connected system's name.
    std::string state;
    std::string status;
    std::string phase;
    std::string summary;
    std::string message;
    std::string source;  ///< `degraded`: only what the database knows.
    bool terminal = false;
    std::int64_t attempt = 0;  ///< Raised by every claim, and when it is handed back.
    std::string continuedBy;   ///< The activity under which a lost run was started again.

    std::vector<Step> steps;
    std::size_t currentStep = 0;  ///< From 1; 0 when there is none.
    std::size_t totalSteps = 0;

    std::optional<double> percent;        ///< Of the phase.
    std::optional<double> wholeFraction;  ///< Of the run.
    std::optional<double> objectsPerSecond;
    double elapsedSeconds = 0;
    std::optional<Estimate> remaining;  ///< Of the whole run, in seconds.
    std::string estimateBasis;          ///< `history`, `rate` or `blend`.
    std::string estimateReason;         ///< Why there is none.

    RunCounts counts;
    std::int64_t errors = 0;
    double errorRatio = 0;  ///< Of the objects so far.
    double errorsPerMinute = 0;
    std::string errorTrend;
    std::vector<std::string> topErrors;  ///< `duplicate object (12)`
    std::vector<RecentError> recentErrors;
    std::vector<std::string> alerts;  ///< `Too many deletes: 120 deletes (limit 100)`
    std::string unusual;  ///< `deletes already 40 times the usual`; empty while nothing is.

    std::string health;
    std::optional<double> lastAdvanceAge;
    std::string waitingOn;

    /// Nothing moves: rate and estimate are what its worker said last, and true no more.
    [[nodiscard]] bool isLost() const {
        return !terminal && (state == "worker_lost" || health == "worker_lost");
    }
    /// Its message then says what is wrong there.
    [[nodiscard]] bool waitsForDatabase() const {
        return !terminal && message.starts_with("Waits for the database");
    }
};

/// The body of GET .../progress. External: it is none.
[[nodiscard]] base::Result<Snapshot> parseSnapshot(std::string_view document);

/// The same from the body of GET /activities/{id}, for when there is no live progress: status,
/// times and counts as the database has them, and the embedded progress document if there is one.
[[nodiscard]] base::Result<Snapshot> parseActivity(std::string_view document);

/// What an ended activity says about how it went. From the body of GET /activities/{id}.
struct Outcome {
    std::string activityId;
    std::string status;
    std::string targetName;
    std::string targetContext;
    std::string message;  ///< Why it failed or what it warns about; empty when all went well.
    std::string duration;
    std::int64_t errors = 0;
};
[[nodiscard]] base::Result<Outcome> parseOutcome(std::string_view activityDocument);

}  // namespace jim::apps::cli
