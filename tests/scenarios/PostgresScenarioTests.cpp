#include "identity/connector_space/ConnectorSpaceObject.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"
#include "servers/PostgresServer.hpp"
#include "servers/RedisServer.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace jim::scenarios {
namespace {

/// The program on a database server of the test's own.
class PostgresScenarioTests : public testing::Test {
protected:
    void begin(std::size_t people) {
        workforce.emplace(people, 5);
        writeFile(landscape.hr(), workforce->hrFile());
        start(jim, "first");
        landscape.configure(*jim);
    }
    /// An import that goes on until its limit is taken away.
    std::string startSlowly() {
        landscape.throttle(*jim, 100);
        auto activity = landscape.start(*jim, "HR", "FullImport");
        EXPECT_TRUE(workUntil(*jim, activity, "import.save")) << "the run was over too soon";
        return activity;
    }
    /// The run that goes on has come to wait for something in its transaction when `lose` is
    /// called.
    void loseInTransaction(const std::function<void()>& lose) {
        using transport::postgres::Connection;
        const auto blocker = Connection::open(database.options()).value();
        ASSERT_TRUE(blocker->script("BEGIN; LOCK TABLE run_position IN ACCESS EXCLUSIVE MODE"));
        const auto watcher = Connection::open(database.options()).value();
        while (*watcher->integer("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = "
                                 "'run_position'::regclass") == 0 &&
               isQueuedOrRunning()) {
        }
        lose();
    }
    [[nodiscard]] bool isQueuedOrRunning() const {
        const auto connection = transport::postgres::Connection::open(database.options()).value();
        return *connection->integer("SELECT count(*) FROM worker_task") > 0;
    }
    [[nodiscard]] int timesHandedBack() const {
        const std::string log = jim->log();
        int times = 0;
        for (auto at = log.find("A run was handed back"); at != std::string::npos;
             at = log.find("A run was handed back", at + 1))
            ++times;
        return times;
    }
    /// One more process on the same database, with a data folder of its own.
    void start(std::optional<JimProcess>& process, const std::string& name) {
        process.emplace(folder.path() / name, settings());
    }
    [[nodiscard]] std::map<std::string, std::string> settings() const {
        std::map<std::string, std::string> all{{"JIM_DATABASE_URL", database.url()},
                                               {"JIM_LEASE_SECONDS", "3"}};
        if (redis) all["JIM_REDIS_UNIX_SOCKET"] = redis->unixSocket().string();
        return all;
    }

    TemporaryFolder folder;
    servers::ScratchDatabase database;
    std::optional<servers::RedisServer> redis;
    Landscape landscape{folder.path()};
    std::optional<Workforce> workforce;
    std::optional<JimProcess> jim;
    std::optional<JimProcess> other;
};

TEST_F(PostgresScenarioTests, PeopleArriveMoveAndLeaveAsAnIndependentModelSaysTheyMust) {
    begin(300);
    landscape.runAll(*jim);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
    for (int day = 0; day < 2; ++day) {
        workforce->nextDay();
        writeFile(landscape.hr(), workforce->hrFile());
        landscape.runAll(*jim, true);
        EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory())
            << "day " << day;
    }
    // What it has written is there for the next process.
    EXPECT_EQ(jim->stop(), 0);
    start(jim, "first");
    landscape.runAll(*jim, true);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
}

TEST_F(PostgresScenarioTests, WhatAProcessThatWasKilledHadInHandIsEndedByAnother) {
    begin(3000);
    const auto activity = landscape.start(*jim, "HR", "FullImport");
    jim->kill();
    start(other, "second");
    const auto ended = landscape.wait(*other, activity);
    const auto status = ended.at("status").as_string();
    EXPECT_TRUE(status == "FailedWithError" || status == "Complete") << json::serialize(ended);
    landscape.runAll(*other);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
}

TEST_F(PostgresScenarioTests, TwoProcessesShareOneQueue) {
    redis.emplace();
    begin(300);
    start(other, "second");
    // Asked of one, whoever runs it; and the end is seen by both.
    for (int i = 0; i < 4; ++i) {
        const auto activity = landscape.start(i % 2 == 0 ? *jim : *other, "HR", "FullImport");
        EXPECT_EQ(landscape.wait(*jim, activity).at("status").as_string(), "Complete");
        EXPECT_EQ(landscape.wait(*other, activity).at("status").as_string(), "Complete");
    }
    EXPECT_EQ(other->stop(), 0);
    landscape.runAll(*jim);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
}

TEST_F(PostgresScenarioTests, SurvivesARestartOfTheDatabase) {
    begin(300);
    servers::postgresServer().restart();
    landscape.runAll(*jim);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
}

TEST_F(PostgresScenarioTests, ARunThatLosesTheDatabaseGoesOnWhenItIsBack) {
    constexpr int kPeople = 600;
    begin(kPeople);
    const auto activity = startSlowly();
    loseInTransaction([] { servers::postgresServer().restart(); });
    landscape.throttle(*jim, 0);
    const auto ended = landscape.wait(*jim, activity);
    EXPECT_EQ(ended.at("status"), "Complete") << json::serialize(ended);
    EXPECT_EQ(timesHandedBack(), 1) << jim->log();
    expectTotalsOfItems(*jim, ended);
    EXPECT_EQ(jim->get("/activities/" + activity + "/stats").at("totalCsoAdds"), kPeople);
    landscape.runAll(*jim);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
}

TEST_F(PostgresScenarioTests, ARunThatLosesTheDatabaseBeforeItHasBegunBeginsWhenItIsBack) {
    using transport::postgres::Connection;
    begin(3);
    const auto blocker = Connection::open(database.options()).value();
    ASSERT_TRUE(blocker->script("BEGIN; LOCK TABLE alert_rule IN ACCESS EXCLUSIVE MODE"));
    const auto activity = landscape.start(*jim, "HR", "FullImport");
    // The worker has claimed the run, and reads its alert rules before it begins.
    const auto watcher = Connection::open(database.options()).value();
    while (*watcher->integer(
               "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE NOT granted AND "
               "relation = 'alert_rule'::regclass") == 0) {
    }
    ASSERT_TRUE(blocker->script("COMMIT"));
    const auto ended = landscape.wait(*jim, activity);
    EXPECT_EQ(ended.at("status"), "Complete") << json::serialize(ended);
}

TEST_F(PostgresScenarioTests, ARunThatLosesTheDatabaseAgainAndAgainEndsWithThat) {
    begin(600);
    const auto activity = startSlowly();
    // One that meets it between two transactions is not noticed by the run.
    for (int loss = 0; loss < 30 && isQueuedOrRunning(); ++loss)
        loseInTransaction([this] {
            servers::postgresServer().execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
                database.name() + "'");
        });
    const auto ended = landscape.wait(*jim, activity);
    EXPECT_EQ(ended.at("status"), "FailedWithError") << json::serialize(ended);
    EXPECT_EQ(timesHandedBack(), 5) << jim->log();
    expectTotalsOfItems(*jim, ended);
}

TEST_F(PostgresScenarioTests, ASecondProcessThatWouldNotSeeTheRunsOfTheFirstIsRefused) {
    begin(1);
    const auto alone = serveInVain(folder.path() / "second", settings());
    EXPECT_NE(alone.errors.find("is used by another process."), std::string::npos) << alone.errors;
    EXPECT_NE(alone.errors.find("JIM_REDIS_HOST"), std::string::npos) << alone.errors;
    redis.emplace();
    const auto sharing = serveInVain(folder.path() / "second", settings());
    EXPECT_NE(sharing.errors.find("that has no Redis"), std::string::npos) << sharing.errors;
}

TEST_F(PostgresScenarioTests, AnExternalIdThatNoIndexHoldsIsAnErrorOfItsObjectAlone) {
    begin(3);
    // Noise: what repeats itself is compressed, and would fit.
    std::string noise;
    std::mt19937 random{7};
    while (noise.size() < 3'000) noise += static_cast<char>('a' + random() % 26);
    const std::string longest = noise.substr(0, identity::connector_space::kLongestExternalId);
    writeFile(landscape.hr(), "id,first,last,mail,manager,skills\n" + longest + ",Ada,L,,,\n" +
                                  noise + ",Bo,T,,,\nC1,Cy,T,," + longest + ",\nC2,Di,T,," + noise +
                                  ",\n");
    const auto import = landscape.run(*jim, "HR", "FullImport", "CompleteWithWarning");
    const auto stats =
        jim->get("/activities/" + std::string{import.at("id").as_string()} + "/stats");
    EXPECT_EQ(stats.at("totalCsoAdds").to_number<int>(), 2);
    EXPECT_EQ(stats.at("totalObjectErrors").to_number<int>(), 2);
    landscape.run(*jim, "HR", "FullSynchronisation");
    landscape.run(*jim, "Directory", "Export");
    EXPECT_EQ(directoryRows(landscape.directory()).size(), 2U);
}

TEST_F(PostgresScenarioTests, ABatchIsTakenBackWhenTheOneAheadOfItIsLost) {
    using transport::postgres::Connection;
    constexpr int kTwoBatches = 16'000;
    constexpr int kPeople = 25'000;
    begin(kPeople);
    // One row of the third batch is somebody else's, who has not said yet whether it stays.
    const auto blocker = Connection::open(database.options()).value();
    ASSERT_TRUE(blocker->script(
        "BEGIN; INSERT INTO cso VALUES (16500, 0, 0, 0, 'none', '', '', 0, 0, '')"));
    const auto activity = landscape.start(*jim, "HR", "FullImport");
    const auto watcher = Connection::open(database.options()).value();
    const auto until = [&](const char* happened) {
        while (*watcher->integer(happened) == 0) ASSERT_TRUE(isQueuedOrRunning());
    };
    // So the fourth is written before it, and waits for it. Two that are written at once wait for
    // each other's new pages too, for a moment.
    until(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
        "wait_event = 'transactionid' AND query LIKE 'COPY cso %'");
    until(
        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE relation = "
        "'cso_changed'::regclass AND mode = 'RowExclusiveLock' AND state = 'idle in transaction'");
    EXPECT_EQ(*watcher->integer("SELECT count(*) FROM cso"), kTwoBatches);
    EXPECT_EQ(
        *watcher->integer(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = "
            "current_database() AND wait_event = 'transactionid' AND query LIKE 'COPY cso %'"),
        1);
    ASSERT_TRUE(blocker->script("ROLLBACK"));
    const auto ended = landscape.wait(*jim, activity);
    // The next attempt takes new ids.
    EXPECT_EQ(*watcher->integer("SELECT count(*) FROM cso WHERE id <= 25000"), kTwoBatches);
    EXPECT_EQ(ended.at("status"), "Complete") << json::serialize(ended);
    EXPECT_EQ(timesHandedBack(), 1);
    expectTotalsOfItems(*jim, ended);
    const auto stats = jim->get("/activities/" + activity + "/stats");
    EXPECT_EQ(stats.at("totalCsoAdds").to_number<int>(), kPeople);
}

TEST_F(PostgresScenarioTests, RefusesToStartWithOneLineThatSaysWhatToDo) {
    const auto away = serveInVain(
        folder.path() / "away", {{"JIM_DATABASE_URL", "postgresql://jim:hunter2@127.0.0.1:1/jim"}});
    EXPECT_EQ(away.exitStatus, 1);
    EXPECT_NE(away.errors.find("cannot be reached"), std::string::npos) << away.errors;
    EXPECT_EQ(away.errors.find("hunter2"), std::string::npos) << away.errors;
    const auto secret = serveInVain(folder.path() / "secret",
                                    {{"JIM_DATABASE_URL", database.url()},
                                     {"JIM_DB_PASSWORD_FILE", (folder.path() / "no").string()}});
    EXPECT_NE(secret.errors.find("JIM_DB_PASSWORD_FILE"), std::string::npos) << secret.errors;
    const auto pool = serveInVain(folder.path() / "pool", {{"JIM_DATABASE_URL", database.url()},
                                                           {"JIM_DB_MAX_POOL_SIZE", "4"}});
    EXPECT_NE(pool.errors.find("may need"), std::string::npos) << pool.errors;
}

}  // namespace
}  // namespace jim::scenarios
