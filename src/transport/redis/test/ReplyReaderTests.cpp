#include "transport/redis/Command.hpp"
#include "transport/redis/impl/ReplyReader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace jim::transport::redis::impl {
namespace {

void feed(ReplyReader& reader, std::string_view bytes) {
    reader.feed({bytes.data(), bytes.size()});
}

TEST(ReplyReaderTests, ReadsEveryKindOfReply) {
    ReplyReader reader{1024};
    feed(reader,
         "+OK\r\n-NOSCRIPT none\r\n:42\r\n$-1\r\n$3\r\na\r\n\r\n*2\r\n$1\r\nx\r\n*1\r\n:7\r\n");
    EXPECT_EQ(reader.next()->text, "OK");
    EXPECT_EQ(reader.next()->errorCode(), "NOSCRIPT");
    EXPECT_EQ(reader.next()->integer, 42);
    EXPECT_EQ(reader.next()->kind, Reply::Kind::Nil);
    EXPECT_EQ(reader.next()->text, "a\r\n");
    const auto array = reader.next();
    ASSERT_TRUE(array && array->elements.size() == 2);
    EXPECT_EQ(array->elements[0].text, "x");
    EXPECT_EQ(array->elements[1].elements.at(0).integer, 7);
    EXPECT_FALSE(reader.next());
    EXPECT_FALSE(reader.broken());
}

TEST(ReplyReaderTests, WaitsForTheRestOfAReply) {
    ReplyReader reader{1024};
    feed(reader, "$5\r\nhel");
    EXPECT_FALSE(reader.next());
    feed(reader, "lo\r\n");
    EXPECT_EQ(reader.next()->text, "hello");
}

TEST(ReplyReaderTests, WhatIsNoReplyBreaksIt) {
    for (const char* bytes : {"HTTP/1.1 400 Bad Request\r\n", "$x\r\n", "*999999999\r\n"}) {
        ReplyReader reader{1024};
        feed(reader, bytes);
        EXPECT_FALSE(reader.next());
        EXPECT_TRUE(reader.broken()) << bytes;
    }
}

TEST(ReplyReaderTests, AReplyThatIsTooLargeBreaksItBeforeItIsWhole) {
    ReplyReader reader{100};
    feed(reader, "$5000\r\n");
    feed(reader, std::string(200, 'x'));
    EXPECT_FALSE(reader.next());
    EXPECT_TRUE(reader.broken());
}

TEST(ReplyReaderTests, MadeUpLengthsOfNestedArraysCannotAllocateMuch) {
    ReplyReader reader{1024 * 1024};
    std::string bytes = "*40000\r\n";
    for (int i = 0; i < 1000; ++i) bytes += "*40000\r\n";
    feed(reader, bytes);
    EXPECT_FALSE(reader.next());
    EXPECT_TRUE(reader.broken());
    ReplyReader deep{1024};
    std::string nested;
    for (int i = 0; i < 40; ++i) nested += "*1\r\n";
    feed(deep, nested);
    EXPECT_FALSE(deep.next());
    EXPECT_TRUE(deep.broken());
}

RC_GTEST_PROP(ReplyReaderTests, AnyBytesInAnyPiecesAreReadOrRefused,
              (std::vector<std::string> pieces)) {
    ReplyReader reader{4096};
    for (const auto& piece : pieces) {
        feed(reader, piece);
        while (reader.next()) {
        }
    }
}

TEST(CommandTests, ArgumentsMayHoldAnyBytes) {
    const std::string any{"\r\n\0", 3};
    const std::string expected{"*4\r\n$3\r\nSET\r\n$3\r\na b\r\n$3\r\n\r\n\0\r\n$2\r\n-5\r\n", 39};
    EXPECT_EQ((Command{"SET", "a b"}.add(any).add(-5).encode()), expected);
}

}  // namespace
}  // namespace jim::transport::redis::impl
