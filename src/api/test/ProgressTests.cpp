#include "api/test/SampleFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

namespace activity = runs::activity;
using runs::run_profile::Session;

/// Answers with the headers that the progress route reads.
class ProgressTests : public SampleFixture {
protected:
    Answer progress(const base::Guid& id, std::string_view noneMatch = {}) {
        transport::http::Request request;
        request.path = "/api/v1/activities/" + base::toText(id) + "/progress";
        request.target = request.path;
        request.headers.push_back({"X-API-Key", key_});
        if (!noneMatch.empty())
            request.headers.push_back({"If-None-Match", std::string{noneMatch}});
        const Response response = api_->answer(request);
        Answer answer{response.status, {}, response.headers};
        if (!response.body.empty()) answer.body = operation::parseJson(response.body).value();
        return answer;
    }

    /// What the store would be without what it had: as after a restart, or its time to live.
    void forget(const base::Guid& id) { ASSERT_TRUE(progress_.clear(id)); }
};

TEST_F(ProgressTests, AQueuedRunHasProgressFromItsFirstMoment) {
    const auto id = start();
    const auto answer = progress(id);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.text("activityId"), base::toText(id));
    EXPECT_EQ(answer.text("state"), "queued");
    EXPECT_EQ(answer.text("source"), "live");
    EXPECT_EQ(answer.header("Cache-Control"), "no-cache");
    EXPECT_NE(answer.header("Retry-After"), "");
    EXPECT_EQ(answer.header("ETag"),
              fmt::format("\"0.{}.{}\"", answer.text("epoch"), answer.integer("revision")));
}

TEST_F(ProgressTests, TheSameRevisionIsNotSentAgain) {
    const auto id = start();
    const auto tag = progress(id).header("ETag");
    for (const auto& known : {tag, "W/" + tag, "\"x\", " + tag, std::string{"*"}}) {
        const auto again = progress(id, known);
        EXPECT_EQ(again.status, 304) << known;
        EXPECT_TRUE(again.body.isNull()) << known;
        EXPECT_EQ(again.header("ETag"), tag) << known;
    }
    EXPECT_EQ(progress(id, "\"0.other.1\"").status, 200);
    const auto run = attend(id);
    const auto newer = progress(id, tag);
    EXPECT_EQ(newer.status, 200);
    EXPECT_EQ(newer.text("state"), "running");
}

TEST_F(ProgressTests, TheActivityEmbedsTheSameDocument) {
    const auto id = start();
    const auto alone = progress(id);
    const auto embedded = get("/activities/" + base::toText(id));
    EXPECT_EQ(embedded.at("progress").serialised(), alone.body.serialised());
}

TEST_F(ProgressTests, ReadingTakesNoStatementFromTheDatabase) {
    const auto id = start();
    EXPECT_EQ(progress(id).status, 200);  // The key and the limits are known from here on.
    api_.reset();
    class Counting final : public runs::run_profile::SessionFactory {
    public:
        explicit Counting(runs::run_profile::SessionFactory& real) : real_(real) {}
        base::Result<std::unique_ptr<Session>> open() override {
            JIM_ASSIGN(auto session, real_.open());
            opened.push_back(session.get());
            return session;
        }
        base::Status check() override { return real_.check(); }
        [[nodiscard]] std::uint64_t guidSpace() const override { return real_.guidSpace(); }
        [[nodiscard]] std::int64_t statements() const {
            std::int64_t sum = 0;
            for (const auto* session : opened) sum += session->statements();
            return sum;
        }
        std::vector<Session*> opened;

    private:
        runs::run_profile::SessionFactory& real_;
    } counting{*sessions_};
    api_ = std::make_unique<Api>(
        ApiContext{counting, connectors_, *runs_, progress_, clock_, keys_, "1.2.3"});
    EXPECT_EQ(progress(id).status, 200);
    const auto before = counting.statements();
    for (int i = 0; i < 20; ++i) EXPECT_EQ(progress(id).status, 200);
    EXPECT_EQ(counting.statements(), before);
    api_.reset();
}

TEST_F(ProgressTests, AnExpiredOnePointsToTheStats) {
    const auto run = makeOldRun();
    const auto answer = progress(run.id);
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.text("code"), "PROGRESS_EXPIRED");
    EXPECT_EQ(answer.text("details"),
              fmt::format("/api/v1/activities/{}/stats", base::toText(run.id)));
}

TEST_F(ProgressTests, AnEndThatTheStoreHasLostIsTheDatabasesUntilItWouldHaveExpired) {
    const auto run = makeRun();
    const auto lost = progress(run.id);
    EXPECT_EQ(lost.status, 200);
    EXPECT_EQ(lost.text("source"), "degraded");
    EXPECT_EQ(lost.text("state"), "complete");
    EXPECT_EQ(lost.header("Retry-After"), "");
    EXPECT_EQ(progress(run.id, lost.header("ETag")).status, 304);
    clock_.advance(std::chrono::seconds{3602});
    EXPECT_EQ(progress(run.id).status, 200);
    clock_.advance(std::chrono::seconds{1});
    EXPECT_EQ(progress(run.id).text("code"), "PROGRESS_EXPIRED");
}

TEST_F(ProgressTests, AnEndThatAKilledWorkerCouldNotTellIsTheDatabases) {
    const auto run = makeRun();
    const auto shown = attend(run.id);
    EXPECT_EQ(progress(run.id).text("state"), "running");
    EXPECT_EQ(get("/progress").integer("totalCount"), 1);
    clock_.advance(std::chrono::seconds{4});
    EXPECT_EQ(progress(run.id).text("source"), "degraded");
    EXPECT_EQ(progress(run.id).text("state"), "complete");
    const auto list = get("/progress");
    EXPECT_EQ(list.integer("totalCount"), 0);
    EXPECT_EQ(list.at("items").serialised(), "[]");
}

TEST_F(ProgressTests, WhatIsNoRunHasNone) {
    makeRule("People");
    const auto id = lastActivity("SynchronisationRule").text("items.0.id");
    const auto answer = progress(*base::parseGuid(id));
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.text("code"), "NOT_FOUND");
    EXPECT_NE(answer.text("message").find("not the run"), std::string::npos);
    EXPECT_EQ(progress(base::newGuid(clock_.now())).text("code"), "NOT_FOUND");
}

TEST_F(ProgressTests, WithoutASnapshotTheDatabaseSaysWhatItKnows) {
    const auto id = start();
    forget(id);
    const auto queued = progress(id);
    EXPECT_EQ(queued.status, 200);
    EXPECT_EQ(queued.text("source"), "degraded");
    EXPECT_EQ(queued.text("state"), "queued");
    EXPECT_NE(queued.header("ETag"), "");
    EXPECT_EQ(progress(id, queued.header("ETag")).status, 304);
    write([&](Session& session) -> base::Status {
        JIM_TRY(session.queue().claim("host:1", std::chrono::seconds{30}));
        return {};
    });
    EXPECT_EQ(progress(id).text("state"), "running");
    EXPECT_EQ(post("/activities/" + base::toText(id) + "/cancel").status, 202);
    EXPECT_EQ(progress(id).text("state"), "cancelling");
}

TEST_F(ProgressTests, AllActiveRunsAreListed) {
    EXPECT_EQ(get("/progress").integer("totalCount"), 0);
    const auto first = start();
    clock_.advance(std::chrono::seconds{1});
    const auto second = start();
    const auto page = get("/progress?pageSize=1");
    EXPECT_EQ(page.integer("totalCount"), 2);
    EXPECT_EQ(page.integer("totalPages"), 2);
    EXPECT_EQ(page.text("items.0.activityId"), base::toText(second));
    EXPECT_EQ(get("/progress?pageSize=1&page=2").text("items.0.activityId"), base::toText(first));
    EXPECT_TRUE(get("/progress?pageSize=1&page=3").at("items").items()->empty());
    EXPECT_EQ(post("/activities/" + base::toText(first) + "/cancel").status, 202);
    EXPECT_EQ(get("/progress").integer("totalCount"), 1);
}

TEST_F(ProgressTests, TheirOrderStaysWhileTheyGoOn) {
    std::vector<base::Guid> ids;
    std::vector<std::shared_ptr<progress::RunProgress>> runs;
    for (std::int32_t i = 0; i < 3; ++i) {
        clock_.advance(std::chrono::seconds{1});
        progress::RunIdentity identity;
        identity.activityId = ids.emplace_back(start());
        identity.attempt = 1;
        identity.startedAt = clock_.now();
        runs.push_back(publisher_.begin(std::move(identity)));
        publisher_.publishDue();
    }
    for (const auto& moves : runs) {
        clock_.advance(std::chrono::milliseconds{400});
        moves->advance(5);
        publisher_.publishDue();
        for (std::size_t page = 1; page <= ids.size(); ++page)
            EXPECT_EQ(
                get(fmt::format("/progress?pageSize=1&page={}", page)).text("items.0.activityId"),
                base::toText(ids[ids.size() - page]));
    }
}

/// A store that cannot be reached.
class AwayStore final : public progress::ProgressStore {
public:
    base::Result<progress::UpdateResult> update(
        const progress::StoredSnapshot&, const std::optional<progress::HistoryPoint>&) override {
        return away();
    }
    base::Result<progress::SnapshotPtr> get(const base::Guid&) override { return away(); }
    base::Status clear(const base::Guid&) override { return away(); }
    base::Result<std::vector<progress::SnapshotPtr>> listActive() override { return away(); }
    base::Result<std::vector<progress::HistoryPoint>> history(const base::Guid&) override {
        return away();
    }
    std::unique_ptr<progress::Subscription> subscribe(progress::SnapshotReceiver) override {
        return std::make_unique<progress::Subscription>();
    }

private:
    static tl::unexpected<base::Error> away() {
        return base::fail({base::ErrorKind::Unavailable, "away", {}, {}});
    }
};

TEST_F(ProgressTests, WhileTheStoreIsAwayTheListIsWhatTheDatabaseKnows) {
    const auto first = start();
    clock_.advance(std::chrono::seconds{1});
    const auto second = start();
    const auto ended = makeRun();
    AwayStore store;
    api_ = std::make_unique<Api>(
        ApiContext{*sessions_, connectors_, *runs_, store, clock_, keys_, "1.2.3"});
    const auto page = get("/progress?pageSize=1");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.integer("totalCount"), 2);
    EXPECT_EQ(page.text("items.0.activityId"), base::toText(second));
    EXPECT_EQ(page.text("items.0.source"), "degraded");
    EXPECT_EQ(page.text("items.0.state"), "queued");
    EXPECT_EQ(get("/progress?pageSize=1&page=2").text("items.0.activityId"), base::toText(first));
    EXPECT_EQ(progress(ended.id).text("state"), "complete");
    api_.reset();
}

TEST_F(ProgressTests, AQueuedRunIsCancelledAtOnce) {
    const auto id = start();
    EXPECT_EQ(post("/activities/" + base::toText(id) + "/cancel").status, 202);
    EXPECT_EQ(get("/activities/" + base::toText(id)).text("status"), "Cancelled");
    const auto last = progress(id);
    EXPECT_EQ(last.text("state"), "cancelled");
    EXPECT_EQ(last.header("Retry-After"), "");
    EXPECT_EQ(post("/activities/" + base::toText(id) + "/cancel").status, 400);
}

TEST_F(ProgressTests, WorkerTasksShowWhatIsQueued) {
    EXPECT_EQ(get("/worker-tasks").integer("totalCount"), 0);
    const auto started = runs_->start({profile_.id, false, {}}).value();
    const auto page = get("/worker-tasks");
    EXPECT_EQ(page.integer("totalCount"), 1);
    EXPECT_EQ(page.text("items.0.name"), "HR - Full Import");
    EXPECT_EQ(page.text("items.0.type"), "Import Worker Task");
    EXPECT_EQ(page.text("items.0.status"), "Queued");
    EXPECT_EQ(page.text("items.0.priority"), "Normal");
    EXPECT_TRUE(page.at("items.0.worker").isNull());
    EXPECT_EQ(page.integer("items.0.steps.totalSteps"),
              progress(started.activityId).integer("totalPhases"));
    const auto path = "/worker-tasks/" + base::toText(started.taskId);
    EXPECT_EQ(get(path).text("activityId"), base::toText(started.activityId));
    EXPECT_EQ(post(path + "/cancel").status, 202);
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(post(path + "/cancel").status, 404);
    EXPECT_EQ(get("/activities/" + base::toText(started.activityId)).text("status"), "Cancelled");
}

TEST_F(ProgressTests, ARunningTaskIsAskedToStop) {
    const auto started = runs_->start({profile_.id, false, {}}).value();
    write([&](Session& session) -> base::Status {
        JIM_TRY(session.queue().claim("host:1", std::chrono::seconds{30}));
        return {};
    });
    const auto path = "/worker-tasks/" + base::toText(started.taskId);
    EXPECT_EQ(get(path).text("status"), "Processing");
    EXPECT_EQ(get(path).text("worker"), "host:1");
    EXPECT_EQ(post(path + "/cancel").status, 202);
    EXPECT_EQ(get(path).text("status"), "CancellationRequested");
    // Without a snapshot there is nothing to say about its steps.
    forget(started.activityId);
    EXPECT_TRUE(get(path).at("steps").isNull());
}

TEST_F(ProgressTests, ReadersMayLookButNotCancel) {
    const auto reader = makeKey("reader", {security::Role::Reader});
    const auto runner = makeKey("operator", {security::Role::Operator});
    const auto path = "/activities/" + base::toText(start());
    EXPECT_EQ(sendAs(reader, Method::Get, path + "/progress").status, 200);
    EXPECT_EQ(sendAs(reader, Method::Post, path + "/cancel").status, 403);
    EXPECT_EQ(sendAs("", Method::Get, path + "/progress").status, 401);
    EXPECT_EQ(sendAs(runner, Method::Post, path + "/cancel").status, 202);
}

}  // namespace
}  // namespace jim::api
