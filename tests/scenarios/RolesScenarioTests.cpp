#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"
#include "servers/PostgresServer.hpp"
#include "servers/RedisServer.hpp"
#include "servers/Relay.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <thread>

namespace jim::scenarios {
namespace {

using transport::http::Method;

constexpr int kPeople = 3'000;
/// Objects a second: such a run takes longer than any test needs to strike it.
constexpr int kSlowly = 1'000;
constexpr int kOperatorRole = 2;

/// The roles as processes of their own, over a database server and a Redis of the test's own.
class RolesScenarioTests : public testing::Test {
protected:
    void begin(std::size_t people) {
        workforce.emplace(people, 5);
        writeFile(landscape.hr(), workforce->hrFile());
        web.emplace(folder.path() / "web", settings(), "web");
        landscape.configure(*web);
    }
    [[nodiscard]] std::map<std::string, std::string> settings() const {
        return {{"JIM_DATABASE_URL", database.url()},
                {"JIM_REDIS_UNIX_SOCKET", redis.unixSocket().string()},
                {"JIM_ENCRYPTION_KEY_FILE", (folder.path() / "shared.key").string()},
                {"JIM_PROGRESS_PUBLISH_HZ", "50"},
                {"JIM_WORKER_SLOTS", "1"},
                {"JIM_LEASE_SECONDS", "3"}};
    }
    void startWorker(std::optional<JimProcess>& worker, const std::string& name) {
        worker.emplace(folder.path() / name, settings(), "worker");
    }
    [[nodiscard]] static std::string nameOf(const JimProcess& worker) {
        return ":" + std::to_string(worker.pid());
    }
    [[nodiscard]] static bool isOf(const json::object& activity, const JimProcess& worker) {
        return json::serialize(activity).find(nameOf(worker) + "\"") != std::string::npos;
    }

    /// An import that goes on slowly, and has written some of its batches.
    std::string startSlowly() {
        landscape.throttle(*web, kSlowly);
        const auto activity = landscape.start(*web, "HR", "FullImport");
        EXPECT_TRUE(workUntil(*web, activity, "import.save")) << "the run was over too soon";
        landscape.throttle(*web, 0);
        return activity;
    }
    json::object find(const std::string& activity) {
        return web->get("/activities/" + activity).as_object();
    }

    void expectLost(const json::object& ended, const std::string& worker) {
        EXPECT_EQ(ended.at("status").as_string(), "FailedWithError") << json::serialize(ended);
        EXPECT_NE(ended.at("errorMessage").as_string().find(worker), std::string::npos) << ended;
        expectClosedPhases(ended);
        expectTotalsOfItems(*web, ended);
        const auto shown =
            web->get("/activities/" + std::string{ended.at("id").as_string()} + "/progress");
        EXPECT_EQ(shown.at("state"), "failed_with_error");
        EXPECT_TRUE(shown.at("terminal").as_bool());
    }
    void expectDirectory() {
        landscape.runAll(*web);
        EXPECT_TRUE(directoryRows(landscape.directory()) == workforce->expectedDirectory());
    }

    TemporaryFolder folder;
    servers::ScratchDatabase database;
    servers::RedisServer redis;
    Landscape landscape{folder.path()};
    std::optional<Workforce> workforce;
    std::optional<JimProcess> web;
    std::optional<JimProcess> first;
    std::optional<JimProcess> second;
};

TEST_F(RolesScenarioTests, AWebTwoWorkersAndASchedulerDoWhatOneProcessDoes) {
    begin(300);
    startWorker(first, "first");
    startWorker(second, "second");
    JimProcess scheduler{folder.path() / "scheduler", settings(), "scheduler"};
    expectDirectory();
    workforce->nextDay();
    writeFile(landscape.hr(), workforce->hrFile());
    landscape.runAll(*web, true);
    EXPECT_TRUE(directoryRows(landscape.directory()) == workforce->expectedDirectory());
    EXPECT_EQ(scheduler.stop(), 0);
    EXPECT_EQ(first->stop(), 0);
    EXPECT_EQ(second->stop(), 0);
    EXPECT_EQ(web->stop(), 0);
}

TEST_F(RolesScenarioTests, TheRunOfAWorkerThatWasKilledIsEndedByAnotherInItsName) {
    begin(kPeople);
    startWorker(first, "first");
    const auto activity = startSlowly();
    first->pause();
    const auto lost = nameOf(*first);
    first->kill();
    startWorker(second, "second");
    expectLost(landscape.wait(*web, activity), lost);
    expectDirectory();
}

TEST_F(RolesScenarioTests, ARunWhoseClaimWasMadeButNeverAnsweredBeginsAllTheSame) {
    using transport::postgres::Connection;
    begin(kPeople);
    servers::Relay network{servers::postgresServer().unixSocket()};
    auto all = settings();
    all["JIM_LEASE_SECONDS"] = "60";
    all["JIM_DATABASE_URL"] = fmt::format("postgresql://jim@127.0.0.1:{}/{}?sslmode=disable",
                                          network.port(), database.name());
    first.emplace(folder.path() / "first", all, "worker");
    // Its next claim is one message, and waits until we have cut the network.
    startSlowly();
    const auto activity = landscape.start(*web, "HR", "FullSynchronisation");
    const auto blocker = Connection::open(database.options()).value();
    ASSERT_TRUE(blocker->script("BEGIN; SELECT id FROM worker_task WHERE status = 0 FOR UPDATE"));
    const auto watcher = Connection::open(database.options()).value();
    const auto until = [&](const char* happened) {
        while (*watcher->integer(happened) == 0) {
        }
    };
    until(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE "
        "'%WITH claimed%' AND pid <> pg_backend_pid()");
    network.cut();
    ASSERT_TRUE(blocker->script("COMMIT"));
    until("SELECT count(*) FROM worker_task WHERE lease_owner <> ''");
    network.tear();
    network.heal();
    const auto ended = landscape.wait(*web, activity);
    EXPECT_EQ(ended.at("status"), "Complete") << json::serialize(ended);
    EXPECT_NE(first->log().find("lost while a run was claimed"), std::string::npos);
}

/// Behind a proxy the ticket comes from one web, and the stream is opened at another.
TEST_F(RolesScenarioTests, ATicketOfOneWebOpensOneStreamOnceAtAnyOfThem) {
    begin(10);
    JimProcess other{folder.path() / "other", settings(), "web"};
    // It waits for a worker, and is shown.
    const auto stream = "/api/v1/activities/" + landscape.start(*web, "HR", "FullImport") +
                        "/progress/stream?ticket=";
    const auto open = [&](const JimProcess& at, const std::string& ticket) {
        transport::http::Client client{at.url()};
        const auto answer =
            client.stream(stream + ticket, {}, [](std::string_view) { return false; });
        return answer ? answer->status : 0;
    };
    const auto ticket = [&](JimProcess& at) {
        return std::string{at.post("/progress/tickets").at("ticket").as_string()};
    };
    const auto first = ticket(*web);
    EXPECT_EQ(open(other, first), 200);
    EXPECT_EQ(open(*web, first), 401);
    EXPECT_EQ(open(other, first), 401);
    const auto second = ticket(*web);
    EXPECT_EQ(open(*web, second), 200);
    EXPECT_EQ(open(other, second), 401);
    const auto early = ticket(*web);
    redis.kill();
    EXPECT_EQ(open(other, early), 503) << "nobody can say whether it was used";
    const auto late = ticket(*web);
    EXPECT_EQ(open(other, late), 503);
    EXPECT_EQ(open(*web, late), 200) << "it is good where it was made";
    EXPECT_NE(open(*web, late), 200);
    for (const auto& log : {web->log(), other.log()})
        for (const auto& each : {first, second, early, late})
            EXPECT_EQ(log.find(each), std::string::npos);
}

/// The rule is looked at where the run is, the order to go on is given at one of two webs.
TEST_F(RolesScenarioTests, ARunThatAWorkerHasPausedIsResumedAtAnyWeb) {
    begin(70);
    auto people = workforce->hrFile();
    const auto header = people.substr(0, people.find('\n'));
    const auto columns = static_cast<std::size_t>(std::ranges::count(header, ','));
    for (int i = 0; i < 30; ++i) people += std::string(columns, ',') + "\n";  // Without an id.
    writeFile(landscape.hr(), people);
    auto path = landscape.executePath("HR", "FullImport");
    path.replace(path.rfind("/execute"), std::string::npos, "/alert-rules");
    web->post(path, {{"name", "Many errors"},
                     {"condition", "ErrorRatio"},
                     {"threshold", 0.1},
                     {"actions", json::array{"Pause"}}});
    startWorker(first, "first");
    const auto activity = landscape.start(*web, "HR", "FullImport");
    const auto progress = "/activities/" + activity + "/progress";
    for (auto shown = web->get(progress); shown.at("state") != "paused"; shown = web->get(progress))
        ASSERT_FALSE(shown.at("terminal").as_bool()) << shown;

    JimProcess other{folder.path() / "other", settings(), "web"};
    const auto someoneElse =
        web->post("/apikeys", {{"name", "Night shift"}, {"roleIds", json::array{kOperatorRole}}});
    other.useKey(std::string{someoneElse.at("key").as_string()});
    EXPECT_EQ(other.get(progress).at("state"), "paused");
    EXPECT_EQ(other.send(Method::Post, "/activities/" + activity + "/resume").status, 202);
    const auto ended = landscape.wait(*web, activity);
    EXPECT_EQ(ended.at("status"), "CompleteWithWarning") << json::serialize(ended);
    EXPECT_TRUE(isOf(ended, *first));
    const auto& alert = ended.at("executionStats").at("alerts").at(0);
    EXPECT_EQ(alert.at("resumedBy"), "Night shift");
    EXPECT_TRUE(alert.at("resumedAt").is_string());
    EXPECT_EQ(web->get(progress).at("alerts").at(0).at("resumedBy"), alert.at("resumedBy"));
    EXPECT_EQ(other.send(Method::Post, "/activities/" + activity + "/resume").status, 400);
}

TEST_F(RolesScenarioTests, ASchedulerEndsWhatIsLostWhenNoWorkerIsLeft) {
    begin(kPeople);
    startWorker(first, "first");
    const auto activity = startSlowly();
    first->pause();
    const auto lost = nameOf(*first);
    first->kill();
    JimProcess scheduler{folder.path() / "scheduler", settings(), "scheduler"};
    expectLost(landscape.wait(*web, activity), lost);
}

TEST_F(RolesScenarioTests, AWorkerThatStoodStillPastItsLeaseIsRefusedWhenItGoesOn) {
    begin(kPeople);
    startWorker(first, "first");
    const auto activity = startSlowly();
    first->pause();
    startWorker(second, "second");
    const auto ended = landscape.wait(*web, activity);
    expectLost(ended, nameOf(*first));
    const auto stats = web->get("/activities/" + activity + "/stats");

    first->resume();
    while (first->log().find("away for longer than its lease") == std::string::npos)
        std::this_thread::yield();
    // Neither the database nor the progress took anything more from it.
    EXPECT_EQ(find(activity).at("status"), "FailedWithError");
    EXPECT_EQ(web->get("/activities/" + activity + "/stats"), stats);
    expectLost(find(activity), nameOf(*first));

    // It goes on as a worker.
    EXPECT_EQ(second->stop(), 0);
    const auto again = landscape.run(*web, "HR", "FullImport");
    EXPECT_TRUE(isOf(again, *first)) << json::serialize(again);
    expectDirectory();
}

TEST_F(RolesScenarioTests, AWorkerThatIsStoppedHandsItsRunBackAndAnotherCompletesIt) {
    begin(kPeople);
    startWorker(first, "first");
    const auto activity = startSlowly();
    EXPECT_EQ(first->stop(), 0);
    const auto handed = find(activity);
    EXPECT_EQ(handed.at("status"), "InProgress") << handed;
    EXPECT_NE(handed.at("message").as_string().find("Handed back"), std::string::npos) << handed;
    EXPECT_EQ(web->get("/activities/" + activity + "/progress").at("state"), "queued");
    startWorker(second, "second");
    const auto ended = landscape.wait(*web, activity);
    EXPECT_EQ(ended.at("status"), "Complete") << json::serialize(ended);
    EXPECT_TRUE(isOf(ended, *second));
    expectTotalsOfItems(*web, ended);
    const auto stats = web->get("/activities/" + activity + "/stats");
    EXPECT_EQ(stats.at("totalCsoAdds"), kPeople);
    expectDirectory();
}

TEST_F(RolesScenarioTests, WorkersThatAreRestartedInTurnLoseNothingThatIsQueued) {
    begin(5'000);
    auto next = [&, number = 0]() mutable {
        return std::make_unique<JimProcess>(folder.path() / ("worker-" + std::to_string(++number)),
                                            settings(), "worker");
    };
    auto worker = next();
    std::vector<std::string> queued;
    for (int i = 0; i < 4; ++i) {
        queued.push_back(landscape.start(*web, "HR", "FullImport"));
        queued.push_back(landscape.start(*web, "Directory", "FullImport"));
    }
    for (int i = 0; i < 3; ++i) {
        auto successor = next();
        EXPECT_EQ(worker->stop(), 0);
        worker = std::move(successor);
    }
    for (const auto& activity : queued)
        EXPECT_EQ(landscape.wait(*web, activity).at("status"), "Complete");
}

TEST_F(RolesScenarioTests, EachRoleRefusesToStartWithoutWhatItShares) {
    const auto refusal = [&](const std::string& role, const std::string& lacking) {
        auto all = settings();
        all.erase(lacking);
        return serveInVain(folder.path() / "refused", all, false, role).errors;
    };
    for (const char* role : {"web", "worker", "scheduler"}) {
        EXPECT_NE(refusal(role, "JIM_DATABASE_URL").find("JIM_DB_HOST"), std::string::npos);
        EXPECT_NE(refusal(role, "JIM_REDIS_UNIX_SOCKET").find("JIM_REDIS_HOST"), std::string::npos);
    }
    for (const char* role : {"worker", "scheduler"})
        EXPECT_NE(refusal(role, "JIM_ENCRYPTION_KEY_FILE").find("JIM_ENCRYPTION_KEY_FILE"),
                  std::string::npos);
}

TEST_F(RolesScenarioTests, ProbesTellReadyDegradedAndNot) {
    begin(1);
    auto worker = settings();
    const auto address = "127.0.0.1:" + std::to_string(servers::freePort());
    worker["JIM_METRICS_LISTEN"] = address;
    first.emplace(folder.path() / "first", worker, "worker");
    transport::http::Client probe{"http://" + address};
    const auto ask = [&](const std::string& path) {
        const auto answer = probe.send(Method::Get, path, {}, "");
        return answer ? std::to_string(answer->status) + " " + answer->body : "nothing";
    };
    const auto until = [&](const std::string& answer) {
        while (ask("/health/ready") != answer) std::this_thread::yield();
        return web->send(Method::Get, "/health/ready");
    };
    EXPECT_EQ(until("200 ready\n").body.at("status"), "ready");
    EXPECT_EQ(ask("/health/live"), "200 alive\n");
    EXPECT_EQ(ask("/metrics").substr(0, 3), "200");
    EXPECT_EQ(ask("/elsewhere").substr(0, 3), "404");
    redis.kill();
    until("200 degraded\n");
    Answer degraded = web->send(Method::Get, "/health/ready");
    while (degraded.body.at("status") != "degraded")
        degraded = web->send(Method::Get, "/health/ready");
    EXPECT_EQ(degraded.status, 200);
    // Another process has brought the database to a shape that these do not know.
    ASSERT_TRUE(transport::postgres::Connection::open(database.options())
                    .value()
                    ->script("INSERT INTO schema_version VALUES (999, 'later', 0)"));
    EXPECT_EQ(until("503 not ready\n").status, 503);
    EXPECT_EQ(ask("/health/live"), "200 alive\n");
}

}  // namespace
}  // namespace jim::scenarios
