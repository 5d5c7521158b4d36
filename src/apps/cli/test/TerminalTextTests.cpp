#include "apps/cli/TerminalText.hpp"

#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

TEST(TerminalTextTests, ControlCharactersLoseTheirPower) {
    EXPECT_EQ(neutralised("a\x1b[2Jb\nc\rd\te\x7f"), "a�[2Jb�c�d�e�");
    EXPECT_EQ(neutralised("\xC2\x9B"
                          "31m"),
              "�31m");  // CSI as one character.
    EXPECT_EQ(neutralised("\xE2\x80\xAE"
                          "gnp.exe"),
              "�gnp.exe");  // Right-to-left override.
    EXPECT_EQ(neutralised("a\xE2\x80\xA8"
                          "b"),
              "a�b");  // Line separator.
    EXPECT_EQ(neutralised("x\xFFy\xC3"), "x�y�");
    EXPECT_EQ(neutralised("Søren 山田 Ольга"), "Søren 山田 Ольга");
}

TEST(TerminalTextTests, CountsColumnsAsTerminalsDo) {
    EXPECT_EQ(columnsOf(""), 0U);
    EXPECT_EQ(columnsOf("Zoë"), 3U);
    EXPECT_EQ(columnsOf("Zoe\u0308"), 3U);
    EXPECT_EQ(columnsOf("山田"), 4U);
    EXPECT_EQ(columnsOf("ｶﾅ"), 2U);
    EXPECT_EQ(columnsOf("🙂"), 2U);
    EXPECT_EQ(columnsOf("한국"), 4U);
    EXPECT_EQ(columnsOf("�"), 1U);
    EXPECT_EQ(columnsOf("█░✓▶·"), 5U);
}

TEST(TerminalTextTests, CutsAtCharactersAndSaysSo) {
    EXPECT_EQ(truncated("Importing", 9), "Importing");
    EXPECT_EQ(truncated("Importing", 8), "Importi…");
    EXPECT_EQ(truncated("山田太郎", 6), "山田…");
    EXPECT_EQ(truncated("Zoe\u0308 Fischer", 4), "Zoe\u0308…");
    EXPECT_EQ(truncated("ab", 1), "…");
    EXPECT_EQ(truncated("ab", 0), "");
    for (std::size_t width = 0; width < 12; ++width)
        EXPECT_LE(columnsOf(truncated("山a田b🙂c한", width)), width);
}

TEST(TerminalTextTests, PadsToColumns) {
    EXPECT_EQ(padded("山", 4, Align::Left), "山  ");
    EXPECT_EQ(padded("7", 3, Align::Right), "  7");
    EXPECT_EQ(padded("long", 2, Align::Right), "long");
}

TEST(TerminalTextTests, NamesAreTheSameInAnyCaseOfAnyScript) {
    EXPECT_TRUE(sameName("full import", "Full Import"));
    EXPECT_TRUE(sameName("ОЛЬГА", "ольга"));
    EXPECT_TRUE(sameName("STRASSE", "straße"));
    EXPECT_FALSE(sameName("HR", "HR2"));
}

}  // namespace
}  // namespace jim::apps::cli
