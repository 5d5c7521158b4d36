#include "servers/PostgresServer.hpp"
#include "transport/postgres/RowHash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace jim::transport::postgres {
namespace {

/// What is calculated here is what the server gives.
class RowHashPgTest : public testing::Test {
protected:
    [[nodiscard]] std::int64_t asked(const std::string& expression) {
        return connection_->integer("SELECT " + expression).value();
    }

    servers::ScratchDatabase database_;
    std::unique_ptr<Connection> connection_ = Connection::open(database_.options()).value();
};

TEST_F(RowHashPgTest, OfIds) {
    for (const std::int64_t id : {0L, 1L, -1L, 4'000'000'000L, -4'000'000'000L})
        for (const std::int64_t seed : {0L, 1L, -7L, 5'000'000'000'000L})
            EXPECT_EQ(idHash(*connection_, seed, id),
                      asked("hashint8extended(" + std::to_string(id) + ", " + std::to_string(seed) +
                            ")"));
}

TEST_F(RowHashPgTest, OfTextsAndBytesOfAnyLength) {
    for (std::size_t length = 0; length < 30; ++length) {
        const std::string text(length, static_cast<char>('a' + length % 26));
        EXPECT_EQ(rowHash(*connection_, 17, text),
                  asked("hash_record_extended(ROW('" + text + "'::text COLLATE \"C\"), 17)"));
        EXPECT_EQ(rowHash(*connection_, 0, text),
                  asked("hash_record_extended(ROW('" + text + "'::bytea), 0)"));
    }
    EXPECT_EQ(rowHash(*connection_, 1, std::string("\0\xff\x80x", 4)),
              asked("hash_record_extended(ROW('\\x00ff8078'::bytea), 1)"));
}

TEST_F(RowHashPgTest, OfSeveralColumns) {
    EXPECT_EQ(rowHash(*connection_, 100'001, 7, -3, std::string_view{"e1"}, std::string{}),
              asked("hash_record_extended(ROW(7, (-3)::smallint, 'e1'::text, ''::bytea), 100001)"));
}

}  // namespace
}  // namespace jim::transport::postgres
