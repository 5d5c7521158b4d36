#include "synchronisation/expression/test/Fixture.hpp"

#include <gtest/gtest.h>

namespace jim::synchronisation::expression {
namespace {

struct RefusedRow {
    std::string_view source;
    std::string_view message;
};

void checkRefused(std::initializer_list<RefusedRow> rows) {
    const Fixture fixture;
    for (const auto& row : rows) {
        EXPECT_EQ(fixture.compileError(row.source), row.message) << row.source;
    }
}

TEST(CompileErrorTests, WhatIsNotWrittenRight) {
    checkRefused(
        {{"", "Column 1: the expression is empty."},
         {"  \n ", "Column 1: the expression is empty."},
         {"1 +", "Column 4: the expression ends where a value should follow."},
         {"(1", "Column 3: the expression ends where ')' should follow."},
         {"1)", "Column 2: here should be an operator or the end, not ')'."},
         {"1 \"a\"", "Column 3: here should be an operator or the end, not a text."},
         {"Upper(\"a\" \"b\")", "Column 11: here should be ',' or ')', not a text."},
         {"Upper(,)", "Column 7: here should be a value, not ','."},
         {"true ? 1", "Column 9: the expression ends where ':' should follow."},
         {"\"é😀\" @", "Column 6: '@' means nothing here."},
         {"\"é\" + €", "Column 7: '€' means nothing here."},
         {"1 = 2", "Column 3: '=' means nothing here; compare with ==."},
         {"true & true",
          "Column 6: '&' means nothing here; 'and' is &&, and texts are joined with +."},
         {"true | true", "Column 6: '|' means nothing here; 'or' is ||."},
         {"'a'", "Column 1: ''' means nothing here; texts stand in double quotes."},
         {".5", "Column 1: '.' means nothing here; a decimal number starts with a digit."},
         {"1e5", "Column 1: a number ends before a letter: '1e'."},
         {"\"abc", "Column 1: this text has no closing quote."},
         {"\"a\\x\"",
          "Column 3: in a text, \\ goes before \", \\, n, r or t only; write \\\\ for a "
          "backslash."},
         {"9223372036854775808", "Column 1: the number is too large: a LongNumber has 64 bits."},
         {"1.2345678901234567890123456789", "Column 1: a decimal number has at most 28 digits."},
         {"mv", "Column 3: the expression ends where '[' should follow."},
         {"mv[First]", "Column 4: here should be an attribute's name in quotes, not 'First'."},
         {"mv[\"First Name\"", "Column 16: the expression ends where ']' should follow."}});
}

TEST(CompileErrorTests, AreAboutTheExpression) {
    const auto error = compile("1 +", {}).error();
    EXPECT_EQ(error.kind, base::ErrorKind::InvalidInput);
    EXPECT_EQ(error.fields.at("expression").front(), error.message);
}

TEST(CompileErrorTests, WhatIsUnknown) {
    checkRefused(
        {{R"(1 + mv["Nope"])", "Column 5: the metaverse object type has no attribute 'Nope'."},
         {R"(cs["Last Name"])",
          "Column 1: the connected system's object type has no attribute 'Last Name'."},
         {R"(mv["Manager"])",
          "Column 1: 'Manager' is a Reference; references flow directly, not by expressions."},
         {R"("a" + Uper("b"))", "Column 7: there is no function 'Uper'. Did you mean Upper?"},
         {R"(Frobnicate(1))", "Column 1: there is no function 'Frobnicate'."},
         {"upper", "Column 1: upper is a function: write upper(...)."},
         {"firstName",
          "Column 1: 'firstName' is unknown here. Attributes are written mv[\"...\"] or "
          "cs[\"...\"], texts in double quotes."}});
}

TEST(CompileErrorTests, WhatHasTheWrongType) {
    checkRefused(
        {{"Upper(5)", "Column 7: Upper takes Text as 'text', not Number; use ToString."},
         {R"(mv["Employee Number"] - "x")",
          "Column 23: '-' takes two numbers, not Number and Text."},
         {R"(mv["Start"] + 1)", "Column 13: '+' takes two numbers, not DateTime and Number."},
         {R"("a" + mv["Photo"])", "Column 7: '+' cannot join Binary to a text."},
         {R"("a" + mv["Emails"])",
          "Column 7: '+' cannot join list of Text to a text; use Join, First or Last."},
         {R"(Upper(mv["Emails"]))",
          "Column 7: Upper takes Text as 'text', not list of Text; use First, Last or Join."},
         {R"(mv["Emails"] == "a")",
          "Column 14: list of Text and Text cannot be compared; use CollectionContains or "
          "First."},
         {R"(mv["Emails"] == mv["Phones"])",
          "Column 14: list of Text and list of Text cannot be compared; use CollectionContains "
          "or First."},
         {R"(mv["Emails"] < null)",
          "Column 14: list of Text and null cannot be compared; use CollectionContains or First."},
         {R"("1" == 1)", "Column 5: Text and Number cannot be compared."},
         {"true < false", "Column 6: Boolean has no order; only == and != compare it."},
         {R"("a" && true)", "Column 1: what '&&' and '||' join is a Boolean, not Text."},
         {"true || 1", "Column 9: what '&&' and '||' join is a Boolean, not Number."},
         {"!1", "Column 2: the operand of '!' is a Boolean, not Number."},
         {"-true", "Column 1: '-' takes a number, not Boolean."},
         {"1 ? 2 : 3", "Column 1: the condition before '?' is a Boolean, not Number."},
         {R"(true ? 1 : "a")",
          "Column 6: both sides of ':' have one type, not Number and Text; ToString makes text."},
         {R"(1 ?? "a")",
          "Column 3: both sides of '?\?' have one type, not Number and Text; ToString makes "
          "text."},
         {R"(Coalesce(1, null, "a"))",
          "Column 19: Coalesce takes values of one type, but 'value' is Text where Number came "
          "before; ToString makes text."},
         {R"(CollectionContains("a", "b"))",
          "Column 20: CollectionContains takes a list as 'list', not Text."},
         {R"(CollectionContains(mv["Codes"], "b"))",
          "Column 33: CollectionContains looks for Text in a list of Number."},
         {R"(Left("a", "1"))",
          "Column 11: Left takes a whole number as 'count', not Text; use ToInt or ToLong."},
         {R"(AddDays("2026-01-01", 1))",
          "Column 9: AddDays takes DateTime as 'date', not Text; use ParseDate."},
         {R"(ToInt(mv["Start"]))",
          "Column 7: ToInt takes Text, a number or Boolean as 'value', not DateTime."},
         {R"(Eq(mv["Codes"], mv["Codes"]))",
          "Column 4: Eq takes single values of one type as 'left', not list of Number; use "
          "First, Last or Join."}});
}

TEST(CompileErrorTests, WhatHasTheWrongNumberOfArguments) {
    checkRefused(
        {{"Upper()", "Column 1: Upper takes 1 argument, not 0."},
         {"Now(1)", "Column 1: Now takes 0 arguments, not 1."},
         {R"(Left("a"))", "Column 1: Left takes 2 arguments, not 1."},
         {R"(Substring("a", 1, 2, 3))", "Column 1: Substring takes 2 to 3 arguments, not 4."},
         {"Coalesce()", "Column 1: Coalesce takes at least 1 argument, not 0."}});
}

}  // namespace
}  // namespace jim::synchronisation::expression
