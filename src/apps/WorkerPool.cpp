#include "apps/WorkerPool.hpp"

#include "apps/BesideThread.hpp"
#include "apps/Threads.hpp"

#include <fmt/format.h>

namespace jim::apps {
namespace {

using namespace std::chrono_literals;
using runs::run_queue::TaskStatus;

/// How often the runs in hand are looked at when nobody says that something has changed: whether
/// they are cancelled, and to renew their leases.
constexpr auto kPoll = 1s;

/// And how often an idle worker looks at the queue. Whoever puts something into it says so; this is
/// for when that was not heard.
constexpr auto kIdlePoll = 5s;

/// Tasks that are looked through at a time.
constexpr std::int64_t kPage = 500;

}  // namespace

WorkerPool::WorkerPool(Parts parts) : parts_(std::move(parts)) {
    for (std::size_t i = 1; i <= parts_.slots; ++i)
        workers_.push_back(startThread(fmt::format("worker-{}", i).c_str(),
                                       [this](const std::stop_token& stop) { work(stop); }));
    keeper_ = startThread("keeper", [this](const std::stop_token& stop) { keep(stop); });
}

WorkerPool::~WorkerPool() {
    shutdown_.request_stop();
    for (auto& worker : workers_) worker.request_stop();
    inHand_.stopAll();
    workers_.clear();  // Leases are kept until the last run has ended.
    keeper_.request_stop();
}

void WorkerPool::wake() {
    const std::scoped_lock lock{mutex_};
    ++changes_;
    changed_.notify_all();
}

void WorkerPool::waitForChange(const std::stop_token& stop, std::uint64_t& seen,
                               std::chrono::seconds atMost) {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, stop, atMost, [&] { return changes_ != seen; });
    seen = changes_;
}

std::unique_ptr<WorkerPool::Session> WorkerPool::openSession(const std::stop_token& stop) {
    std::uint64_t seen = 0;
    while (!stop.stop_requested()) {
        auto session = parts_.sessions.open();
        openTrouble_.note(session);
        if (session) return std::move(*session);
        waitForChange(stop, seen, kPoll);
    }
    return nullptr;
}

void WorkerPool::work(const std::stop_token& stop) {
    const auto session = openSession(stop);
    std::uint64_t seen = 0;
    while (!stop.stop_requested()) {
        if (!runNext(*session, stop)) waitForChange(stop, seen, inDoubt_ ? kPoll : kIdlePoll);
    }
}

bool WorkerPool::runNext(Session& session, const std::stop_token& stop) {
    std::unique_lock claiming{claiming_};
    handBackUnseen(session);
    auto task = session.queue().claim(parts_.owner, parts_.lease);
    queueTrouble_.note(task);
    if (!task && task.error().kind == base::ErrorKind::Unavailable) inDoubt_ = true;
    if (!task || !*task) return false;
    const auto run = inHand_.add({(*task)->id, (*task)->attempt});
    if (stop.stop_requested()) run->stop.request_stop();
    claiming.unlock();
    parts_.log.info("A run begins.",
                    {{"run", (*task)->name}, {"activity", base::toText((*task)->activityId)}});
    std::uint64_t seen = 0;
    const auto again = [&] {
        waitForChange(stop, seen, kPoll);
        return !stop.stop_requested();
    };
    BesideThread beside{parts_.sessions};
    reportEnd(**task,
              parts_.executor.execute(session, **task, run->stop.get_token(), shutdown_.get_token(),
                                      again, &run->gate, parts_.writesBeside ? &beside : nullptr));
    inHand_.remove(run);
    wake();  // The next run of the same system may be waiting for this one.
    return true;
}

void WorkerPool::handBackUnseen(Session& session) {
    for (identity::connector_space::PageRequest page{0, kPage}; inDoubt_; page.offset += kPage) {
        const auto tasks = session.queueQueries().tasks(page);
        if (!tasks) return;
        for (const auto& task : tasks->items) {
            if (task.leaseOwner != parts_.owner || inHand_.has(task.id)) continue;
            const auto back = session.queue().handBack({task.id, task.attempt});
            if (!back && back.error().kind != base::ErrorKind::Fenced) return;
            if (!back || !*back) continue;
            parts_.log.warning(
                "The database was lost while a run was claimed. The run is queued again.",
                {{"run", task.name}, {"activity", base::toText(task.activityId)}});
        }
        if (std::ssize(tasks->items) < kPage) inDoubt_ = false;
    }
}

void WorkerPool::reportEnd(const runs::run_queue::WorkerTask& task,
                           const base::Result<runs::executor::Executor::Fate>& end) {
    const auto activity = base::toText(task.activityId);
    const log::Fields fields{{"run", task.name}, {"activity", activity}};
    if (end && end->handedBack)
        return parts_.log.warning("A run was handed back: it is queued again.", fields);
    if (end)
        return parts_.log.info("A run has ended.", {{"run", task.name},
                                                    {"activity", activity},
                                                    {"status", toText(end->status)},
                                                    {"message", end->message}});
    if (end.error().kind == base::ErrorKind::Fenced)
        return parts_.log.warning(
            "This worker was away for longer than its lease, and the run was ended by another. "
            "Nothing more of it was written here.",
            fields);
    parts_.log.error(
        "A run could not be brought to its end. It will be recovered when its lease has expired.",
        {{"run", task.name},
         {"activity", activity},
         {"reason", end.error().message},
         {"detail", end.error().detail}});
}

void WorkerPool::keep(const std::stop_token& stop) {
    const auto session = openSession(stop);
    const auto renewEvery = std::max<std::int64_t>(parts_.lease / kPoll / 3, 1);
    std::uint64_t seen = 0;
    for (std::int64_t poll = 1; !stop.stop_requested(); ++poll) {
        waitForChange(stop, seen, kPoll);
        const bool renew = poll % renewEvery == 0;
        keepLeases(*session, renew);
        if (renew) {
            const auto recovered = parts_.executor.recover(*session, false);
            recoveryTrouble_.note(recovered);
            if (recovered && *recovered > 0) {
                parts_.log.warning("Runs of lost workers were ended.", {{"runs", *recovered}});
                wake();  // A run that is started again, or the next one of the same system.
            }
            removalTrouble_.note(parts_.executor.removeOld(*session));
        }
    }
}

void WorkerPool::keepLeases(Session& session, bool renew) {
    for (const auto& seen : inHand_.seen())
        if (const auto status = statusOf(session, seen.lease, renew)) inHand_.tell(seen, *status);
}

std::optional<TaskStatus> WorkerPool::statusOf(Session& session,
                                               const runs::run_queue::Lease& lease, bool renew) {
    if (renew) {
        const auto status = session.queue().renew(lease, parts_.lease);
        if (status) return *status;
        const bool lost = status.error().kind == base::ErrorKind::Fenced;
        return lost ? std::optional{TaskStatus::CancellationRequested} : std::nullopt;
    }
    const auto task = session.queueQueries().task(lease.taskId);
    return task && *task ? std::optional{(*task)->status} : std::nullopt;
}

}  // namespace jim::apps
