#pragma once

#include "store/contract_test/Backend.hpp"

#include <gmock/gmock.h>

#include <set>
#include <thread>
#include <vector>

namespace jim::store::contract_test {

using namespace std::chrono_literals;

/// Leases of this length have expired when they are given: databases have clocks of their own.
constexpr std::chrono::microseconds kExpired{-1'000'000};

class RunQueueContract : public StoreContract {
protected:
    using WorkerTask = runs::run_queue::WorkerTask;
    using TaskPriority = runs::run_queue::TaskPriority;
    using TaskStatus = runs::run_queue::TaskStatus;
    using Lease = runs::run_queue::Lease;

    [[nodiscard]] runs::run_queue::RunQueue& queue() { return session().queue(); }

    WorkerTask enqueue(std::int32_t systemId, std::int64_t queued = 1,
                       TaskPriority priority = TaskPriority::Normal) {
        WorkerTask task;
        task.id = base::newGuid(clock_.now());
        task.activityId = base::newGuid(clock_.now());
        task.name = "HR - Full Import";
        task.queued = {queued};
        task.systemId = systemId;
        task.priority = priority;
        task.runProfileId = 5;
        task.allowDeletions = true;
        task.restart = 2;
        task.initiator = {runs::activity::InitiatorType::ApiKey, task.activityId, "ann"};
        EXPECT_TRUE(queue().enqueue(task));
        return task;
    }
    [[nodiscard]] std::optional<WorkerTask> claim(std::chrono::microseconds lease = 60s) {
        return queue().claim("host:1", lease).value();
    }
    [[nodiscard]] static Lease leaseOf(const WorkerTask& task) { return {task.id, task.attempt}; }
    [[nodiscard]] static base::ErrorKind kindOf(const auto& result) {
        EXPECT_FALSE(result);
        return result ? base::ErrorKind::Internal : result.error().kind;
    }
};

TEST_P(RunQueueContract, APausedTaskStaysWithItsWorkerUntilItIsResumed) {
    enqueue(1, 1);
    enqueue(1, 2);
    const auto task = *claim();
    const auto change = [&](TaskStatus from, TaskStatus to) {
        return queue().change(task.id, from, to).value();
    };
    EXPECT_TRUE(change(TaskStatus::Processing, TaskStatus::Paused));
    EXPECT_FALSE(change(TaskStatus::Processing, TaskStatus::Paused));
    EXPECT_EQ(queue().renew(leaseOf(task), 60s).value(), TaskStatus::Paused);
    EXPECT_TRUE(queue().check(leaseOf(task)));
    EXPECT_FALSE(claim()) << "its system has a run";
    EXPECT_TRUE(change(TaskStatus::Paused, TaskStatus::Processing));
    EXPECT_FALSE(change(TaskStatus::Paused, TaskStatus::Processing));
    EXPECT_EQ(session().queueQueries().task(task.id).value()->status, TaskStatus::Processing);
}

TEST_P(RunQueueContract, APausedTaskIsCancelledAndRecoveredLikeOthers) {
    enqueue(1);
    const auto task = *claim(kExpired);
    ASSERT_TRUE(queue().change(task.id, TaskStatus::Processing, TaskStatus::Paused).value());
    const auto expired = queue().takeExpired(false).value();
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].attempt, task.attempt + 1);
    EXPECT_EQ(queue().cancel(task.id).value()->status, TaskStatus::Paused);
    EXPECT_EQ(session().queueQueries().task(task.id).value()->status,
              TaskStatus::CancellationRequested);
    EXPECT_FALSE(queue().change(task.id, TaskStatus::Paused, TaskStatus::Processing).value());
}

TEST_P(RunQueueContract, GivesBackWhatWasQueued) {
    const WorkerTask task = enqueue(1);
    const auto stored = session().queueQueries().task(task.id).value();
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->name, task.name);
    EXPECT_EQ(stored->queued, task.queued);
    EXPECT_EQ(stored->status, TaskStatus::Queued);
    EXPECT_EQ(stored->activityId, task.activityId);
    EXPECT_TRUE(stored->allowDeletions);
    EXPECT_EQ(stored->initiator.name, "ann");
    EXPECT_EQ(stored->attempt, 0);
    EXPECT_EQ(stored->restart, 2);
    EXPECT_FALSE(stored->leaseUntil);
    EXPECT_EQ(session().queueQueries().taskOfActivity(task.activityId).value()->id, task.id);
    EXPECT_TRUE(session().queueQueries().isBusy(1).value());
    EXPECT_FALSE(session().queueQueries().isBusy(2).value());
}

TEST_P(RunQueueContract, ClaimsTheOldestAndRaisesItsAttempt) {
    const WorkerTask later = enqueue(1, 20);
    const WorkerTask sooner = enqueue(2, 10);
    const auto claimed = claim();
    ASSERT_TRUE(claimed);
    EXPECT_EQ(claimed->id, sooner.id);
    EXPECT_EQ(claimed->attempt, 1);
    EXPECT_EQ(claimed->status, TaskStatus::Processing);
    EXPECT_EQ(claimed->leaseOwner, "host:1");
    EXPECT_TRUE(claimed->leaseUntil);
    EXPECT_EQ(claim()->id, later.id);
    EXPECT_FALSE(claim());
}

TEST_P(RunQueueContract, RunsOneTaskOfASystemAtATime) {
    const WorkerTask first = enqueue(1, 1);
    const WorkerTask second = enqueue(1, 2);
    const auto claimed = claim();
    EXPECT_EQ(claimed->id, first.id);
    EXPECT_FALSE(claim());
    write([&] { return queue().finish(leaseOf(*claimed)); });
    EXPECT_EQ(claim()->id, second.id);
}

TEST_P(RunQueueContract, ManyWorkersGetEachTaskOnceAndNeverTwoOfASystem) {
    constexpr int kSystems = 5;
    for (int i = 0; i < 20; ++i) enqueue(i % kSystems, i);
    std::mutex mutex;
    std::set<base::Guid> done;
    std::set<std::int32_t> running;
    const auto allDone = [&] {
        const std::scoped_lock lock{mutex};
        return done.size() == 20;
    };
    const auto work = [&] {
        const auto own = another();
        for (int idle = 0; idle < 200 && !allDone();) {
            const auto task = own->queue().claim("host", 60s).value();
            if (!task) {
                ++idle;
                std::this_thread::yield();
                continue;
            }
            {
                const std::scoped_lock lock{mutex};
                EXPECT_TRUE(done.insert(task->id).second);
                EXPECT_TRUE(running.insert(task->systemId).second);
            }
            const auto ended = own->transactions().write([&]() -> base::Status {
                const std::scoped_lock lock{mutex};
                running.erase(task->systemId);
                return own->queue().finish({task->id, task->attempt});
            });
            EXPECT_TRUE(ended);
        }
    };
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 3; ++i) workers.emplace_back(work);
    }
    while (const auto left = claim()) {
        EXPECT_TRUE(done.insert(left->id).second);
        write([&] { return queue().finish({left->id, left->attempt}); });
    }
    EXPECT_EQ(done.size(), 20U);
}

TEST_P(RunQueueContract, SystemsTakeTurnsHoweverManyTasksOneHas) {
    for (int i = 0; i < 4; ++i) enqueue(1, i);
    enqueue(2, 10);
    enqueue(3, 11);
    std::vector<std::int32_t> order;
    while (const auto task = claim()) {
        order.push_back(task->systemId);
        write([&] { return queue().finish(leaseOf(*task)); });
        if (order.size() == 4) enqueue(2, 12);
    }
    EXPECT_EQ(order, (std::vector<std::int32_t>{1, 2, 3, 1, 2, 1, 1}));
}

TEST_P(RunQueueContract, TheHigherPriorityGoesFirst) {
    enqueue(1, 1, TaskPriority::Low);
    enqueue(2, 2);
    enqueue(3, 3, TaskPriority::High);
    EXPECT_EQ(claim()->systemId, 3);
    EXPECT_EQ(claim()->systemId, 2);
    const auto last = claim();
    EXPECT_EQ(last->systemId, 1);
    EXPECT_EQ(last->priority, TaskPriority::Low);
}

TEST_P(RunQueueContract, TheHigherPriorityGoesFirstWithinASystemAndWaitsForItsRun) {
    const WorkerTask usual = enqueue(1, 1);
    const WorkerTask urgent = enqueue(1, 2, TaskPriority::High);
    const WorkerTask other = enqueue(2, 3, TaskPriority::Low);
    const auto first = claim();
    EXPECT_EQ(first->id, urgent.id);
    const WorkerTask more = enqueue(1, 4, TaskPriority::High);
    EXPECT_EQ(claim()->id, other.id);
    EXPECT_FALSE(claim());
    write([&] { return queue().finish(leaseOf(*first)); });
    const auto second = claim();
    EXPECT_EQ(second->id, more.id);
    write([&] { return queue().finish(leaseOf(*second)); });
    EXPECT_EQ(claim()->id, usual.id);
}

TEST_P(RunQueueContract, AnExpiredTaskIsGivenToOneWhoLooksAndKeepsTheNameOfItsWorker) {
    enqueue(1);
    const auto task = claim(kExpired);
    const auto first = queue().takeExpired(false).value();
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].leaseOwner, "host:1");
    EXPECT_EQ(first[0].leaseUntil, task->leaseUntil);
    EXPECT_TRUE(another()->queue().takeExpired(false).value().empty());
    // Whoever took it has died as well: the sole owner of a file does not wait.
    EXPECT_EQ(queue().takeExpired(true).value().at(0).attempt, first[0].attempt + 1);
}

TEST_P(RunQueueContract, ATaskThatIsHandedBackIsQueuedAgainAndItsWorkerHasItNoMore) {
    const WorkerTask queued = enqueue(1, 1);
    enqueue(1, 2);
    const auto task = claim();
    std::optional<WorkerTask> back;
    write([&]() -> base::Status {
        JIM_ASSIGN(back, queue().handBack(leaseOf(*task)));
        return {};
    });
    ASSERT_TRUE(back);
    EXPECT_EQ(back->id, queued.id);
    EXPECT_EQ(back->status, TaskStatus::Queued);
    EXPECT_EQ(back->attempt, task->attempt + 1);
    EXPECT_EQ(back->leaseOwner, "");
    EXPECT_FALSE(back->leaseUntil);
    EXPECT_EQ(kindOf(queue().check(leaseOf(*task))), base::ErrorKind::Fenced);
    EXPECT_EQ(kindOf(queue().handBack(leaseOf(*task))), base::ErrorKind::Fenced);
    EXPECT_EQ(claim()->id, queued.id);
}

TEST_P(RunQueueContract, WhatIsToBeCancelledIsNotHandedBack) {
    enqueue(1);
    const auto task = claim();
    ASSERT_TRUE(queue().cancel(task->id));
    EXPECT_FALSE(queue().handBack(leaseOf(*task)).value());
    EXPECT_TRUE(queue().check(leaseOf(*task)));
}

TEST_P(RunQueueContract, RenewsALeaseAndTellsOfACancellation) {
    enqueue(1);
    const auto task = claim(kExpired);
    EXPECT_EQ(queue().renew(leaseOf(*task), 60s).value(), TaskStatus::Processing);
    EXPECT_TRUE(queue().takeExpired(false).value().empty());
    EXPECT_EQ(queue().cancel(task->id).value()->status, TaskStatus::Processing);
    EXPECT_EQ(queue().renew(leaseOf(*task), 60s).value(), TaskStatus::CancellationRequested);
}

TEST_P(RunQueueContract, AWorkerThatComesLateIsRefused) {
    enqueue(1);
    const auto task = claim(kExpired);
    const Lease late = leaseOf(*task);
    const auto expired = queue().takeExpired(false).value();
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].attempt, task->attempt + 1);
    EXPECT_EQ(expired[0].leaseOwner, "host:1");
    EXPECT_EQ(kindOf(queue().renew(late, 60s)), base::ErrorKind::Fenced);
    EXPECT_EQ(kindOf(queue().check(late)), base::ErrorKind::Fenced);
    EXPECT_EQ(kindOf(session().transactions().write([&] { return queue().finish(late); })),
              base::ErrorKind::Fenced);
    write([&] { return queue().finish(leaseOf(expired[0])); });
    EXPECT_FALSE(session().queueQueries().task(task->id).value());
}

TEST_P(RunQueueContract, ARefusedBatchWritesNothing) {
    enqueue(1);
    const Lease late = leaseOf(*claim(kExpired));
    ASSERT_EQ(queue().takeExpired(false).value().size(), 1U);
    const auto batch = session().transactions().write([&]() -> base::Status {
        JIM_TRY(session().serviceSettings().set("written", "by a late worker"));
        return queue().check(late);
    });
    EXPECT_EQ(kindOf(batch), base::ErrorKind::Fenced);
    EXPECT_TRUE(session().serviceSettings().overridden().value().empty());
}

TEST_P(RunQueueContract, TakesWhatLivesOnlyForASoleOwner) {
    enqueue(1);
    ASSERT_TRUE(claim());
    EXPECT_TRUE(queue().takeExpired(false).value().empty());
    EXPECT_EQ(queue().takeExpired(true).value().size(), 1U);
}

TEST_P(RunQueueContract, CancelsWhatWaitsByTakingItAway) {
    const WorkerTask task = enqueue(1);
    EXPECT_EQ(queue().cancel(task.id).value()->status, TaskStatus::Queued);
    EXPECT_FALSE(queue().cancel(task.id).value());
    EXPECT_FALSE(claim());
}

TEST_P(RunQueueContract, ListsTheNewestFirst) {
    enqueue(1, 10);
    const WorkerTask newest = enqueue(2, 20);
    const auto page = session().queueQueries().tasks({0, 1}).value();
    EXPECT_EQ(page.totalCount, 2);
    ASSERT_EQ(page.items.size(), 1U);
    EXPECT_EQ(page.items[0].id, newest.id);
}

TEST_P(RunQueueContract, KnowsWhetherRunsMayHaveChangedOtherSystemsMeanwhile) {
    using runs::run_profile::RunType;
    const auto start = [&](std::int32_t systemId, RunType type) {
        const auto task = enqueue(systemId);
        runs::activity::Activity activity;
        activity.id = task.activityId;
        activity.runType = static_cast<int>(type);
        write([&] { return session().activities().insert(activity); });
        return activity.number;
    };
    const auto latestAfter = [&](std::int64_t activity) {
        return session().queueQueries().latestAcrossSystems(activity).value();
    };
    EXPECT_EQ(latestAfter(0), 0);
    const auto own = start(1, RunType::Export);
    start(2, RunType::FullImport);
    EXPECT_EQ(latestAfter(own), 0);
    start(3, RunType::DeltaSynchronisation);
    EXPECT_EQ(latestAfter(own), std::nullopt) << "it is queued";
    while (const auto task = claim()) {
        if (task->systemId == 3) EXPECT_EQ(latestAfter(own), std::nullopt) << "it is executed";
        EXPECT_TRUE(queue().finish(leaseOf(*task)));
    }
    EXPECT_EQ(latestAfter(own), own + 2);
    EXPECT_EQ(latestAfter(own + 2), 0);
}

}  // namespace jim::store::contract_test
