#include "api/test/ApiFixture.hpp"
#include "runs/executor/Executor.hpp"
#include "runs/executor/Recovery.hpp"
#include "runs/run_profile/PhaseRecords.hpp"

#include <fmt/format.h>

/// Runs whose worker died in the middle of them.
namespace jim::api {
namespace {

using namespace std::chrono_literals;

class DeadWorkerTests : public ApiFixture {
protected:
    static constexpr auto kLease = 30s;

    DeadWorkerTests() {
        const auto system =
            fmt::format("/synchronisation/connected-systems/{}", makeSystem("HR", "id\n1\n"));
        settings_ = fmt::format(
            "{}/run-profiles/{}", system,
            post(system + "/run-profiles", R"({"name":"Full Import","runType":"FullImport"})")
                .integer("id"));
        profile_ = settings_ + "/execute";
        activity_ = "/activities/" + post(profile_).text("activityId");
        task_ = *session()->queue().claim("dead:1", kLease).value();
    }

    /// What it had stored when it died: it was reading, and had read for 20 seconds.
    void storePosition() {
        const auto session = this->session();
        auto run = session->activities().find(task_.activityId).value();
        runs::activity::RunPosition position;
        position.phases = run->phases;
        position.phases[1].status = runs::activity::PhaseStatus::Active;
        position.phases[1].started = clock_.now();
        clock_.advance(20s);
        ASSERT_TRUE(session->transactions().write(
            [&] { return session->activities().keepPosition(run->number, position); }));
        // It lived until then at least, and ten seconds longer at most.
        ASSERT_TRUE(session->queue().renew({task_.id, task_.attempt}, kLease));
    }

    std::size_t recover() {
        const auto session = this->session();
        const auto recovered = executor_.recover(*session, false);
        publisher_.publishDue();
        return recovered.value();
    }

    runs::executor::Executor executor_{
        {connectors_, publisher_, clock_, folder_.path(), "test:1", keys_}};
    void startAgain(int times) {
        ASSERT_EQ(put(settings_, fmt::format(R"({{"restartsAfterLostWorker":{}}})", times)).status,
                  200);
    }
    /// What waits, is claimed, and its worker dies.
    std::optional<runs::run_queue::WorkerTask> loseNext(const std::string& worker) {
        const auto session = this->session();
        auto task = session->queue().claim(worker, kLease).value();
        clock_.advance(kLease + 1s);
        if (task) EXPECT_EQ(recover(), 1U);
        return task;
    }
    std::int64_t tasks() { return session()->queueQueries().tasks({0, 10}).value().totalCount; }

    std::string settings_;
    std::string profile_;
    std::string activity_;
    runs::run_queue::WorkerTask task_;
};

TEST_F(DeadWorkerTests, NothingOfItsRunIsLeftOpen) {
    storePosition();
    clock_.advance(10h);
    EXPECT_EQ(recover(), 1U);
    const auto ended = get(activity_);
    EXPECT_EQ(ended.text("status"), "FailedWithError");
    EXPECT_NE(ended.text("errorMessage").find("'dead:1' stopped in the middle"), std::string::npos);
    EXPECT_EQ(ended.text("phases.0.status"), "Skipped");
    EXPECT_EQ(ended.text("phases.1.status"), "Failed");
    EXPECT_EQ(ended.text("phases.2.status"), "Skipped");
}

TEST_F(DeadWorkerTests, ItsTimeIsNoPartOfTheRun) {
    storePosition();
    clock_.advance(10h);
    EXPECT_EQ(recover(), 1U);
    const auto ended = get(activity_);
    EXPECT_EQ(ended.text("executionTime"), "00:00:30");
    EXPECT_EQ(ended.text("totalActivityTime"), "00:00:30");
    EXPECT_EQ(ended.integer("progress.elapsedSeconds"), 30);
    EXPECT_EQ(ended.text("phases.1.ended"), ended.text("progress.phases.1.ended"));
}

TEST_F(DeadWorkerTests, ACancelEndsItsRunWhenItsLeaseHasExpired) {
    clock_.advance(10s);
    EXPECT_EQ(post(activity_ + "/cancel", "").status, 202);
    EXPECT_EQ(post(activity_ + "/cancel", "").status, 202) << "still on its way";
    EXPECT_EQ(recover(), 0U) << "who knows whether it is dead";
    EXPECT_EQ(get(activity_).text("status"), "InProgress");
    clock_.advance(kLease);
    EXPECT_EQ(recover(), 1U);
    EXPECT_EQ(get(activity_).text("status"), "FailedWithError");
    EXPECT_EQ(get(activity_).text("progress.state"), "failed_with_error");
    EXPECT_EQ(post(activity_ + "/cancel", "").status, 400);

    const auto next = post(profile_).text("activityId");
    const auto session = this->session();
    const auto task = session->queue().claim("test:1", kLease).value();
    ASSERT_TRUE(task) << "the system is free again";
    EXPECT_TRUE(executor_.execute(*session, *task, {}, {}));
    EXPECT_EQ(get("/activities/" + next).text("status"), "Complete");
}

TEST_F(DeadWorkerTests, ItsRunIsStartedAgainAsOftenAsItsRunProfileSays) {
    startAgain(2);
    clock_.advance(kLease + 1s);
    EXPECT_EQ(recover(), 1U);
    EXPECT_EQ(get(activity_).text("status"), "FailedWithError");
    EXPECT_NE(get(activity_).text("message").find("was queued again"), std::string::npos);
    const auto next = get(activity_).text("continuedByActivityId");
    EXPECT_NE(get(activity_).text("message").find(next), std::string::npos);
    EXPECT_EQ(get(activity_ + "/progress").text("continuedBy"), next);

    const auto second = *loseNext("dead:2");
    EXPECT_EQ(base::toText(second.activityId), next);
    EXPECT_EQ(second.queued, task_.queued) << "in its old place";
    EXPECT_EQ(second.initiator.name, task_.initiator.name);
    const auto third = *loseNext("dead:3");
    EXPECT_EQ(third.restart, 2);
    const auto last = get("/activities/" + base::toText(third.activityId));
    EXPECT_EQ(last.text("status"), "FailedWithError");
    EXPECT_NE(last.text("message").find("run it again"), std::string::npos);
    EXPECT_TRUE(last.at("continuedByActivityId").isNull());
    EXPECT_EQ(last.text("changeReason"),
              "Start 2 of at most 2 after a lost worker: 'dead:2' stopped in the middle of "
              "activity " +
                  base::toText(second.activityId) + ".");
    EXPECT_EQ(tasks(), 0);
}

TEST_F(DeadWorkerTests, WhatWasToBeCancelledIsNotStartedAgain) {
    startAgain(2);
    EXPECT_EQ(post(activity_ + "/cancel", "").status, 202);
    clock_.advance(kLease + 1s);
    EXPECT_EQ(recover(), 1U);
    EXPECT_EQ(tasks(), 0);
}

TEST_F(DeadWorkerTests, WhoeverIsLateWithARecoveryStartsNothing) {
    startAgain(1);
    clock_.advance(kLease + 1s);
    const auto session = this->session();
    const auto first = session->queue().takeExpired(false).value().at(0);
    clock_.advance(runs::run_queue::RunQueue::kRecoveryTime + 1s);
    const auto second = session->queue().takeExpired(false).value().at(0);
    const runs::executor::Recovery recovery{*session, publisher_, clock_, kLease};
    EXPECT_TRUE(recovery.end(second));
    EXPECT_EQ(recovery.end(first).error().kind, base::ErrorKind::Fenced);
    EXPECT_EQ(tasks(), 1);
    EXPECT_EQ(get("/activities?targetType=ConnectedSystemRunProfile&operation=Execute")
                  .integer("totalCount"),
              2);
}

}  // namespace
}  // namespace jim::api
