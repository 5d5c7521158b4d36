#include "transport/sqlite/Connection.hpp"
#include "transport/sqlite/test/ScratchFolder.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <thread>
#include <vector>

namespace jim::transport::sqlite {
namespace {

using testing::HasSubstr;

class ConnectionTest : public testing::Test {
protected:
    std::unique_ptr<Connection> connect(OpenOptions options = {}) {
        auto connection = Connection::open(folder_.file("a.db"), options, gate_);
        EXPECT_TRUE(connection) << connection.error().message;
        return std::move(*connection);
    }

    ScratchFolder folder_;
    WriteGate gate_;
};

TEST_F(ConnectionTest, WritesAndReadsEveryKindOfValue) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER, x TEXT, b BLOB, n INTEGER) STRICT"));
    const std::string bytes{"\0\1\xff", 3};
    ASSERT_TRUE(connection->run("INSERT INTO t VALUES (?, ?, ?, ?)", std::int64_t{1} << 40, "grün",
                                Blob{bytes}, std::optional<int>{}));
    auto row = connection->prepare("SELECT i, x, b, n FROM t");
    ASSERT_TRUE(row && row->step().value());
    EXPECT_EQ(row->integer(0), std::int64_t{1} << 40);
    EXPECT_EQ(row->text(1), "grün");
    EXPECT_EQ(row->blob(2), bytes);
    EXPECT_TRUE(row->isNull(3));
    EXPECT_EQ(row->optionalInteger(3), std::nullopt);
    EXPECT_FALSE(row->step().value());
}

TEST_F(ConnectionTest, EmptyTextAndBlobAreNotNull) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (x TEXT NOT NULL, b BLOB NOT NULL) STRICT"));
    EXPECT_TRUE(connection->run("INSERT INTO t VALUES (?, ?)", std::string_view{}, Blob{{}}));
}

TEST_F(ConnectionTest, OpensInWriteAheadModeWithForeignKeysAndTheAskedPageSize) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER)"));
    EXPECT_EQ(connection->integer("PRAGMA foreign_keys").value(), 1);
    EXPECT_EQ(connection->integer("PRAGMA page_size").value(), 8192);
    auto mode = connection->prepare("PRAGMA journal_mode");
    ASSERT_TRUE(mode && mode->step().value());
    EXPECT_EQ(mode->text(0), "wal");
}

TEST_F(ConnectionTest, WhatItMakesIsItsOwnersOnly) {
    const auto mask = ::umask(0022);
    const auto connection = connect();
    ::umask(mask);
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER)"));
    using std::filesystem::perms;
    for (const auto* name : {"a.db", "a.db-wal", "a.db-shm"})
        EXPECT_EQ(std::filesystem::status(folder_.file(name)).permissions(),
                  perms::owner_read | perms::owner_write)
            << name;
}

TEST_F(ConnectionTest, TakesAStatementFromTheCacheAndMakesAnotherWhenItIsInUse) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2)"));
    auto outer = connection->prepare("SELECT i FROM t ORDER BY i");
    ASSERT_TRUE(outer->step().value());
    {
        auto inner = connection->prepare("SELECT i FROM t ORDER BY i");
        ASSERT_TRUE(inner->step().value());
        EXPECT_EQ(inner->integer(0), 1);
    }
    EXPECT_TRUE(outer->step().value());
    EXPECT_EQ(outer->integer(0), 2);
}

TEST_F(ConnectionTest, ReusedStatementsStartWithoutTheBindingsOfTheirLastUse) {
    const auto connection = connect();
    {
        ASSERT_EQ(connection->integer("SELECT ?1 IS NULL", 5).value(), 0);
    }
    auto again = connection->prepare("SELECT ?1 IS NULL");
    ASSERT_TRUE(again->step().value());
    EXPECT_EQ(again->integer(0), 1);
}

TEST_F(ConnectionTest, CommitsWhatSucceedsAndRollsBackWhatFails) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER)"));
    EXPECT_TRUE(connection->write([&] { return connection->run("INSERT INTO t VALUES (1)"); }));
    const auto failed = connection->write([&]() -> base::Status {
        JIM_TRY(connection->run("INSERT INTO t VALUES (2)"));
        return base::fail(base::cancelled());
    });
    EXPECT_EQ(failed.error().kind, base::ErrorKind::Cancelled);
    EXPECT_EQ(connection->integer("SELECT count(*) FROM t").value(), 1);
    EXPECT_FALSE(connection->inTransaction());
}

TEST_F(ConnectionTest, AnExceptionRollsBackAndLetsTheNextOneWrite) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER)"));
    EXPECT_THROW((void)connection->write([&]() -> base::Status {
        JIM_TRY(connection->run("INSERT INTO t VALUES (1)"));
        throw std::bad_alloc{};
    }),
                 std::bad_alloc);
    EXPECT_FALSE(connection->inTransaction());
    EXPECT_TRUE(connection->write([&] { return connection->run("INSERT INTO t VALUES (2)"); }));
    EXPECT_EQ(connection->integer("SELECT i FROM t").value(), 2);
}

TEST_F(ConnectionTest, AtomicallyJoinsTheOpenTransaction) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER)"));
    const auto insert = [&] { return connection->run("INSERT INTO t VALUES (1)"); };
    EXPECT_TRUE(connection->atomically(insert));
    const auto failed = connection->write([&]() -> base::Status {
        JIM_TRY(connection->atomically(insert));
        return base::fail(base::cancelled());
    });
    EXPECT_FALSE(failed);
    EXPECT_EQ(connection->integer("SELECT count(*) FROM t").value(), 1);
}

TEST_F(ConnectionTest, ReadsOneSnapshotWhileAnotherConnectionWrites) {
    const auto writer = connect();
    ASSERT_TRUE(writer->script("CREATE TABLE t (i INTEGER)"));
    const auto reader = connect();
    const auto count = [&] { return reader->integer("SELECT count(*) FROM t").value(); };
    ASSERT_TRUE(reader->read([&]() -> base::Status {
        EXPECT_EQ(count(), 0);
        EXPECT_TRUE(writer->write([&] { return writer->run("INSERT INTO t VALUES (1)"); }));
        EXPECT_EQ(count(), 0);
        return {};
    }));
    EXPECT_EQ(count(), 1);
}

TEST_F(ConnectionTest, CountsExecutedStatementsNotRows) {
    const auto connection = connect();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2)"));
    const std::int64_t before = connection->statements();
    auto rows = connection->prepare("SELECT i FROM t");
    while (rows->step().value()) {
    }
    EXPECT_EQ(connection->statements() - before, 1);
}

TEST_F(ConnectionTest, WritersOfOneProcessTakeTurnsWithoutBeingRefused) {
    {
        const auto connection = connect();
        ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER)"));
    }
    // A busy timeout of nothing: whoever is not queued by the gate fails at once.
    const OpenOptions impatient{.busyTimeout = std::chrono::milliseconds{0}};
    std::atomic<int> failures{0};
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < 4; ++i) connections.push_back(connect(impatient));
    std::vector<std::thread> threads;
    for (auto& connection : connections)
        threads.emplace_back([&failures, &connection] {
            for (int i = 0; i < 50; ++i)
                if (!connection->write([&] { return connection->run("INSERT INTO t VALUES (1)"); }))
                    ++failures;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(connect()->integer("SELECT count(*) FROM t").value(), 200);
}

TEST_F(ConnectionTest, SaysWhatIsWrongWithAStatementInTheDetailOnly) {
    const auto connection = connect();
    const auto failed = connection->run("SELECT nonsense");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, base::ErrorKind::Internal);
    EXPECT_THAT(failed.error().detail, HasSubstr("nonsense"));
    EXPECT_THAT(failed.error().message, testing::Not(HasSubstr("nonsense")));
}

}  // namespace
}  // namespace jim::transport::sqlite
