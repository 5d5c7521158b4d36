#include "scenarios/DatabaseTables.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"
#include "servers/PostgresServer.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace jim::scenarios {
namespace {

using transport::postgres::Connection;

/// `jim database ...` on databases that the program has filled.
class DatabaseScenarioTests : public testing::Test {
protected:
    void begin(std::size_t people) {
        workforce.emplace(people, 5);
        writeFile(landscape.hr(), workforce->hrFile());
        jim.emplace(folder.path() / "data");
        landscape.configure(*jim);
        landscape.runAll(*jim);
    }
    [[nodiscard]] std::string file(const std::string& name) const {
        return "sqlite:" + (folder.path() / name).string();
    }
    EndedCommand copy(const std::string& from, const std::string& to) {
        return runJim({"database", "copy", "--from", from, "--to", to}, {});
    }
    EndedCommand check(const std::string& url) {
        return runJim({"database", "check"}, {{"JIM_DATABASE_URL", url}});
    }
    void runDay(std::map<std::string, std::string> settings) {
        settings["JIM_ENCRYPTION_KEY_FILE"] = (folder.path() / "data/encryption.key").string();
        JimProcess process{folder.path() / "other", settings};
        workforce->nextDay();
        writeFile(landscape.hr(), workforce->hrFile());
        landscape.runAll(process, true);
        EXPECT_TRUE(directoryRows(landscape.directory()) == workforce->expectedDirectory());
    }

    TemporaryFolder folder;
    servers::ScratchDatabase database;
    Landscape landscape{folder.path()};
    std::optional<Workforce> workforce;
    std::optional<JimProcess> jim;
};

TEST_F(DatabaseScenarioTests, WhatAFileHoldsIsCopiedToAServerAndBackAndGoesOn) {
    begin(300);
    EXPECT_EQ(jim->stop(), 0);
    const auto there = copy(file("data/jim.db"), database.url());
    ASSERT_EQ(there.exitStatus, 0) << there.errors;
    EXPECT_NE(there.output.find("all are equal"), std::string::npos) << there.output;
    EXPECT_EQ(check(database.url()).exitStatus, 0) << check(database.url()).output;

    auto original = databaseTables(folder.path());
    for (const char* name : {"data/jim.db", "data/jim.db-wal", "data/jim.db-shm"})
        std::filesystem::remove(folder.path() / name);
    const auto back = copy(database.url(), file("data/jim.db"));
    ASSERT_EQ(back.exitStatus, 0) << back.errors;
    auto copied = databaseTables(folder.path());
    for (auto* tables : {&original, &copied}) {
        EXPECT_GT(tables->at("cso").size(), 300U);
        tables->erase("mvo_key");
        tables->erase("mvo_keyed");
    }
    EXPECT_EQ(differenceOf(original, copied), "");

    // Both go on where the original stood, and come to the same.
    runDay({{"JIM_DATABASE_URL", database.url()}});
    runDay({{"JIM_DATABASE_URL", database.url()}});
    EXPECT_EQ(check(database.url()).exitStatus, 0);
}

TEST_F(DatabaseScenarioTests, ACopyIntoWhatIsNotEmptyOrInUseWritesNothing) {
    begin(3);
    const auto inUse = copy(file("data/jim.db"), database.url());
    EXPECT_EQ(inUse.exitStatus, 1);
    EXPECT_NE(inUse.errors.find("process"), std::string::npos) << inUse.errors;
    EXPECT_EQ(jim->stop(), 0);
    ASSERT_EQ(copy(file("data/jim.db"), database.url()).exitStatus, 0);
    const auto again = copy(file("data/jim.db"), database.url());
    EXPECT_EQ(again.exitStatus, 1);
    EXPECT_NE(again.errors.find("nothing was written"), std::string::npos) << again.errors;
    const auto nowhere = copy(file("missing.db"), file("new.db"));
    EXPECT_EQ(nowhere.exitStatus, 1);
    EXPECT_NE(nowhere.errors.find("There is no database file"), std::string::npos)
        << nowhere.errors;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "missing.db"));
}

TEST_F(DatabaseScenarioTests, APasswordOnTheCommandLineIsRefusedAndNotRepeated) {
    for (const char* url : {"postgresql://jim:hunter2@127.0.0.1:1/jim",
                            "postgresql://127.0.0.1:1/jim?user=jim&password=hunter2"}) {
        const auto refused = copy(file("data/jim.db"), url);
        EXPECT_EQ(refused.exitStatus, 1);
        EXPECT_NE(refused.errors.find("JIM_DB_PASSWORD_FILE"), std::string::npos) << refused.errors;
        EXPECT_EQ(refused.errors.find("hunter2"), std::string::npos);
    }
    EXPECT_EQ(copy("mysql:x", file("new.db")).exitStatus, 1);
}

TEST_F(DatabaseScenarioTests, MigrateMakesTheTablesAndCheckFindsWhatContradictsItself) {
    const auto made = runJim({"database", "migrate"}, {{"JIM_DATABASE_URL", database.url()}});
    EXPECT_EQ(made.exitStatus, 0) << made.errors;
    EXPECT_NE(made.output.find("that of this program"), std::string::npos) << made.output;
    EXPECT_EQ(check(database.url()).exitStatus, 0);
    ASSERT_TRUE(Connection::open(database.options())
                    .value()
                    ->script("INSERT INTO cso_join VALUES (1, 2, 1, 0, 3)"));
    const auto found = check(database.url());
    EXPECT_EQ(found.exitStatus, 1);
    EXPECT_NE(found.output.find("1 joins without their metaverse object"), std::string::npos)
        << found.output;
}

}  // namespace
}  // namespace jim::scenarios
