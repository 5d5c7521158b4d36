#pragma once

#include "apps/LastingTrouble.hpp"
#include "apps/RunsInHand.hpp"
#include "foundation/log/Log.hpp"
#include "runs/executor/Executor.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace jim::apps {

/// Claims tasks and runs them, several side by side, and keeps their leases. Thread-safe.
class WorkerPool {
public:
    struct Parts {
        runs::run_profile::SessionFactory& sessions;
        runs::executor::Executor& executor;
        log::Log& log;
        std::string owner;  ///< `host:pid`
        std::size_t slots = 2;
        std::chrono::seconds lease{30};
        bool writesBeside = false;  ///< Sessions of the database write beside each other.
    };

    explicit WorkerPool(Parts parts);
    /// Runs in hand are asked to stop, finish their batch and are recorded.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Something changed in the queue: look at once. Never blocks.
    void wake();

private:
    using Session = runs::run_profile::Session;

    void work(const std::stop_token& stop);
    /// Until the database can be reached; nothing when stop is requested.
    [[nodiscard]] std::unique_ptr<Session> openSession(const std::stop_token& stop);
    /// Whether there was a task.
    bool runNext(Session& session, const std::stop_token& stop);
    /// What a claim has got whose answer was lost with the database. Others are not claiming.
    void handBackUnseen(Session& session);
    void keep(const std::stop_token& stop);
    void keepLeases(Session& session, bool renew);
    /// Of its task; nothing when that cannot be told. A lease that was lost is to be stopped.
    [[nodiscard]] std::optional<runs::run_queue::TaskStatus> statusOf(
        Session& session, const runs::run_queue::Lease& lease, bool renew);
    void waitForChange(const std::stop_token& stop, std::uint64_t& seen,
                       std::chrono::seconds atMost);
    void reportEnd(const runs::run_queue::WorkerTask& task,
                   const base::Result<runs::executor::Executor::Fate>& end);

    Parts parts_;
    LastingTrouble openTrouble_{parts_.log, "A worker could not open the database.",
                                "The database is open."};
    LastingTrouble queueTrouble_{parts_.log, "The queue of runs could not be read.",
                                 "The queue of runs is read again."};
    LastingTrouble recoveryTrouble_{parts_.log, "Expired runs could not be recovered.",
                                    "Expired runs are recovered again."};
    LastingTrouble removalTrouble_{parts_.log, "Old activities could not be removed.",
                                   "Old activities are removed again."};
    /// Held from a claim until its run is in hand: what is this pool's and not in hand is nobody's.
    std::mutex claiming_;
    std::atomic<bool> inDoubt_{false};  ///< A claim has failed; it may have been made all the same.
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t changes_ = 0;
    RunsInHand inHand_;
    base::StopSource shutdown_;
    std::vector<std::jthread> workers_;
    std::jthread keeper_;
};

}  // namespace jim::apps
