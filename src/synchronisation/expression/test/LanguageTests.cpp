#include "synchronisation/expression/test/Fixture.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace jim::synchronisation::expression {
namespace {

struct LanguageRow {
    std::string_view source;
    std::string_view result;
};

void checkLanguage(std::initializer_list<LanguageRow> rows) {
    const Fixture fixture;
    for (const auto& row : rows) EXPECT_EQ(fixture.result(row.source), row.result) << row.source;
}

TEST(LanguageTests, Literals) {
    checkLanguage({{R"("a\"b\\c\n")", "Text \"a\"b\\c\n\""},
                   {R"("Zoë 😀")", "Text \"Zoë 😀\""},
                   {"42", "Number 42"},
                   {"-2147483648", "Number -2147483648"},
                   {"2147483648", "LongNumber 2147483648"},
                   {"-9223372036854775808", "LongNumber -9223372036854775808"},
                   {"12.50", "Decimal 12.5"},
                   {"-0.0", "Decimal 0"},
                   {"true", "Boolean true"},
                   {"FALSE", "Boolean false"},
                   {"null", "null"}});
}

TEST(LanguageTests, AttributesInAnyCaseOfTheirNames) {
    checkLanguage(
        {{R"(mv["first name"])", "Text \"Zoë\""},
         {R"(MV["First Name"])", "Text \"Zoë\""},
         {R"(cs["First Name"])", "Text \"from cs\""},
         {R"(mv["Nickname"])", "null"},
         {R"(mv["Employee Number"])", "Number 1042"},
         {R"(mv["Badge"])", "LongNumber 5000000000"},
         {R"(mv["Rate"])", "Decimal 12.5"},
         {R"(mv["Active"])", "Boolean true"},
         {R"(mv["Id"])", "Guid 0192d3b4-00aa-7000-8000-000000000001"},
         {R"(mv["Photo"])", "Binary AQID"},
         {R"(mv["Start"])", "DateTime 2024-02-29T08:30:00.000000Z"},
         {R"(mv["Emails"])", R"(list of Text ["z.oneill@example.org", "zoe@example.com"])"},
         {R"(mv["Codes"])", "list of Number [1, 2, 3]"},
         {R"(mv["Phones"])", "null"}});
}

TEST(LanguageTests, WholeNumberArithmetic) {
    checkLanguage(
        {{"1 + 2 * 3", "Number 7"},
         {"(1 + 2) * 3", "Number 9"},
         {"7 / 2", "Number 3"},
         {"-7 / 2", "Number -3"},
         {"-7 % 4", "Number -3"},
         {"10 - 3 - 2", "Number 5"},
         {"--5", "Number 5"},
         {"2147483647 + 1",
          "Column 12: the result is too large for a Number; ToLong or ToDecimal make room."},
         {"ToLong(2147483647) + 1", "LongNumber 2147483648"},
         {"9223372036854775807 + 1",
          "Column 21: the result is too large for a LongNumber; ToDecimal makes room."},
         {"-9223372036854775808 / -1",
          "Column 22: the result is too large for a LongNumber; ToDecimal makes room."},
         {"-9223372036854775808 % -1", "LongNumber 0"},
         {"1 / 0", "Column 3: division by zero."},
         {"1 % 0", "Column 3: division by zero."},
         {R"(-mv["Badge"])", "LongNumber -5000000000"},
         {R"(mv["Employee Number"] + mv["Badge"])", "LongNumber 5000001042"},
         {R"(mv["Missing Number"] + 1)", "null"},
         {R"(-mv["Missing Number"])", "null"},
         {"1 + null", "null"}});
}

TEST(LanguageTests, DecimalArithmetic) {
    checkLanguage(
        {{"0.1 + 0.2", "Decimal 0.3"},
         {"7 / 2.0", "Decimal 3.5"},
         {"1 / 3.0", "Decimal 0.3333333333333333333333333333"},
         {"2.0 / 3", "Decimal 0.6666666666666666666666666667"},
         {"7.5 % 2", "Decimal 1.5"},
         {"1.5 * -2", "Decimal -3"},
         {"1.0 / 0", "Column 5: division by zero."},
         {"1.0 / 0.0", "Column 5: division by zero."},
         {"99999999999999.0 * 999999999999999.0", "Column 18: the result has more than 28 digits."},
         {R"(mv["Rate"] * 2)", "Decimal 25"},
         {"-(1.5)", "Decimal -1.5"}});
}

TEST(LanguageTests, PlusJoinsTexts) {
    checkLanguage({{R"("a" + "b" + "c")", "Text \"abc\""},
                   {R"("n" + 1 + 2)", "Text \"n12\""},
                   {R"(1 + 2 + "n")", "Text \"3n\""},
                   {R"("a" + null)", "Text \"a\""},
                   {"null + null", "Text \"\""},
                   {R"(mv["Nickname"] + mv["Nickname"])", "Text \"\""},
                   {R"("r=" + mv["Rate"] + "," + mv["Active"] + "," + mv["Missing Number"])",
                    "Text \"r=12.5,true,\""},
                   {R"("" + mv["Id"])", "Text \"0192d3b4-00aa-7000-8000-000000000001\""}});
}

TEST(LanguageTests, Comparison) {
    checkLanguage({{R"("a" == "a")", "Boolean true"},
                   {R"("a" == "A")", "Boolean false"},
                   {R"("a" < "b")", "Boolean true"},
                   {R"("Z" < "a")", "Boolean true"},
                   {"2 == 2.0", "Boolean true"},
                   {"10 > 9.5", "Boolean true"},
                   {"-10.5 < -9", "Boolean true"},
                   {"5000000000 >= 5", "Boolean true"},
                   {"true != false", "Boolean true"},
                   {R"(mv["Start"] < Now())", "Boolean true"},
                   {R"(mv["Nickname"] == null)", "Boolean true"},
                   {R"(mv["Nickname"] != null)", "Boolean false"},
                   {R"(mv["Nickname"] == "")", "Boolean false"},
                   {R"(mv["Nickname"] != "x")", "Boolean true"},
                   {R"(mv["Nickname"] < "x")", "Boolean false"},
                   {R"(mv["Missing Number"] <= 5)", "Boolean false"},
                   {R"(mv["Missing Number"] >= 5)", "Boolean false"},
                   {R"(mv["Phones"] == null)", "Boolean true"},
                   {R"(mv["Emails"] == null)", "Boolean false"}});
}

TEST(LanguageTests, LogicTreatsNullAsFalseAndStopsEarly) {
    checkLanguage({{"true && false || true", "Boolean true"},
                   {"!true", "Boolean false"},
                   {R"(mv["Unknown Flag"] && true)", "Boolean false"},
                   {R"(mv["Unknown Flag"] || false)", "Boolean false"},
                   {R"(mv["Unknown Flag"] || true)", "Boolean true"},
                   {R"(!mv["Unknown Flag"])", "Boolean true"},
                   {"false && 1 / 0 == 1", "Boolean false"},
                   {"true || 1 / 0 == 1", "Boolean true"},
                   {"true && 1 / 0 == 1", "Column 11: division by zero."}});
}

TEST(LanguageTests, ChoicesEvaluateOneSideOnly) {
    checkLanguage({{R"(true ? "a" : "b")", "Text \"a\""},
                   {R"(null ? "a" : "b")", "Text \"b\""},
                   {R"(false ? 1 : true ? 2 : 3)", "Number 2"},
                   {"true ? 1 : 1 / 0", "Number 1"},
                   {"true ? 1 : 2.5", "Decimal 1"},
                   {"false ? 1 : null", "null"},
                   {"IIF(true, 1, 1 / 0)", "Number 1"},
                   {R"(mv["Nickname"] ?? mv["First Name"] ?? "none")", "Text \"Zoë\""},
                   {"null ?? 1 ?? 1 / 0", "Number 1"},
                   {R"(Coalesce(mv["Missing Number"], 2.5))", "Decimal 2.5"},
                   {R"(Coalesce(mv["Employee Number"], 2.5))", "Decimal 1042"},
                   {R"(mv["Phones"] ?? mv["Emails"])",
                    R"(list of Text ["z.oneill@example.org", "zoe@example.com"])"}});
}

TEST(LanguageTests, TargetsTakeTheirTypeOrWider) {
    const Fixture fixture;
    const auto as = [&](std::string_view source, AttributeType target) {
        return fixture.result(source, target);
    };
    EXPECT_EQ(as("5", AttributeType::LongNumber), "LongNumber 5");
    EXPECT_EQ(as("5", AttributeType::Decimal), "Decimal 5");
    EXPECT_EQ(as(R"(mv["Codes"])", AttributeType::Decimal), "list of Decimal [1, 2, 3]");
    EXPECT_EQ(as("null", AttributeType::Guid), "null");
    EXPECT_EQ(as("5", AttributeType::Text),
              "Column 1: the expression gives Number, but its target takes Text; ToString makes "
              "text.");
    EXPECT_EQ(as("5000000000", AttributeType::Number),
              "Column 1: the expression gives LongNumber, but its target takes Number.");
    EXPECT_EQ(as("\"uid=1\"", AttributeType::Reference),
              "Column 1: an expression cannot set a Reference; references flow directly.");
}

TEST(LanguageTests, AValueThatDoesNotFitItsDeclarationIsAnError) {
    const Fixture fixture;
    const std::vector<AttributeInfo> wrong{
        {1, AttributeType::Number, Plurality::SingleValued, "First Name"},
        {14, AttributeType::Text, Plurality::SingleValued, "Emails"}};
    const auto message = [&](std::string_view source) {
        Scratch scratch;
        return compile(source, {wrong, {}})->evaluate(fixture.inputs(), scratch).error().message;
    };
    EXPECT_EQ(message(R"(1 + mv["First Name"])"),
              "Column 5: 'First Name' holds Text where the expression expects Number.");
    EXPECT_EQ(message(R"(mv["Emails"])"), "Column 1: 'Emails' has 2 values where one is expected.");
}

TEST(LanguageTests, TellsWhatItReadsAndWhetherItIsDeterministic) {
    const Fixture fixture;
    const auto expression =
        compile(R"(mv["last name"] + cs["sn"] + mv["Last Name"])", fixture.names());
    ASSERT_TRUE(expression);
    const std::vector<Input> wanted{{Side::Metaverse, 2, "Last Name"},
                                    {Side::ConnectedSystem, 2, "sn"}};
    EXPECT_TRUE(std::ranges::equal(expression->inputs(), wanted));
    EXPECT_TRUE(expression->isDeterministic());
    EXPECT_EQ(expression->firstMissing(fixture.inputs()), nullptr);
    const auto some = compile(R"(mv["Last Name"] + mv["Nickname"])", fixture.names());
    EXPECT_EQ(some->firstMissing(fixture.inputs())->name, "Nickname");
    for (const auto* source : {"Now()", "Today()", "RandomPassword()", "1 + Length(\"\" + Now())",
                               "RandomPassphrase(4)"})
        EXPECT_FALSE(compile(source, fixture.names())->isDeterministic()) << source;
}

}  // namespace
}  // namespace jim::synchronisation::expression
