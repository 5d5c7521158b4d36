#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/LeaseModel.hpp"

#include <array>
#include <optional>
#include <vector>

namespace jim::store::contract_test {

/// Takes the model's steps with the real queue, each worker in a session of its own, and fails the
/// test when that answers or stores something else than the model says.
class LeaseDriver {
public:
    using WorkerTask = runs::run_queue::WorkerTask;
    using TaskStatus = runs::run_queue::TaskStatus;
    using Lease = runs::run_queue::Lease;

    LeaseDriver(const LeaseModel& model, runs::run_profile::SessionFactory& sessions,
                const base::Clock& clock)
        : model_(model), clock_(clock), session_(sessions.open().value()) {
        for (std::size_t i = 0; i < model.setup().workers; ++i)
            workers_.push_back(sessions.open().value());
    }

    /// With new runs.
    void beginAnew() { tasks_ = {}; }

    void take(const ModelState& before, Action action) {
        const auto expected = model_.step(before, action);
        EXPECT_EQ(take(before, action, expected.next), expected.reply);
        compare(expected.next);
    }

private:
    /// A lease that has ended when it is given: databases have clocks of their own.
    static constexpr std::chrono::seconds kPast{-1};
    static constexpr std::chrono::seconds kFuture{3600};

    [[nodiscard]] runs::run_queue::RunQueue& queueOf(Action action) {
        return workers_[action.worker]->queue();
    }
    [[nodiscard]] Reply write(Action action, const std::function<base::Status()>& work) {
        return replyOf(workers_[action.worker]->transactions().write(work));
    }
    [[nodiscard]] static Reply replyOf(const auto& result) {
        if (result) return Reply::Done;
        EXPECT_EQ(result.error().kind, base::ErrorKind::Fenced) << result.error().detail;
        return Reply::Fenced;
    }
    [[nodiscard]] Lease leaseOf(const Hold& hold) const {
        return {tasks_[hold.run].at(hold.generation), hold.attempt};
    }

    /// The next of this run, in the order in which the model's claims go.
    [[nodiscard]] WorkerTask newTask(std::uint8_t run) {
        WorkerTask task;
        task.id = base::newGuid(clock_.now());
        task.activityId = task.id;
        task.systemId = model_.setup().systems[run] + 1;
        task.priority = static_cast<runs::run_queue::TaskPriority>(2 - run);
        tasks_[run].push_back(task.id);
        return task;
    }

    Reply take(const ModelState& before, Action action, const ModelState& after) {
        const auto& worker = before.workers[action.worker];
        const auto& work = worker.work;
        switch (action.act) {
            case Act::Enqueue:
                return replyOf(session_->queue().enqueue(newTask(action.run)));
            case Act::Cancel:
                EXPECT_TRUE(session_->queue().cancel(tasks_[action.run].back()).value());
                return Reply::Done;
            case Act::Expire:
                return replyOf(session_->queue().renew(
                    {tasks_[action.run].back(), before.runs[action.run].attempt}, kPast));
            case Act::Claim:
                return claim(action);
            case Act::Renew:
                return replyOf(queueOf(action).renew(leaseOf(work), kFuture));
            case Act::Begin:
                return write(action, [&] { return queueOf(action).check(leaseOf(work)); });
            case Act::Complete:
                return write(action, [&] { return queueOf(action).finish(leaseOf(work)); });
            case Act::HandBack:
                return handBack(action, leaseOf(work));
            case Act::Take:
                return takeExpired(action, after.workers[action.worker]);
            case Act::Recover:
                return recover(action, worker.recoveries[action.run], after.runs[action.run]);
            case Act::Commit:
            case Act::Crash:
                break;  // The database hears nothing of it.
        }
        return Reply::Done;
    }

    Reply claim(Action action) {
        const auto task = queueOf(action).claim("host:1", kFuture).value();
        if (!task) return Reply::Nothing;
        EXPECT_NE(action.run, kNoRun) << "none was to be free";
        if (action.run != kNoRun) EXPECT_EQ(task->id, tasks_[action.run].back());
        return Reply::Done;
    }

    Reply handBack(Action action, Lease lease) {
        std::optional<WorkerTask> queued;
        const auto reply = write(action, [&]() -> base::Status {
            JIM_ASSIGN(queued, queueOf(action).handBack(lease));
            return {};
        });
        return reply == Reply::Done && !queued ? Reply::Nothing : reply;
    }

    Reply takeExpired(Action action, const ModelWorker& after) {
        const auto taken = queueOf(action).takeExpired(false).value();
        for (const auto& task : taken)
            EXPECT_TRUE(std::ranges::any_of(after.recoveries, [&](const Hold& hold) {
                return hold.any() && leaseOf(hold).taskId == task.id &&
                       hold.attempt == task.attempt;
            }));
        const auto expected = std::ranges::count_if(after.recoveries, &Hold::any);
        EXPECT_EQ(static_cast<std::ptrdiff_t>(taken.size()), expected);
        return taken.empty() ? Reply::Nothing : Reply::Done;
    }

    Reply recover(Action action, const Hold& hold, const ModelRun& after) {
        const auto lease = leaseOf(hold);
        const bool again = after.generation > hold.generation && after.stage == Stage::Queued &&
                           after.attempt == 0 && tasks_[action.run].size() == after.generation;
        return write(action, [&]() -> base::Status {
            JIM_TRY(queueOf(action).finish(lease));
            return again ? queueOf(action).enqueue(newTask(action.run)) : base::Status{};
        });
    }

    /// The queue holds the tasks of these runs and no others.
    void compare(const ModelState& expected) {
        const auto stored = session_->queueQueries().tasks({0, 10}).value().items;
        std::size_t waiting = 0;
        for (std::size_t run = 0; run < model_.setup().systems.size(); ++run) {
            const auto& one = expected.runs[run];
            if (one.stage == Stage::Unknown || one.stage == Stage::Gone) continue;
            ++waiting;
            ASSERT_EQ(tasks_[run].size(), one.generation + 1U);
            const auto task = std::ranges::find(stored, tasks_[run].back(), &WorkerTask::id);
            ASSERT_NE(task, stored.end());
            EXPECT_EQ(task->status, statusOf(one.stage));
            EXPECT_EQ(task->attempt, one.attempt);
            EXPECT_EQ(task->leaseUntil.has_value(), LeaseModel::isWithWorker(one));
        }
        EXPECT_EQ(stored.size(), waiting);
    }

    [[nodiscard]] static TaskStatus statusOf(Stage stage) {
        if (stage == Stage::Processing) return TaskStatus::Processing;
        return stage == Stage::Cancelling ? TaskStatus::CancellationRequested : TaskStatus::Queued;
    }

    const LeaseModel& model_;
    const base::Clock& clock_;
    std::unique_ptr<runs::run_profile::Session> session_;
    std::vector<std::unique_ptr<runs::run_profile::Session>> workers_;
    /// Of each run those of its starts, the newest last.
    std::array<std::vector<base::Guid>, kMostRuns> tasks_;
};

}  // namespace jim::store::contract_test
