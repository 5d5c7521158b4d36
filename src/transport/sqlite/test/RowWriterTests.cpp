#include "transport/sqlite/RowWriter.hpp"
#include "transport/sqlite/test/ScratchFolder.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

namespace jim::transport::sqlite {
namespace {

class RowWriterTest : public testing::Test {
protected:
    RowWriterTest() {
        EXPECT_TRUE(connection_->script("CREATE TABLE t (i INTEGER PRIMARY KEY, x TEXT) STRICT"));
    }
    base::Status write(std::int64_t count, std::string_view tail = {}) {
        std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
        std::iota(numbers.begin(), numbers.end(), 1);
        const std::string text{"text"};
        return RowWriter{*connection_, "INSERT INTO t VALUES", 2, tail}.write(
            std::span<const std::int64_t>{numbers},
            [&](std::int64_t number, const auto& bind) { bind(number, text); });
    }
    std::int64_t rows() {
        return connection_->integer("SELECT count(*) FROM t WHERE x = 'text'").value();
    }

    ScratchFolder folder_;
    WriteGate gate_;
    std::unique_ptr<Connection> connection_ =
        Connection::open(folder_.file("a.db"), {}, gate_).value();
};

TEST_F(RowWriterTest, WritesEveryRowOfAnyNumber) {
    constexpr auto many = static_cast<std::int64_t>(RowWriter::kRows);
    for (const std::int64_t count :
         {std::int64_t{0}, std::int64_t{1}, many - 1, many, many + 1, 3 * many + 5}) {
        ASSERT_TRUE(connection_->script("DELETE FROM t"));
        ASSERT_TRUE(write(count));
        EXPECT_EQ(rows(), count);
        EXPECT_EQ(connection_->integer("SELECT coalesce(max(i), 0) FROM t").value(), count);
    }
}

TEST_F(RowWriterTest, TakesFewStatements) {
    const std::int64_t before = connection_->statements();
    ASSERT_TRUE(write(10 * static_cast<std::int64_t>(RowWriter::kRows) + 2));
    EXPECT_EQ(connection_->statements() - before, 12);
}

TEST_F(RowWriterTest, FillsARowOfOnesOwn) {
    const std::vector<std::int64_t> numbers{1, 2, 3};
    ASSERT_TRUE((RowWriter{*connection_, "INSERT INTO t VALUES", "(?, 'text' || ?)", ""}.write(
        std::span{numbers}, [](std::int64_t number, const auto& bind) { bind(number, number); })));
    EXPECT_EQ(connection_->integer("SELECT count(*) FROM t WHERE x = 'text' || i").value(), 3);
}

TEST_F(RowWriterTest, HeedsTheConflictClause) {
    ASSERT_TRUE(write(40));
    EXPECT_EQ(write(50).error().kind, base::ErrorKind::Conflict);
    EXPECT_TRUE(write(50, "ON CONFLICT DO NOTHING"));
    EXPECT_EQ(rows(), 50);
}

}  // namespace
}  // namespace jim::transport::sqlite
