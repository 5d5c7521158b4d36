#include "apps/WorkerRole.hpp"

namespace jim::apps {

runs::executor::Executor executorOf(const ServiceParts& parts) {
    return runs::executor::Executor{{parts.connectors,
                                     parts.publisher,
                                     parts.clock,
                                     parts.settings.dataDir / "spool",
                                     parts.name,
                                     parts.keys,
                                     parts.databaseIsShared,
                                     {parts.alerts, parts.settings.alertPause},
                                     0,
                                     parts.settings.lease}};
}

WorkerRole::WorkerRole(const ServiceParts& parts, bool inPairs)
    : parts_(parts), inPairs_(inPairs), executor_(executorOf(parts)) {}

base::Status WorkerRole::start() {
    JIM_TRY(recover());
    if (parts_.databaseIsShared && !inPairs_)
        parts_.log.warning(
            "Runs write one batch after the other. Two at the same time need "
            "another connection for each worker slot: raise JIM_DB_MAX_POOL_SIZE.",
            {{"connections", parts_.settings.databasePoolSize}});
    pool_ = std::make_unique<WorkerPool>(WorkerPool::Parts{
        parts_.sessions, executor_, parts_.log, parts_.name,
        static_cast<std::size_t>(parts_.settings.workerSlots), parts_.settings.lease, inPairs_});
    return {};
}

void WorkerRole::wake() {
    if (pool_) pool_->wake();
}

/// Whoever had a run in a file that we hold the lock of is dead. Runs in the database of a server
/// may belong to others, until their leases expire.
base::Status WorkerRole::recover() {
    JIM_ASSIGN(const auto session, parts_.sessions.open());
    JIM_ASSIGN(const auto count, executor_.recover(*session, !parts_.databaseIsShared));
    if (count > 0)
        parts_.log.warning("Runs of a process that stopped were ended.", {{"runs", count}});
    return {};
}

}  // namespace jim::apps
