#include "store/Migration.hpp"
#include "store/sqlite/Database.hpp"
#include "store/sqlite/RunQueue.hpp"
#include "store/sqlite/impl/Migrate.hpp"
#include "transport/sqlite/test/ScratchFolder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace jim::store::sqlite {
namespace {

using namespace std::chrono_literals;
using base::ErrorKind;
using testing::HasSubstr;

class DatabaseTest : public testing::Test {
protected:
    base::Result<std::unique_ptr<Database>> open() { return Database::open(file_, clock_); }
    /// With a driver of its own, as another program would.
    std::unique_ptr<Connection> directly() { return Connection::open(file_, {}, gate_).value(); }

    transport::sqlite::ScratchFolder folder_;
    std::string file_ = folder_.file("jim.db");
    base::ManualClock clock_;
    transport::sqlite::WriteGate gate_;
};

TEST_F(DatabaseTest, MakesAFileOfTheCurrentVersion) {
    const auto database = open();
    ASSERT_TRUE(database) << database.error().detail;
    EXPECT_TRUE((*database)->isNew());
    const auto connection = (*database)->connect().value();
    EXPECT_EQ(connection->integer("PRAGMA user_version").value(), currentVersion());
    EXPECT_EQ(connection->integer("SELECT created FROM database_info").value(),
              clock_.now().micros);
    EXPECT_TRUE(connection->script("PRAGMA integrity_check; PRAGMA foreign_key_check"));
}

TEST_F(DatabaseTest, KeepsItsGuidSpaceWhichIsAnotherForEveryFile) {
    const std::uint64_t space = open().value()->guidSpace();
    EXPECT_NE(space, 0U);
    EXPECT_LT(space, std::uint64_t{1} << 48U);
    const auto again = open().value();
    EXPECT_EQ(again->guidSpace(), space);
    EXPECT_FALSE(again->isNew());
    EXPECT_NE(Database::open(folder_.file("other.db"), clock_).value()->guidSpace(), space);
}

TEST_F(DatabaseTest, IsHeldByOneAtATime) {
    const auto first = open();
    const auto second = open();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(second.error().message, HasSubstr("in use by process"));
}

TEST_F(DatabaseTest, RefusesANewerVersionAndLeavesItAlone) {
    {
        ASSERT_TRUE(open());
    }
    ASSERT_TRUE(directly()->script("PRAGMA user_version = 99"));
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::InvalidState);
    EXPECT_THAT(opened.error().message, HasSubstr("newer version"));
    EXPECT_EQ(directly()->integer("PRAGMA user_version").value(), 99);
}

TEST_F(DatabaseTest, RefusesTheDatabaseOfAnotherProgram) {
    ASSERT_TRUE(directly()->script("CREATE TABLE theirs (i INTEGER)"));
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::InvalidState);
    EXPECT_THAT(opened.error().message, HasSubstr("another program"));
    EXPECT_EQ(directly()->integer("SELECT count(*) FROM sqlite_schema").value(), 1);
}

TEST_F(DatabaseTest, RefusesAFileThatIsNoDatabase) {
    std::ofstream{file_} << std::string(4096, '?');
    EXPECT_EQ(open().error().kind, ErrorKind::InvalidState);
}

TEST_F(DatabaseTest, RefusesAFolderThatIsNotThere) {
    file_ = folder_.file("none/jim.db");
    EXPECT_EQ(open().error().kind, ErrorKind::Unavailable);
}

/// All released steps, and one more.
std::vector<Migration> oneMore(std::vector<std::string_view> scripts) {
    std::vector<Migration> steps{migrations().begin(), migrations().end()};
    steps.push_back({currentVersion() + 1, "a table more", std::move(scripts), {}});
    return steps;
}

TEST_F(DatabaseTest, TakesStepsInOrderAndNoneTwice) {
    const auto steps =
        oneMore({"CREATE TABLE more (i INTEGER) STRICT;", "INSERT INTO more VALUES (1)"});
    {
        ASSERT_TRUE(open());
    }
    const auto connection = directly();
    ASSERT_TRUE(impl::migrate(*connection, clock_, steps));
    ASSERT_TRUE(impl::migrate(*connection, clock_, steps));
    EXPECT_EQ(connection->integer("SELECT count(*) FROM more").value(), 1);
    EXPECT_EQ(connection->integer("PRAGMA user_version").value(), currentVersion() + 1);
}

TEST_F(DatabaseTest, BringsADatabaseOfTheFirstVersionForward) {
    {
        const auto connection = directly();
        ASSERT_TRUE(impl::migrate(*connection, clock_, migrations().first(1)));
    }
    ASSERT_TRUE(open());
    EXPECT_EQ(directly()->integer("PRAGMA user_version").value(), currentVersion());
}

TEST_F(DatabaseTest, GoesOnWithTasksThatWereQueuedBeforeSystemsHadTurns) {
    {
        const auto connection = directly();
        ASSERT_TRUE(impl::migrate(*connection, clock_, migrations().first(7)));
        ASSERT_TRUE(connection->script(
            "INSERT INTO worker_task VALUES (x'00112233445566778899aabbccddeeff', 'HR', 1, 0, 4, "
            "1, x'ff112233445566778899aabbccddeeff', 0, 0, NULL, 'ann', 0, '', NULL, 1, 0)"));
    }
    const auto database = open().value();
    const auto connection = database->connect().value();
    EXPECT_EQ(RunQueue(*connection, clock_).claim("host:1", 1s).value()->systemId, 4);
}

TEST_F(DatabaseTest, AFailedStepLeavesTheVersionBeforeIt) {
    const auto steps = oneMore({"CREATE TABLE more (i INTEGER)", "CREATE TABLE more (i)"});
    {
        ASSERT_TRUE(open());
    }
    const auto connection = directly();
    EXPECT_FALSE(impl::migrate(*connection, clock_, steps));
    EXPECT_EQ(connection->integer("PRAGMA user_version").value(), currentVersion());
    EXPECT_EQ(connection->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'more'").value(),
              0);
}

}  // namespace
}  // namespace jim::store::sqlite
