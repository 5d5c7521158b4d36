#include "api/test/ApiFixture.hpp"
#include "runs/executor/Executor.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

/// A system with more objects than one request may take away.
class RemovalTests : public ApiFixture {
protected:
    static constexpr int kPeople = 2500;

    RemovalTests() {
        std::string csv = "id,name\n";
        for (int i = 1; i <= kPeople; ++i) csv += fmt::format("{},Person {}\n", i, i);
        path_ = fmt::format("/synchronisation/connected-systems/{}", makeSystem("HR", csv));
        profile_ = fmt::format(
            "{}/run-profiles/{}/execute", path_,
            post(path_ + "/run-profiles", R"({"name":"Full Import","runType":"FullImport"})")
                .integer("id"));
        post(profile_);
        EXPECT_TRUE(work());
        EXPECT_EQ(objects(), kPeople);
    }

    /// Executes the next task of the queue; whether there was one.
    bool work(const base::StopToken& stop = {}) {
        runs::executor::Executor executor{
            {connectors_, publisher_, clock_, folder_.path(), "test:1", keys_}};
        const auto session = this->session();
        const auto task = session->queue().claim("test:1", std::chrono::seconds{30});
        if (!task || !*task) return false;
        EXPECT_TRUE(executor.execute(*session, **task, stop, {}));
        publisher_.publishDue();
        return true;
    }
    std::int64_t objects() { return get(path_).integer("objectCount"); }
    Answer activity(const Answer& queued) {
        return get("/activities/" + queued.text("activityId"));
    }

    std::string path_;
    std::string profile_;
};

TEST_F(RemovalTests, ALargeSystemIsDeletedByAWorker) {
    EXPECT_TRUE(*get(path_ + "/deletion-preview").at("willRunAsBackgroundJob").boolean());
    const auto queued = remove(path_ + "?changeReason=gone");
    ASSERT_EQ(queued.status, 202) << queued.body.serialised();
    EXPECT_EQ(queued.text("outcome"), "QueuedAsBackgroundJob");
    EXPECT_EQ(get(path_).text("status"), "Deleting");
    EXPECT_EQ(objects(), kPeople);
    const auto task = get("/worker-tasks/" + queued.text("workerTaskId"));
    EXPECT_EQ(task.text("type"), "Delete Connected System Worker Task");
    EXPECT_EQ(remove(path_).status, 400) << "it is being deleted already";
    EXPECT_EQ(post(profile_).status, 400);
    EXPECT_EQ(put(path_, R"({"name":"HR 2"})").status, 200) << "names are not its runs' business";

    EXPECT_TRUE(work());
    EXPECT_EQ(get(path_).status, 404);
    EXPECT_EQ(get("/worker-tasks/" + queued.text("workerTaskId")).status, 404);
    const auto done = activity(queued);
    EXPECT_EQ(done.text("status"), "Complete");
    EXPECT_EQ(done.text("targetOperationType"), "Delete");
    EXPECT_EQ(done.text("changeReason"), "gone");
    EXPECT_EQ(done.integer("objectsProcessed"), kPeople);
    EXPECT_EQ(done.integer("executionStats.totalCsoDeletes"), kPeople);
    EXPECT_EQ(done.text("phases.1.name"), "Removing objects");
    const auto progress = get("/activities/" + queued.text("activityId") + "/progress");
    EXPECT_EQ(progress.text("type"), "removal");
    EXPECT_EQ(progress.text("state"), "complete");
    EXPECT_EQ(progress.integer("deletedCount"), kPeople);
    EXPECT_EQ(progress.integer("objectsProcessed"), kPeople);
}

TEST_F(RemovalTests, ALargeSystemIsClearedByAWorkerAndCanBeFilledAgain) {
    const auto queued = post(path_ + "/clear", "");
    clock_.advance(std::chrono::seconds{1});
    ASSERT_EQ(queued.status, 202) << queued.body.serialised();
    EXPECT_EQ(get(path_).text("status"), "Active");
    post(profile_);
    EXPECT_TRUE(work());
    EXPECT_EQ(objects(), 0);
    EXPECT_EQ(activity(queued).text("targetOperationType"), "Clear");
    EXPECT_TRUE(work()) << "the import that was queued after it";
    EXPECT_EQ(objects(), kPeople);
}

TEST_F(RemovalTests, ADeletionWaitsForTheRunThatCameBefore) {
    const auto run = post(profile_);
    clock_.advance(std::chrono::seconds{1});
    const auto queued = remove(path_);
    EXPECT_EQ(queued.status, 202);
    EXPECT_EQ(queued.text("outcome"), "QueuedAfterSync");
    EXPECT_TRUE(work());
    EXPECT_EQ(get("/activities/" + run.text("activityId")).text("status"), "Complete");
    EXPECT_EQ(get(path_).text("status"), "Deleting");
    EXPECT_TRUE(work());
    EXPECT_EQ(get(path_).status, 404);
}

TEST_F(RemovalTests, ACancelledDeletionLeavesAnActiveSystem) {
    const auto queued = remove(path_);
    ASSERT_EQ(post("/activities/" + queued.text("activityId") + "/cancel", "").status, 202);
    EXPECT_EQ(get(path_).text("status"), "Active");
    EXPECT_EQ(activity(queued).text("status"), "Cancelled");

    const auto running = remove(path_);
    base::StopSource stop;
    stop.request_stop();
    EXPECT_TRUE(work(stop.get_token()));
    EXPECT_EQ(get(path_).text("status"), "Active");
    EXPECT_EQ(activity(running).text("status"), "Cancelled");
    EXPECT_EQ(objects(), kPeople);
}

TEST_F(RemovalTests, ADeletionWhoseWorkerDiedCanBeAskedForAgain) {
    const auto queued = remove(path_);
    const auto session = this->session();
    ASSERT_TRUE(*session->queue().claim("dead:1", std::chrono::seconds{30}));
    runs::executor::Executor executor{
        {connectors_, publisher_, clock_, folder_.path(), "test:1", keys_}};
    EXPECT_EQ(*executor.recover(*session, true), 1U);
    EXPECT_EQ(activity(queued).text("status"), "FailedWithError");
    EXPECT_EQ(get(path_).text("status"), "Active");
    EXPECT_EQ(remove(path_).status, 202);
    EXPECT_TRUE(work());
    EXPECT_EQ(get(path_).status, 404);
}

}  // namespace
}  // namespace jim::api
