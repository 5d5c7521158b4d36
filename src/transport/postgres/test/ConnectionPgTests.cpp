#include "servers/PostgresServer.hpp"
#include "transport/postgres/Columns.hpp"
#include "transport/postgres/RowWriter.hpp"

#include <gmock/gmock.h>

namespace jim::transport::postgres {
namespace {

using base::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

class ConnectionPgTest : public testing::Test {
protected:
    std::unique_ptr<Connection> connect() {
        auto connection = Connection::open(database_.options());
        EXPECT_TRUE(connection) << connection.error().message << connection.error().detail;
        return std::move(*connection);
    }
    std::int64_t rows(Connection& connection) {
        return connection.integer("SELECT count(*) FROM t").value();
    }

    servers::ScratchDatabase database_;
    std::unique_ptr<Connection> connection_ = connect();
};

TEST_F(ConnectionPgTest, WritesAndReadsEveryKindOfValue) {
    ASSERT_TRUE(
        connection_->script("CREATE TABLE t (l bigint, i integer, s smallint, b boolean, "
                            "x text, y bytea, j json, n integer)"));
    const std::string bytes{"\0\1\xff", 3};
    ASSERT_TRUE(connection_->run("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                 -(std::int64_t{1} << 40U), -7, std::int16_t{-2}, true, "grün",
                                 Blob{bytes}, R"({"a":1})", std::optional<int>{}));
    auto row = connection_->prepare("SELECT * FROM t");
    ASSERT_TRUE(row && row->step().value());
    EXPECT_EQ(row->integer(0), -(std::int64_t{1} << 40U));
    EXPECT_EQ(row->integer(1), -7);
    EXPECT_EQ(row->integer(2), -2);
    EXPECT_TRUE(row->as<bool>(3));
    EXPECT_EQ(row->text(4), "grün");
    EXPECT_EQ(row->blob(5), bytes);
    EXPECT_EQ(row->text(6), R"({"a":1})");
    EXPECT_TRUE(row->isNull(7));
    EXPECT_EQ(row->optionalInteger(7), std::nullopt);
    EXPECT_FALSE(row->step().value());
}

TEST_F(ConnectionPgTest, EmptyTextAndBlobAreNotNull) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (x text NOT NULL, b bytea NOT NULL)"));
    EXPECT_TRUE(connection_->run("INSERT INTO t VALUES (?, ?)", std::string_view{}, Blob{{}}));
}

TEST_F(ConnectionPgTest, AStatementIsBoundAndExecutedAgainAndAgain) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i integer, x text)"));
    auto insert = connection_->prepare("INSERT INTO t VALUES (?1, ?2 || ?2)");
    ASSERT_TRUE(insert);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(insert->bindAll(i, "x").run());
    auto row = connection_->prepare("SELECT i FROM t WHERE i >= ? ORDER BY i");
    for (int from = 0; from < 3; ++from) {
        row->bind(1, from);
        int seen = 0;
        while (row->step().value()) EXPECT_EQ(row->integer(0), from + seen++);
        EXPECT_EQ(seen, 3 - from);
    }
    EXPECT_EQ(connection_->integer("SELECT count(*) FROM t WHERE x = 'xx'").value(), 3);
}

TEST_F(ConnectionPgTest, CopiesRowsInAndOut) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i bigint, x text, b bytea)"));
    std::vector<int> numbers(5000);
    for (int i = 0; i < 5000; ++i) numbers[static_cast<std::size_t>(i)] = i;
    const std::string filler(100, 'f');
    ASSERT_TRUE(RowWriter(*connection_, "t")
                    .write(std::span<const int>{numbers}, [&](int i, const auto& bind) {
                        bind(i, filler, std::optional<Blob>{});
                    }));
    std::int64_t sum = 0;
    ASSERT_TRUE(connection_->copyOut("SELECT i, x FROM t", [&](const CopyRow& row) {
        sum += row.integer(0);
        EXPECT_EQ(row.text(1), filler);
    }));
    EXPECT_EQ(sum, 5000 * 4999 / 2);
    int none = 0;
    ASSERT_TRUE(
        connection_->copyOut("SELECT i FROM t WHERE i < 0", [&](const CopyRow&) { ++none; }));
    EXPECT_EQ(none, 0);
}

TEST_F(ConnectionPgTest, ACopyThatFailsLeavesNothingAndTheConnectionUsable) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i bigint PRIMARY KEY)"));
    const std::vector<int> twice{1, 2, 1};
    const auto status =
        RowWriter(*connection_, "t")
            .write(std::span<const int>{twice}, [](int i, const auto& bind) { bind(i); });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(rows(*connection_), 0);
}

TEST_F(ConnectionPgTest, GivesColumnsAsArrays) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i bigint, x text)"));
    Columns columns{{Type::Bigint, Type::Text}};
    const auto insert = [&] {
        auto statement =
            connection_->prepare("INSERT INTO t SELECT * FROM unnest(?::bigint[], ?::text[])");
        columns.bindTo(*statement);
        return statement->run();
    };
    ASSERT_TRUE(insert());
    EXPECT_EQ(rows(*connection_), 0);
    columns.add(1, "a");
    columns.add(std::optional<int>{}, "b");
    ASSERT_TRUE(insert());
    EXPECT_EQ(connection_->changes(), 2);
    EXPECT_EQ(connection_->integer("SELECT count(*) FROM t WHERE i IS NULL AND x = 'b'").value(),
              1);
}

TEST_F(ConnectionPgTest, AFailedTransactionLeavesNothing) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i integer UNIQUE)"));
    EXPECT_FALSE(connection_->write([&]() -> base::Status {
        JIM_TRY(connection_->run("INSERT INTO t VALUES (1)"));
        return base::fail(base::cancelled());
    }));
    // An error that is swallowed does not become a success.
    const auto swallowed = connection_->write([&]() -> base::Status {
        JIM_TRY(connection_->run("INSERT INTO t VALUES (2)"));
        const auto refused = connection_->run("INSERT INTO t VALUES (2)");
        EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
        return {};
    });
    EXPECT_FALSE(swallowed);
    EXPECT_EQ(rows(*connection_), 0);
    EXPECT_FALSE(connection_->inTransaction());
}

TEST_F(ConnectionPgTest, ReadsOneSnapshot) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i integer)"));
    const auto other = connect();
    ASSERT_TRUE(connection_->read([&]() -> base::Status {
        EXPECT_EQ(rows(*connection_), 0);
        JIM_TRY(other->run("INSERT INTO t VALUES (1)"));
        EXPECT_EQ(rows(*connection_), 0);
        return {};
    }));
    EXPECT_EQ(rows(*connection_), 1);
}

TEST_F(ConnectionPgTest, ALostConnectionEndsItsTransactionAndTheNextUseConnectsAnew) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i integer)"));
    const auto other = connect();
    const auto lost = connection_->write([&]() -> base::Status {
        JIM_TRY(connection_->run("INSERT INTO t VALUES (1)"));
        JIM_TRY(
            other->run("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE "
                       "datname = current_database() AND pid <> pg_backend_pid()"));
        const auto first = connection_->run("INSERT INTO t VALUES (2)");
        EXPECT_EQ(first.error().kind, ErrorKind::Unavailable);
        // What is left of the transaction must not run outside it.
        EXPECT_FALSE(connection_->run("INSERT INTO t VALUES (3)"));
        return {};
    });
    EXPECT_FALSE(lost);
    EXPECT_EQ(rows(*connection_), 0);
    ASSERT_TRUE(connection_->run("INSERT INTO t VALUES (?)", 4));
    EXPECT_EQ(rows(*connection_), 1);
}

TEST_F(ConnectionPgTest, CountsStatementsAtTheDriver) {
    ASSERT_TRUE(connection_->script("CREATE TABLE t (i integer)"));
    auto insert = connection_->prepare("INSERT INTO t VALUES (?)");
    const auto before = connection_->statements();
    ASSERT_TRUE(connection_->write([&] { return insert->bindAll(1).run(); }));
    EXPECT_EQ(connection_->statements() - before, 3);
}

TEST_F(ConnectionPgTest, RefusalsSayWhatToDo) {
    auto options = database_.options();
    options.database = "nowhere";
    auto missing = Connection::open(options);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::InvalidState);
    EXPECT_THAT(missing.error().message, HasSubstr("does not exist"));
    options = database_.options();
    options.user = "stranger";
    EXPECT_EQ(Connection::open(options).error().kind, ErrorKind::InvalidState);
    options = database_.options();
    options.host = "/nowhere";
    options.password = base::Secret{"hunter2"};
    const auto away = Connection::open(options);
    ASSERT_FALSE(away);
    EXPECT_EQ(away.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(away.error().message + away.error().detail, testing::Not(HasSubstr("hunter2")));
}

TEST_F(ConnectionPgTest, AStatementThatIsNoneNamesItsTextInTheDetailOnly) {
    const auto broken = connection_->prepare("SELEC 1");
    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().detail, HasSubstr("SELEC 1"));
    EXPECT_THAT(broken.error().message, testing::Not(HasSubstr("SELEC")));
}

TEST_F(ConnectionPgTest, ATableThatIsFilledAfterItsStatisticsIsLookedUpByItsIndex) {
    ASSERT_TRUE(
        connection_->script("CREATE TABLE owner (id bigint PRIMARY KEY);"
                            "CREATE TABLE t (owner bigint, kind integer, target bigint, PRIMARY "
                            "KEY (owner, kind, target));"
                            "INSERT INTO owner SELECT generate_series(1, 4000);"
                            "INSERT INTO t SELECT i, 0, i FROM generate_series(1, 1000) i;"
                            "ANALYZE owner, t;"
                            "INSERT INTO t SELECT i, 1, i FROM generate_series(1, 4000) i"));
    auto rows = connection_->prepare(
        "EXPLAIN SELECT id FROM owner WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.owner = id AND "
        "kind "
        "= 1 AND target = id)");
    ASSERT_TRUE(rows) << rows.error().detail;
    std::string plan;
    while (rows->step().value()) plan += std::string{rows->text(0)} + "\n";
    EXPECT_THAT(plan, HasSubstr("Anti Join"));
    EXPECT_THAT(plan, testing::Not(HasSubstr("Materialize"))) << plan;
}

}  // namespace
}  // namespace jim::transport::postgres
