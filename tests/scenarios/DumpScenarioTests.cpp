#include "scenarios/DatabaseTables.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"
#include "servers/PostgresServer.hpp"
#include "store/Migration.hpp"
#include "transport/sqlite/Connection.hpp"

#include <gmock/gmock.h>

#include <optional>

namespace jim::scenarios {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// `jim database dump` and `restore` of databases that the program has filled.
class DumpScenarioTests : public testing::Test {
protected:
    void begin(std::size_t people) {
        workforce.emplace(people, 5);
        writeFile(landscape.hr(), workforce->hrFile());
        jim.emplace(data());
        landscape.configure(*jim);
        landscape.runAll(*jim);
    }
    [[nodiscard]] fs::path data() const { return folder.path() / "data"; }
    [[nodiscard]] fs::path file(const std::string& name) const { return folder.path() / name; }
    /// Of the database in `data`, or of a server.
    EndedCommand work(const std::string& action, const fs::path& dump,
                      const std::string& url = "") {
        return runJim({"database", action, dump.string()},
                      {{"JIM_DATA_DIR", data().string()}, {"JIM_DATABASE_URL", url}});
    }
    void removeDatabase() {
        for (const char* name : {"jim.db", "jim.db-wal", "jim.db-shm"}) fs::remove(data() / name);
    }
    void expectRefused(const EndedCommand& ended, const std::string& why) {
        EXPECT_EQ(ended.exitStatus, 1) << ended.output;
        EXPECT_THAT(ended.errors, HasSubstr(why));
        EXPECT_EQ(std::ranges::count(ended.errors, '\n'), 1) << ended.errors;
    }
    [[nodiscard]] std::set<std::string> names(const fs::path& of) const {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator{of})
            found.insert(entry.path().filename().string());
        return found;
    }

    TemporaryFolder folder;
    servers::ScratchDatabase database;
    Landscape landscape{folder.path()};
    std::optional<Workforce> workforce;
    std::optional<JimProcess> jim;
};

TEST_F(DumpScenarioTests, WhatADumpOfARunningServerHoldsIsRestoredIntoEitherKindAndGoesOn) {
    begin(200);
    const auto dumps = file("dumps");
    fs::create_directory(dumps);
    const auto dumped = work("dump", dumps / "one");
    ASSERT_EQ(dumped.exitStatus, 0) << dumped.errors;
    EXPECT_THAT(dumped.output, HasSubstr("all are equal"));
    EXPECT_EQ(names(dumps), std::set<std::string>{"one"});
    EXPECT_EQ(fs::status(dumps / "one").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(jim->stop(), 0);
    auto original = databaseTables(folder.path());

    // Into a server, from there into a second dump, and by that into a file.
    const auto restored = work("restore", dumps / "one", database.url());
    ASSERT_EQ(restored.exitStatus, 0) << restored.errors;
    // The server does not look by itself here.
    const auto statistics = transport::postgres::Connection::open(database.options())
                                .value()
                                ->integer(
                                    "SELECT count(*) FROM pg_stats WHERE tablename IN ('cso', "
                                    "'mvo') AND attname = 'id'");
    EXPECT_EQ(*statistics, 2) << "the planner knows nothing of what was restored";
    EXPECT_EQ(runJim({"database", "check"}, {{"JIM_DATABASE_URL", database.url()}}).exitStatus, 0);
    const auto second = work("dump", dumps / "two", database.url());
    ASSERT_EQ(second.exitStatus, 0) << second.errors;
    removeDatabase();
    const auto back = work("restore", dumps / "two");
    ASSERT_EQ(back.exitStatus, 0) << back.errors;
    EXPECT_EQ(back.output.substr(0, back.output.rfind("\nRestored")),
              dumped.output.substr(0, dumped.output.rfind("\nDumped")));
    auto found = databaseTables(folder.path());
    for (auto* tables : {&original, &found}) {
        EXPECT_GT(tables->at("cso").size(), 200U);
        tables->erase("mvo_key");
        tables->erase("mvo_keyed");
    }
    EXPECT_EQ(differenceOf(original, found), "");
    EXPECT_EQ(names(dumps), (std::set<std::string>{"one", "two"}));

    jim.emplace(data());
    workforce->nextDay();
    writeFile(landscape.hr(), workforce->hrFile());
    landscape.runAll(*jim, true);
    EXPECT_TRUE(directoryRows(landscape.directory()) == workforce->expectedDirectory());
}

TEST_F(DumpScenarioTests, ADumpTakesNoFilesPlaceAndLeavesNothingWhenItFails) {
    begin(3);
    writeFile(file("there"), "something of value");
    expectRefused(work("dump", file("there")), "exists already");
    EXPECT_EQ(readFile(file("there")), "something of value");
    expectRefused(work("dump", file("nowhere") / "dump"), "cannot be written");
    EXPECT_EQ(jim->stop(), 0);
    removeDatabase();
    const auto before = names(folder.path());
    expectRefused(work("dump", file("dump")), "There is no database file");
    EXPECT_EQ(names(folder.path()), before);
}

TEST_F(DumpScenarioTests, WhatIsNoWholeDumpIsRefusedAndNothingIsWritten) {
    begin(50);
    ASSERT_EQ(work("dump", file("dump")).exitStatus, 0);
    const auto whole = readFile(file("dump"));
    expectRefused(work("restore", data() / "jim.db", database.url()), "is not whole");
    EXPECT_EQ(jim->stop(), 0);
    expectRefused(work("restore", file("dump")), "nothing was written");
    removeDatabase();

    expectRefused(work("restore", file("missing"), database.url()), "There is no dump");
    writeFile(file("text"), "objectType,id\nuser,1\n");
    expectRefused(work("restore", file("text"), database.url()), "'" + file("text").string());
    writeFile(file("short"), whole.substr(0, whole.size() / 2));
    expectRefused(work("restore", file("short"), database.url()), "is damaged");
    auto torn = whole;
    for (std::size_t at = torn.size() / 4; at < torn.size() / 2; ++at) torn[at] = '\x5a';
    writeFile(file("torn"), torn);
    expectRefused(work("restore", file("torn"), database.url()), "is damaged");
    // None of it has come into the database, nor been left in the data folder.
    EXPECT_EQ(readFile(file("dump")), whole);
    EXPECT_THAT(names(data()), testing::Not(testing::Contains(HasSubstr("restore-"))));
    const auto good = work("restore", file("dump"), database.url());
    EXPECT_EQ(good.exitStatus, 0) << good.errors;
    EXPECT_EQ(readFile(file("dump")), whole);
}

TEST_F(DumpScenarioTests, AnOlderDumpIsBroughtForwardInACopyAndANewerIsRefused) {
    namespace sqlite = transport::sqlite;
    const auto old = file("old");
    {
        sqlite::WriteGate gate;
        const auto connection = sqlite::Connection::open(old.string(), {}, gate).value();
        const auto steps = store::migrations();
        for (const auto& step : steps.first(steps.size() - 1))
            for (const auto script : step.sqlite) ASSERT_TRUE(connection->script(script));
        ASSERT_TRUE(
            connection->script("PRAGMA application_id = 0x4A494D01;"
                               "INSERT INTO database_info VALUES (1, 7, 0)"));
        ASSERT_TRUE(connection->script("PRAGMA user_version = " +
                                       std::to_string(store::currentVersion() - 1)));
    }
    const auto before = readFile(old);
    const auto restored = work("restore", old, database.url());
    EXPECT_EQ(restored.exitStatus, 0) << restored.errors;
    EXPECT_EQ(readFile(old), before);
    {
        sqlite::WriteGate gate;
        ASSERT_TRUE(sqlite::Connection::open(old.string(), {}, gate)
                        .value()
                        ->script("PRAGMA user_version = 999"));
    }
    const auto newer = work("restore", old);
    expectRefused(newer, "'" + old.string() + "' was made by a newer version");
    EXPECT_FALSE(fs::exists(data() / "jim.db"));
}

}  // namespace
}  // namespace jim::scenarios
