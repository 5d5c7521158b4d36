#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/config/Settings.hpp"

namespace jim::apps {

/// What a process does of the service. `jim serve` does all of it.
struct Roles {
    bool web = false;        ///< Answers requests, and queues runs.
    bool worker = false;     ///< Executes runs, and ends those of workers that were lost.
    bool scheduler = false;  ///< Ends runs of lost workers, also when no worker is there.

    [[nodiscard]] bool all() const { return web && worker && scheduler; }
};

/// `jim web` and so on, for messages.
[[nodiscard]] const char* commandOf(Roles roles);

/// How many connections to a database server they may need at once. A run has one for its life; a
/// request has one, and another while it queues a run.
[[nodiscard]] std::int64_t connectionsOf(Roles roles, const config::Settings& settings);

/// Whether each run may have a second connection, to write two batches at the same time. Without it
/// they are written one after the other.
[[nodiscard]] bool mayWriteInPairs(Roles roles, const config::Settings& settings);

/// Roles in processes of their own need what processes can share: a database server, and a Redis
/// for live progress. InvalidInput, with one line that says what is lacking.
[[nodiscard]] base::Status checkRoles(Roles roles, const config::Settings& settings);

}  // namespace jim::apps
