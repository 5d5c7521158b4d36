#include "synchronisation/expression/test/Fixture.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace jim::synchronisation::expression {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

TEST(LimitsTests, LengthIsInCharacters) {
    const Fixture fixture;
    EXPECT_EQ(fixture.compileError('"' + repeated("é", kMaxSourceLength - 2) + '"'), "");
    EXPECT_EQ(fixture.compileError('"' + repeated("é", kMaxSourceLength - 1) + '"'),
              "Column 4001: an expression has at most 4000 characters.");
    EXPECT_EQ(fixture.compileError("\"\xC3\""), "The expression is not UTF-8 text.");
    EXPECT_EQ(fixture.compileError(std::string_view{"1\0", 2}),
              "The expression is not UTF-8 text.");
}

TEST(LimitsTests, DepthIsBoundedHoweverItIsMade) {
    const Fixture fixture;
    EXPECT_EQ(fixture.result(repeated("(", 60) + "1" + repeated(")", 60)), "Number 1");
    const std::vector<std::string> deep{repeated("(", 1900) + "1" + repeated(")", 1900),
                                        repeated("!", 3000) + "true",
                                        repeated("-", 3000) + "1",
                                        repeated("Trim(", 600) + "\"a\"" + repeated(")", 600),
                                        repeated("true?1:", 500) + "1",
                                        repeated("true?", 500) + "1" + repeated(":1", 500),
                                        repeated("1??", 1000) + "1"};
    for (const auto& source : deep)
        EXPECT_TRUE(fixture.compileError(source).ends_with("nested more than 64 deep."))
            << source.substr(0, 20) << fixture.compileError(source);
}

TEST(LimitsTests, OperationsAreBounded) {
    const Fixture fixture;
    EXPECT_EQ(fixture.result("1" + repeated("+1", 249)), "Number 250");
    EXPECT_EQ(fixture.compileError("1" + repeated("+1", 250)),
              "Column 500: the expression has more than 500 operations.");
    EXPECT_EQ(fixture.result("\"\"" + repeated("+\"a\"", 249)),
              "Text \"" + repeated("a", 249) + "\"");
    EXPECT_EQ(fixture.compileError("Coalesce(1" + repeated(",1", 600) + ")"),
              "Column 1010: the expression has more than 500 operations.");
    EXPECT_EQ(fixture.result("Coalesce(null" + repeated(",null", 400) + ",7)"), "Number 7");
}

TEST(LimitsTests, TextsAndMemoryAreBounded) {
    Fixture fixture;
    fixture.mv("Long", AttributeType::Text, {repeated("ab", 10'000)});
    EXPECT_EQ(fixture.result(R"(Length(mv["Long"] + mv["Long"]))"), "Number 40000");
    EXPECT_EQ(fixture.result(R"(Replace(mv["Long"], "a", mv["Long"]))"),
              "Column 1: Replace would make a text longer than 1 MiB.");
    EXPECT_EQ(fixture.result(R"(Join(Split(mv["Long"], "a"), mv["Long"]))"),
              "Column 1: Join would make a text longer than 1 MiB.");
    const auto million = R"(PadLeft("", 200000, "😀"))";
    EXPECT_EQ(fixture.result(std::string{million} + " + " + million),
              "Column 26: the text would be longer than 1 MiB.");
    std::string many = "Length(Upper(" + std::string{million} + "))";
    for (int i = 0; i < 10; ++i) many += " + Length(Upper(" + std::string{million} + "))";
    EXPECT_TRUE(fixture.result(many).ends_with("the evaluation needs more than 16 MiB."));
}

TEST(LimitsTests, RegularExpressionsCannotRunAway) {
    Fixture fixture;
    fixture.mv("Long", AttributeType::Text, {repeated("a", 30'000)});
    fixture.mv("Longer", AttributeType::Text, {repeated("a", 40'000)});
    for (const auto* pattern : {"a*b", "(a|a)*b", "^(a+)+$b", "(a*)*b"}) {
        const auto source = std::string{"RegexIsMatch(mv[\"Long\"], \""} + pattern + "\")";
        const auto message = fixture.result(source);
        EXPECT_TRUE(message.ends_with("takes too long on this value.") ||
                    message.ends_with("needs too much memory on this value."))
            << pattern << message;
    }
    // Each match is cheap enough, all of them are not.
    EXPECT_EQ(fixture.result(R"x(RegexReplace(mv["Long"], "(?=a{1,2000}b)|a", ""))x"),
              "Column 1: the regular expression takes too long on this value.");
    EXPECT_EQ(fixture.result(R"(RegexIsMatch(mv["Longer"], "a"))"),
              "Column 1: the text is too long for a regular expression (32 KiB).");
    EXPECT_EQ(fixture.compileError("RegexIsMatch(\"a\", \"" + repeated("a", 501) + "\")"),
              "Column 19: a regular expression has at most 500 bytes.");
}

TEST(LimitsTests, ScratchesSurviveLargeEvaluationsAndErrors) {
    const Fixture fixture;
    const auto large =
        compile(R"(Length(PadLeft(mv["Last Name"], 250000)))", fixture.names()).value();
    const auto failing = compile("1 / 0", fixture.names()).value();
    const auto small = compile(R"(Upper(mv["Last Name"]))", fixture.names()).value();
    Scratch scratch;
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(large.evaluate(fixture.inputs(), scratch));
        EXPECT_FALSE(failing.evaluate(fixture.inputs(), scratch));
        const auto outcome = small.evaluate(fixture.inputs(), scratch);
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome->values[0], "O'NEILL");
    }
}

TEST(LimitsTests, OneExpressionServesSeveralThreads) {
    const Fixture fixture;
    const auto expression =
        compile(R"x(RegexReplace(Transliterate(mv["First Name"]), "(o)", "$1$1"))x",
                fixture.names())
            .value();
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            Scratch scratch;
            for (int i = 0; i < 500; ++i) {
                const auto outcome = expression.evaluate(fixture.inputs(), scratch);
                if (outcome && outcome->values[0] == "Zooe") ++right;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 2000);
}

}  // namespace
}  // namespace jim::synchronisation::expression
