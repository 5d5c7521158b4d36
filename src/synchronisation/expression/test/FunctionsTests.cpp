#include "synchronisation/expression/test/Fixture.hpp"

#include <gtest/gtest.h>

namespace jim::synchronisation::expression {
namespace {

struct FunctionRow {
    std::string_view source;
    std::string_view result;
};

void checkFunctions(std::initializer_list<FunctionRow> rows) {
    const Fixture fixture;
    for (const auto& row : rows) EXPECT_EQ(fixture.result(row.source), row.result) << row.source;
}

TEST(FunctionsTests, NullGivesNullUnlessTheFunctionSaysOtherwise) {
    checkFunctions({{R"(Upper(mv["Nickname"]))", "null"},
                    {R"(Left(null, 1))", "null"},
                    {R"(Left("abc", mv["Missing Number"]))", "null"},
                    {"ToInt(null)", "null"},
                    {R"(FormatDate(null, "yyyy"))", "null"},
                    {R"(Split(mv["Nickname"], ","))", "null"},
                    {R"(Join(mv["Phones"], ","))", "null"},
                    {R"(First(mv["Phones"]))", "null"},
                    {"First(null)", "null"},
                    {"SetBit(null, 2)", "null"},
                    {"Length(null)", "Number 0"},
                    {"CollectionCount(null)", "Number 0"},
                    {"CollectionContains(null, 1)", "Boolean false"},
                    {R"(Contains(mv["Nickname"], "a"))", "Boolean false"},
                    {R"(StartsWith("a", null))", "Boolean false"},
                    {R"(EndsWith(null, "a"))", "Boolean false"},
                    {R"(RegexIsMatch(null, "a"))", "Boolean false"},
                    {"HasBit(null, 2)", "Boolean false"},
                    {R"(Replace("abc", "b", null))", "Text \"ac\""},
                    {R"(Replace("abc", null, "x"))", "Text \"abc\""},
                    {R"(ToString(null) + "x")", "Text \"x\""}});
}

TEST(FunctionsTests, TrimKnowsTheWhiteSpaceOfUnicode) {
    checkFunctions({{"Trim(\" \\t\u00A0\u3000a b\u2003\\n\")", "Text \"a b\""},
                    {R"(Trim("   "))", "Text \"\""},
                    {R"(Trim(""))", "Text \"\""},
                    {"TrimStart(\"\u2003 é \")", "Text \"é \""},
                    {"TrimEnd(\" 😀 \u2003\")", "Text \" 😀\""}});
}

TEST(FunctionsTests, PositionsCountCharactersAndNeverSplitThem) {
    checkFunctions({{R"(Length("Zoë 😀"))", "Number 5"},
                    {R"(Left("😀é", 1))", "Text \"😀\""},
                    {R"(Right("é😀", 1))", "Text \"😀\""},
                    {R"(Left("abc", 0))", "Text \"\""},
                    {R"(Left("abc", -1))", "Text \"\""},
                    {R"(Left("abc", 9223372036854775807))", "Text \"abc\""},
                    {R"(Right("abc", 99))", "Text \"abc\""},
                    {R"(Substring("a😀éz", 1, 2))", "Text \"😀é\""},
                    {R"(Substring("abc", 3))", "Text \"\""},
                    {R"(Substring("abc", 99, 5))", "Text \"\""},
                    {R"(Substring("abc", -5, 2))", "Text \"ab\""},
                    {R"(Substring("abc", 1, -1))", "Text \"\""},
                    {R"(IndexOf("😀é@", "@"))", "Number 2"},
                    {R"(IndexOf("a@b@c", "@", 2))", "Number 3"},
                    {R"(IndexOf("abc", "x"))", "Number -1"},
                    {R"(IndexOf("abc", ""))", "Number 0"},
                    {R"(IndexOf("abc", "a", 99))", "Number -1"}});
}

TEST(FunctionsTests, CaseFollowsUnicodeInEveryLocale) {
    checkFunctions({{R"(Upper("straße i"))", "Text \"STRASSE I\""},
                    {R"(Lower("İI"))", "Text \"i̇i\""},
                    {R"(Lower("ΟΔΥΣΣΕΥΣ"))", "Text \"οδυσσευς\""},
                    {R"(Upper("𐐨"))", "Text \"𐐀\""},
                    {R"(Upper("aZ{|}[]@`"))", "Text \"AZ{|}[]@`\""},
                    {R"(Lower("Az{|}[]@`"))", "Text \"az{|}[]@`\""},
                    {R"(Title("mary-jane O'NEILL ǆ éva"))", "Text \"Mary-Jane O'neill ǅ Éva\""},
                    {R"(Title(""))", "Text \"\""},
                    {R"(Title("  a1b  2nd "))", "Text \"  A1b  2nd \""},
                    {R"(Capitalise("éVA maria"))", "Text \"ÉVA maria\""},
                    {R"(Capitalize(""))", "Text \"\""}});
}

TEST(FunctionsTests, SearchingMayIgnoreCase) {
    checkFunctions({{R"(Contains("STRASSE", "straße", true))", "Boolean true"},
                    {R"(Contains("abc", "B"))", "Boolean false"},
                    {R"(Contains("abc", ""))", "Boolean true"},
                    {R"(StartsWith("Éva", "é", true))", "Boolean true"},
                    {R"(StartsWith("a", "abc"))", "Boolean false"},
                    {R"(EndsWith("a@EXAMPLE.com", "@example.COM", true))", "Boolean true"},
                    {R"(Eq("Éva", "éVA", true))", "Boolean true"},
                    {R"(Eq("a", "A"))", "Boolean false"},
                    {R"(Eq(null, null))", "Boolean true"},
                    {R"(Eq(1, 1.0))", "Boolean true"}});
}

TEST(FunctionsTests, ReplaceAndPadding) {
    checkFunctions(
        {{R"(Replace("aaa", "aa", "b"))", "Text \"ba\""},
         {R"(Replace("aaa", "", "b"))", "Text \"aaa\""},
         {R"(Replace("é😀é", "é", ""))", "Text \"😀\""},
         {R"(PadLeft("é", 3))", "Text \"  é\""},
         {R"(PadLeft("abc", 2, "0"))", "Text \"abc\""},
         {R"(PadRight("a", 3, "😀"))", "Text \"a😀😀\""},
         {R"(PadLeft("a", -5))", "Text \"a\""},
         {R"(PadLeft("a", 3, "xy"))", "Column 1: the text to pad with is one character."},
         {R"(PadLeft("a", 2000000000))", "Column 1: the width is too large."}});
}

TEST(FunctionsTests, AccentsAndOtherScripts) {
    checkFunctions(
        {{R"(RemoveDiacritics("Éva Ñandú Åse Łukasz"))", "Text \"Eva Nandu Ase Łukasz\""},
         {R"(RemoveDiacritics("한국"))", "Text \"한국\""},
         {R"(RemoveDiacritics("plain"))", "Text \"plain\""},
         {R"(Transliterate("Müller Straße Ægir Øre"))", "Text \"Muller Strasse AEgir Ore\""},
         {R"(Transliterate("Дмитрий"))", "Text \"Dmitrij\""},
         {R"(Transliterate("😀a"))", "Text \"a\""},
         {R"(ToAscii("plain"))", "Text \"plain\""}});
}

TEST(FunctionsTests, Lists) {
    checkFunctions(
        {{R"(Split("a,,b,", ","))", R"(list of Text ["a", "b"])"},
         {R"(Split("a,,b,", ",", true))", R"(list of Text ["a", "", "b", ""])"},
         {R"(Split("", ","))", "null"},
         {R"(Split("a", ""))", "Column 1: Split needs a separator that is not empty."},
         {R"(Join(mv["Emails"], "; "))", "Text \"z.oneill@example.org; zoe@example.com\""},
         {R"(Join(mv["Codes"], null))", "Text \"123\""},
         {R"(First(mv["Emails"]))", "Text \"z.oneill@example.org\""},
         {R"(Last(mv["Codes"]) + 1)", "Number 4"},
         {R"(CollectionContains(mv["Emails"], "zoe@example.com"))", "Boolean true"},
         {R"(CollectionContains(mv["Emails"], "ZOE@example.com"))", "Boolean false"},
         {R"(CollectionContains(mv["Emails"], "ZOE@example.com", true))", "Boolean true"},
         {R"(CollectionContains(mv["Codes"], 3))", "Boolean true"},
         {R"(CollectionContains(mv["Emails"], null))", "Boolean false"},
         {R"(CollectionCount(mv["Codes"]))", "Number 3"}});
}

TEST(FunctionsTests, NothingAndEmpty) {
    checkFunctions({{R"(IsNull(mv["Nickname"]))", "Boolean true"},
                    {R"(IsNull(""))", "Boolean false"},
                    {R"(IsNullOrEmpty(""))", "Boolean true"},
                    {R"(IsNullOrEmpty(mv["Phones"]))", "Boolean true"},
                    {R"(IsNullOrEmpty(mv["Emails"]))", "Boolean false"},
                    {R"(IsNullOrEmpty(0))", "Boolean false"},
                    {"IsNullOrWhiteSpace(\" \u3000\")", "Boolean true"},
                    {R"(IsNullOrWhiteSpace(" x"))", "Boolean false"},
                    {R"(Not(null))", "Boolean true"}});
}

TEST(FunctionsTests, Conversions) {
    checkFunctions({{R"(ToInt(" 42 "))", "Number 42"},
                    {R"(ToInt(12.9))", "Number 12"},
                    {R"(ToInt(-12.9))", "Number -12"},
                    {R"(ToInt(true))", "Number 1"},
                    {R"(ToInt("12.5"))", "Column 1: '12.5' is not a Number."},
                    {R"(ToInt(""))", "Column 1: '' is not a Number."},
                    {R"(ToInt("2147483648"))", "Column 1: '2147483648' is not a Number."},
                    {R"(ToInt(mv["Badge"]))", "Column 1: 5000000000 is too large for a Number."},
                    {R"(ToLong("9223372036854775807"))", "LongNumber 9223372036854775807"},
                    {R"(ToLong(9223372036854775808.0))",
                     "Column 1: 9223372036854775808 is too large for a LongNumber."},
                    {R"(ToDecimal("1,5"))", "Column 1: '1,5' is not a Decimal."},
                    {R"(ToDecimal(5))", "Decimal 5"},
                    {R"(ToDecimal(false))", "Decimal 0"},
                    {R"(ToBoolean("no"))", "Boolean false"},
                    {R"(ToBoolean(0.0))", "Boolean false"},
                    {R"(ToBoolean(-1))", "Boolean true"},
                    {R"(ToBoolean("maybe"))", "Column 1: 'maybe' is not a Boolean."},
                    {R"(ToGuid("x"))", "Column 1: 'x' is not a Guid."},
                    {R"(ToGuid(ToString(mv["Id"])) == mv["Id"])", "Boolean true"},
                    {R"(ToString(mv["Photo"]))", "Text \"AQID\""},
                    {R"(ToString(mv["Start"]))", "Text \"2024-02-29T08:30:00.000000Z\""},
                    {R"(ToString(true))", "Text \"true\""}});
}

TEST(FunctionsTests, Bits) {
    checkFunctions({{R"(EnableUser(cs["userAccountControl"]))", "Number 512"},
                    {R"(HasBit(cs["userAccountControl"], 2))", "Boolean true"},
                    {"HasBit(514, 3)", "Boolean false"},
                    {"HasBit(514, 0)", "Boolean false"},
                    {"HasBit(-1, 2)", "Boolean true"},
                    {"SetBit(5000000000, 1)", "LongNumber 5000000001"},
                    {"SetBit(1, 4294967296)", "LongNumber 4294967297"},
                    {"ClearBit(-1, 1)", "Number -2"},
                    {"ClearBit(512, 2)", "Number 512"},
                    {"DisableUser(DisableUser(512))", "Number 514"}});
}

TEST(FunctionsTests, DistinguishedNames) {
    checkFunctions({{R"(EscapeDN(" #a, b+c\"d\\e<f>g;h=é "))",
                     "Text \"\\ #a\\, b\\+c\\\"d\\\\e\\<f\\>g\\;h=é\\ \""},
                    {R"(EscapeDN("#a"))", "Text \"\\#a\""},
                    {R"(EscapeDN(" "))", "Text \"\\ \""},
                    {R"(EscapeDN("plain name"))", "Text \"plain name\""},
                    {R"(EscapeDN(""))", "Text \"\""}});
}

TEST(FunctionsTests, RegularExpressions) {
    checkFunctions(
        {{R"(RegexReplace("Smith, Jane", "^(\\w+), (\\w+)$", "$2 $1"))", "Text \"Jane Smith\""},
         {R"(RegexReplace("aéb", "[^a-z]", "."))", "Text \"a.b\""},
         {R"(RegexReplace("abc", "x*", "-"))", "Text \"-a-b-c-\""},
         {R"(RegexReplace("abc", "b", null))", "Text \"ac\""},
         {R"(RegexIsMatch("😀", "^.$"))", "Boolean true"},
         {R"(RegexIsMatch("A", "(?i)a"))", "Boolean true"},
         {R"(RegexReplace("a", "a", "$1"))",
          "Column 1: the replacement names a group that the regular expression lacks."},
         {R"(RegexReplace("a", "a", "\\u0000"))",
          "Column 1: RegexReplace made a character that cannot be stored."},
         {R"(RegexIsMatch("a", "("))",
          "Column 19: the regular expression is wrong at its character 1 "
          "(U_REGEX_MISMATCHED_PAREN)."},
         {R"(RegexIsMatch("a", mv["First Name"]))",
          "Column 19: RegexIsMatch takes its 'pattern' as a text in quotes only."}});
}

TEST(FunctionsTests, RandomValuesKeepTheirRules) {
    const Fixture fixture;
    const auto matches = [&](std::string_view source, std::string_view pattern) {
        return fixture.result(std::string{"RegexIsMatch("}.append(source).append(", \"").append(
                                  pattern) += "\")") == "Boolean true";
    };
    for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(matches("RandomPassword()",
                            "^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[-!#$%&*+=?@_]).{16}$"));
        EXPECT_TRUE(matches("RandomPassword(8, false)",
                            "^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[a-zA-Z0-9]{8}$"));
        EXPECT_TRUE(matches("RandomPassphrase()", "^[a-z]{3,9}(-[a-z]{3,9}){4}$"));
        EXPECT_TRUE(matches("RandomPassphrase(3, \" \")", "^[a-z]+ [a-z]+ [a-z]+$"));
    }
    EXPECT_NE(fixture.result("RandomPassword()"), fixture.result("RandomPassword()"));
    EXPECT_EQ(fixture.result("RandomPassword(7)"), "Column 1: a password has 8 to 128 characters.");
    EXPECT_EQ(fixture.result("RandomPassphrase(2)"), "Column 1: a passphrase has 3 to 20 words.");
}

}  // namespace
}  // namespace jim::synchronisation::expression
