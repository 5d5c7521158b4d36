#include "store/Pattern.hpp"

#include <gtest/gtest.h>

namespace jim::store {
namespace {

TEST(PatternTest, ContainsEscapesWhatLikeReadsAsWildcards) {
    EXPECT_EQ(containsPattern(""), std::nullopt);
    EXPECT_EQ(containsPattern("a%b_c\\"), "%a\\%b\\_c\\\\%");
    EXPECT_EQ(containsPattern("\u00c9MILE"), "%\u00c9mile%");
}

TEST(PatternTest, MatchesTheWholeTextInAnyCase) {
    EXPECT_TRUE(matchesPattern("Ann", "aNN"));
    EXPECT_FALSE(matchesPattern("Ann", "An"));
    EXPECT_FALSE(matchesPattern("An", "Ann"));
    EXPECT_TRUE(matchesPattern("", ""));
    EXPECT_TRUE(matchesPattern("", "%"));
    EXPECT_FALSE(matchesPattern("", "_"));
}

TEST(PatternTest, PercentIsAnyTextAndUnderscoreOneCharacter) {
    EXPECT_TRUE(matchesPattern("abcabd", "a%bd"));
    EXPECT_TRUE(matchesPattern("abc", "%%c%"));
    EXPECT_FALSE(matchesPattern("abc", "%d%"));
    EXPECT_TRUE(matchesPattern("Zoë", "zo_"));
    EXPECT_FALSE(matchesPattern("Zoë", "zo__"));
}

TEST(PatternTest, ManyWildcardsDoNotExplode) {
    const std::string text(5000, 'a');
    EXPECT_FALSE(matchesPattern(text, "%a%a%a%a%a%a%a%a%b"));
}

}  // namespace
}  // namespace jim::store
