#include "store/Migration.hpp"
#include "store/postgres/RunQueue.hpp"
#include "store/postgres/impl/Migrate.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace jim::store::postgres {
namespace {

using namespace std::chrono_literals;
using base::ErrorKind;
using testing::HasSubstr;
using transport::postgres::Connection;

class DatabasePgTest : public testing::Test {
protected:
    base::Result<std::unique_ptr<SessionFactory>> open() {
        return SessionFactory::open(database_.options(), {}, clock_);
    }
    std::unique_ptr<Connection> directly() { return Connection::open(database_.options()).value(); }

    servers::ScratchDatabase database_;
    base::ManualClock clock_;
};

TEST_F(DatabasePgTest, BringsAnEmptyDatabaseToTheCurrentVersion) {
    const auto factory = open();
    ASSERT_TRUE(factory) << factory.error().message << factory.error().detail;
    const auto connection = directly();
    EXPECT_EQ(connection->integer("SELECT max(version) FROM schema_version").value(),
              currentVersion());
    EXPECT_EQ(connection->integer("SELECT created FROM database_info").value(),
              clock_.now().micros);
    const auto session = (*factory)->open().value();
    EXPECT_FALSE(session->metaverseSchema().schema()->objectTypes.empty());
}

TEST_F(DatabasePgTest, KeepsItsGuidSpace) {
    const std::uint64_t space = open().value()->guidSpace();
    EXPECT_NE(space, 0U);
    EXPECT_LT(space, std::uint64_t{1} << 48U);
    EXPECT_EQ(open().value()->guidSpace(), space);
}

TEST_F(DatabasePgTest, ManyMayStartAtOnce) {
    std::atomic<int> opened{0};
    {
        std::vector<std::jthread> starters;
        for (int i = 0; i < 4; ++i)
            starters.emplace_back([&] {
                const auto factory = open();
                EXPECT_TRUE(factory) << factory.error().message << factory.error().detail;
                if (factory) ++opened;
            });
    }
    EXPECT_EQ(opened, 4);
    EXPECT_EQ(directly()->integer("SELECT count(*) FROM database_info").value(), 1);
    EXPECT_EQ(directly()->integer("SELECT count(*) FROM schema_version").value(), currentVersion());
}

TEST_F(DatabasePgTest, RefusesANewerVersionAndLeavesItAlone) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(directly()->script("INSERT INTO schema_version VALUES (99, 'later', 0)"));
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::InvalidState);
    EXPECT_THAT(opened.error().message, HasSubstr("newer version"));
}

TEST_F(DatabasePgTest, RefusesTheDatabaseOfAnotherProgram) {
    ASSERT_TRUE(directly()->script("CREATE TABLE theirs (i integer)"));
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::InvalidState);
    EXPECT_THAT(opened.error().message, HasSubstr("another program"));
    EXPECT_EQ(
        directly()->integer("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").value(),
        1);
}

TEST_F(DatabasePgTest, TakesStepsInOrderAndNoneTwice) {
    const auto connection = directly();
    std::vector<Migration> steps{migrations().begin(), migrations().end()};
    const std::int32_t next = currentVersion() + 1;
    ASSERT_TRUE(impl::migrate(*connection, clock_, steps));
    steps.push_back({next,
                     "a table more",
                     {},
                     {"CREATE TABLE more (i integer)", "INSERT INTO more VALUES (1)"}});
    ASSERT_TRUE(impl::migrate(*connection, clock_, steps));
    ASSERT_TRUE(impl::migrate(*connection, clock_, steps));
    EXPECT_EQ(connection->integer("SELECT count(*) FROM more").value(), 1);
    EXPECT_EQ(connection->integer("SELECT max(version) FROM schema_version").value(), next);
}

TEST_F(DatabasePgTest, GoesOnWithTasksThatWereQueuedBeforeSystemsHadTurns) {
    const auto connection = directly();
    ASSERT_TRUE(impl::migrate(*connection, clock_, migrations().first(7)));
    ASSERT_TRUE(connection->script(
        "INSERT INTO worker_task VALUES ('\\x00112233445566778899aabbccddeeff', 'HR', 1, 0, 4, 1, "
        "'\\xff112233445566778899aabbccddeeff', false, 0, NULL, 'ann', 0, '', NULL, 1, 0)"));
    ASSERT_TRUE(impl::migrate(*connection, clock_, migrations()));
    EXPECT_EQ(RunQueue(*connection).claim("host:1", 1s).value()->systemId, 4);
}

TEST_F(DatabasePgTest, AFailedStepLeavesTheVersionBeforeIt) {
    const auto connection = directly();
    std::vector<Migration> steps{migrations().begin(), migrations().end()};
    steps.push_back({currentVersion() + 1,
                     "broken",
                     {},
                     {"CREATE TABLE more (i integer)", "CREATE TABLE more (i)"}});
    EXPECT_FALSE(impl::migrate(*connection, clock_, steps));
    EXPECT_EQ(connection->integer("SELECT max(version) FROM schema_version").value(),
              currentVersion());
    EXPECT_EQ(
        connection->integer("SELECT count(*) FROM pg_tables WHERE tablename = 'more'").value(), 0);
}

}  // namespace
}  // namespace jim::store::postgres
