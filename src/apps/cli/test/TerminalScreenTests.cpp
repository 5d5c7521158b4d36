#include "apps/cli/TerminalScreen.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(TerminalScreenTests, DrawsOverWhatItDrew) {
    TerminalScreen screen;
    EXPECT_EQ(screen.draw({"one", "two"}, 80, 24),
              "\x1b[?25l\rone\x1b[K\r\ntwo\x1b[K\r\n\x1b[J\x1b[?25h");
    EXPECT_EQ(screen.draw({"three"}, 80, 24), "\x1b[?25l\r\x1b[2Athree\x1b[K\r\n\x1b[J\x1b[?25h");
    EXPECT_EQ(screen.erase(80), "\r\x1b[1A\x1b[J");
    EXPECT_EQ(screen.erase(80), "\r\x1b[J");
}

TEST(TerminalScreenTests, TheCursorIsThereAfterEachDrawing) {
    TerminalScreen screen;
    for (int drawing = 0; drawing < 3; ++drawing)
        EXPECT_TRUE(screen.draw({"a", "b"}, 10, 3).ends_with("\x1b[?25h"));
}

TEST(TerminalScreenTests, AllowsForLinesThatANarrowerWindowHasWrapped) {
    TerminalScreen screen;
    static_cast<void>(screen.draw({std::string(60, 'a'), "", "山田"}, 80, 24));
    EXPECT_THAT(screen.draw({"x"}, 20, 24), HasSubstr("\x1b[5A"));
}

TEST(TerminalScreenTests, ALowWindowGetsFewerLines) {
    TerminalScreen screen;
    const auto bytes = screen.draw({"one", "two", "three"}, 80, 3);
    EXPECT_THAT(bytes, HasSubstr("two"));
    EXPECT_THAT(bytes, Not(HasSubstr("three")));
    EXPECT_THAT(screen.draw({"one"}, 80, 0), HasSubstr("one"));
}

}  // namespace
}  // namespace jim::apps::cli
