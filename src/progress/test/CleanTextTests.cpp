#include "progress/impl/CleanText.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace jim::progress {
namespace {

TEST(CleanTextTests, KeepsWhatPeopleWrite) {
    for (const auto* text : {"", "Zoë Ångström", "山田 太郎", "مريم", "😀 done"})
        EXPECT_EQ(cleanText(text, 100), text);
}

TEST(CleanTextTests, TakesTheTeethOutOfTerminalEscapes) {
    EXPECT_EQ(cleanText("\x1b[2J\x1b[31mred\x07\x7f", 100), "[2J[31mred");
    EXPECT_EQ(cleanText("a\xC2\x9B"
                        "31mb",
                        100),
              "a31mb");
    EXPECT_EQ(cleanText(std::string{"a\0b", 3}, 100), "ab");
}

TEST(CleanTextTests, LineBreaksBecomeBlanks) {
    EXPECT_EQ(cleanText("one\r\ntwo\tthree\xE2\x80\xA8"
                        "four",
                        100),
              "one  two three four");
}

TEST(CleanTextTests, RemovesMarksThatTurnTheDirection) {
    EXPECT_EQ(cleanText("abc\xE2\x80\xAE"
                        "cba",
                        100),
              "abccba");
}

TEST(CleanTextTests, ReplacesWhatIsNotUtf8) {
    EXPECT_EQ(cleanText("caf\xE9!", 100), "caf\xEF\xBF\xBD!");
    EXPECT_EQ(cleanText("\xC0\xAF", 100), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(cleanText("\xED\xA0\x80", 100), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(cleanText("\xF0\x9F\x98", 100), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(CleanTextTests, CutsBetweenCharacters) {
    EXPECT_EQ(cleanText("abcdefgh", 6), "abc\xE2\x80\xA6");
    EXPECT_EQ(cleanText("äöüäöü", 8), "äö\xE2\x80\xA6");
    EXPECT_EQ(cleanText("abcdef", 6), "abcdef");
    EXPECT_EQ(cleanText("abcdef", 2), "");
}

RC_GTEST_PROP(CleanTextTests, IsBoundedAndSettled, (const std::string& text)) {
    const auto maximum = *rc::gen::inRange<std::size_t>(0, 60);
    const auto clean = cleanText(text, maximum);
    RC_ASSERT(clean.size() <= maximum);
    RC_ASSERT(cleanText(clean, maximum) == clean);
    RC_ASSERT(std::ranges::none_of(clean, [](unsigned char c) { return c < 0x20 || c == 0x7F; }));
}

}  // namespace
}  // namespace jim::progress
