#include "synchronisation/expression/FunctionInfo.hpp"
#include "synchronisation/expression/test/Fixture.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace jim::synchronisation::expression {
namespace {

const Fixture& fixture() {
    static const Fixture made;
    return made;
}

/// Compiles and, if it can, evaluates; whatever comes out must be sound.
void runs(const std::string& source) {
    const auto expression = compile(source, fixture().names());
    if (!expression) {
        RC_ASSERT(!expression.error().message.empty());
        return;
    }
    Scratch scratch;
    const auto outcome = expression->evaluate(fixture().inputs(), scratch);
    if (!outcome) {
        RC_ASSERT(outcome.error().message.starts_with("Column "));
        return;
    }
    RC_ASSERT(outcome->list || outcome->values.size() <= 1);
    for (const auto bytes : outcome->values) {
        const auto shown = identity::schema::displayText(outcome->type, bytes);
        if (outcome->type == AttributeType::NotSet) RC_FAIL("a value without a type");
        const auto again = identity::schema::parseValue(outcome->type, shown);
        RC_ASSERT(again.has_value());
        RC_ASSERT(again->bytes == bytes);
    }
}

TEST(PropertyTests, AnyBytesAreReadOrRefused) {
    EXPECT_TRUE(rc::check([](const std::string& source) { runs(source); }));
}

TEST(PropertyTests, AnyTokensAreReadOrRefused) {
    std::vector<std::string> tokens{"+",
                                    "-",
                                    "*",
                                    "/",
                                    "%",
                                    "==",
                                    "!=",
                                    "<",
                                    ">=",
                                    "&&",
                                    "||",
                                    "!",
                                    "?",
                                    ":",
                                    "??",
                                    "(",
                                    ")",
                                    ",",
                                    "[",
                                    "]",
                                    "mv",
                                    "cs",
                                    "null",
                                    "true",
                                    "false",
                                    "1",
                                    "2147483647",
                                    "0.5",
                                    "\"a\"",
                                    "\"\"",
                                    "\"é😀\"",
                                    "mv[\"Emails\"]",
                                    "mv[\"Rate\"]",
                                    "mv[\"Start\"]",
                                    "cs[\"sn\"]",
                                    "Upper(",
                                    "IIF("};
    EXPECT_TRUE(rc::check([&] {
        const auto words =
            *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(tokens));
        runs(fmt::format("{}", fmt::join(words, " ")));
    }));
}

/// Expressions that are well formed and mostly well typed, to get past the compiler.
class Generator {
public:
    std::string text(int depth) {
        if (depth == 0)
            return one({"\"\"", "\"ab c\"", "\" É😀ß \"", "mv[\"First Name\"]", "mv[\"Nickname\"]",
                        "cs[\"sn\"]", "null", "First(mv[\"Emails\"])"});
        switch (*rc::gen::inRange(0, 14)) {
            case 0:
                return text(depth - 1) + " + " + text(depth - 1);
            case 1:
                return text(depth - 1) + " + " + number(depth - 1);
            case 2:
                return call({"Upper", "Lower", "Title", "Capitalise", "Trim", "EscapeDN",
                             "RemoveDiacritics", "Transliterate", "ToString"},
                            text(depth - 1));
            case 3:
                return call({"Left", "Right", "Substring"}, text(depth - 1), number(depth - 1));
            case 4:
                return call({"Substring"}, text(depth - 1), number(depth - 1), number(depth - 1));
            case 5:
                return call({"Replace"}, text(depth - 1), text(depth - 1), text(depth - 1));
            case 6:
                return call({"PadLeft", "PadRight"}, text(depth - 1), "ToInt(\"9\")", "\"é\"");
            case 7:
                return "(" + truth(depth - 1) + " ? " + text(depth - 1) + " : " + text(depth - 1) +
                       ")";
            case 8:
                return "(" + text(depth - 1) + " ?? " + text(depth - 1) + ")";
            case 9:
                return call({"Join"}, list(depth - 1), text(depth - 1));
            case 10:
                return call({"First", "Last"}, list(depth - 1));
            case 11:
                return call({"RegexReplace"}, text(depth - 1), "\"(\\\\w)\"", "\"$1x\"");
            case 12:
                return call({"FormatDate"}, date(depth - 1), "\"yyyy-MM-dd HH:mm tt\"");
            default:
                return call({"IIF"}, truth(depth - 1), text(depth - 1), text(depth - 1));
        }
    }
    std::string number(int depth) {
        if (depth == 0)
            return one({"0", "1", "-3", "2147483647", "9223372036854775807", "1.25",
                        "mv[\"Employee Number\"]", "mv[\"Rate\"]", "mv[\"Badge\"]",
                        "mv[\"Missing Number\"]"});
        switch (*rc::gen::inRange(0, 6)) {
            case 0:
                return "(" + number(depth - 1) + one({" + ", " - ", " * ", " / ", " % "}) +
                       number(depth - 1) + ")";
            case 1:
                return "-" + number(depth - 1);
            case 2:
                return call({"Length", "ToInt", "ToLong", "ToDecimal"}, text(depth - 1));
            case 3:
                return call({"IndexOf"}, text(depth - 1), text(depth - 1));
            case 4:
                return call({"CollectionCount"}, list(depth - 1));
            default:
                return call({"ToInt", "ToLong", "ToDecimal"}, number(depth - 1));
        }
    }
    std::string truth(int depth) {
        if (depth == 0) return one({"true", "false", "mv[\"Active\"]", "mv[\"Unknown Flag\"]"});
        switch (*rc::gen::inRange(0, 5)) {
            case 0:
                return "(" + text(depth - 1) + one({" == ", " != ", " < ", " >= "}) +
                       text(depth - 1) + ")";
            case 1:
                return "(" + number(depth - 1) + one({" == ", " < ", " > "}) + number(depth - 1) +
                       ")";
            case 2:
                return "(" + truth(depth - 1) + one({" && ", " || "}) + truth(depth - 1) + ")";
            case 3:
                return "!" + truth(depth - 1);
            default:
                return call({"Contains", "StartsWith", "Eq"}, text(depth - 1), text(depth - 1),
                            truth(depth - 1));
        }
    }
    std::string date(int depth) {
        if (depth == 0) return one({"Now()", "Today()", "mv[\"Start\"]", "null"});
        return call({"AddDays", "AddMonths", "AddYears", "AddHours"}, date(depth - 1),
                    number(depth - 1));
    }
    std::string list(int depth) {
        if (depth == 0) return one({"mv[\"Emails\"]", "mv[\"Phones\"]"});
        return call({"Split"}, text(depth - 1), text(depth - 1), truth(depth - 1));
    }

private:
    static std::string one(std::vector<std::string> of) { return *rc::gen::elementOf(of); }
    template <class... Arguments>
    static std::string call(std::vector<std::string> names, const Arguments&... arguments) {
        const std::vector<std::string> all{arguments...};
        return fmt::format("{}({})", one(std::move(names)), fmt::join(all, ", "));
    }
};

TEST(PropertyTests, WellFormedExpressionsGiveSoundValuesOrAReason) {
    EXPECT_TRUE(rc::check([] {
        Generator generator;
        const int depth = *rc::gen::inRange(0, 5);
        runs(*rc::gen::element(0, 1) == 0 ? generator.text(depth) : generator.number(depth));
    }));
}

TEST(PropertyTests, EveryFunctionTakesEveryValue) {
    const std::vector<std::string> values{"null",
                                          "\"\"",
                                          "\"é😀\"",
                                          "0",
                                          "-1",
                                          "9223372036854775807",
                                          "-9223372036854775808",
                                          "0.5",
                                          "true",
                                          "mv[\"Start\"]",
                                          "mv[\"Id\"]",
                                          "mv[\"Photo\"]",
                                          "mv[\"Emails\"]",
                                          "mv[\"Phones\"]",
                                          "mv[\"Codes\"]",
                                          "\"yyyy\"",
                                          "Now()"};
    EXPECT_TRUE(rc::check([&] {
        for (const auto& info : functions()) {
            std::vector<std::string> arguments;
            for (std::size_t i = 0; i < info.parameters().size(); ++i)
                arguments.push_back(*rc::gen::elementOf(values));
            runs(fmt::format("{}({})", info.name, fmt::join(arguments, ", ")));
        }
    }));
}

TEST(PropertyTests, WholeNumbersAreExactOrRefused) {
    EXPECT_TRUE(rc::check([](std::int64_t a, std::int64_t b) {
        __extension__ typedef __int128 Wide;
        const auto result = [&](char operation) {
            return fixture().result(fmt::format("ToLong({}) {} ToLong({})", a, operation, b));
        };
        const auto wanted = [](Wide value) {
            return value == static_cast<std::int64_t>(value)
                       ? fmt::format("LongNumber {}", static_cast<std::int64_t>(value))
                       : std::string{"too large"};
        };
        const auto agrees = [](const std::string& given, const std::string& exact) {
            return exact == "too large" ? given.find(exact) != std::string::npos : given == exact;
        };
        RC_ASSERT(agrees(result('+'), wanted(Wide{a} + b)));
        RC_ASSERT(agrees(result('-'), wanted(Wide{a} - b)));
        RC_ASSERT(agrees(result('*'), wanted(Wide{a} * b)));
        if (b != 0) RC_ASSERT(agrees(result('/'), wanted(Wide{a} / b)));
        if (b != 0) RC_ASSERT(agrees(result('%'), wanted(Wide{a} % b)));
    }));
}

}  // namespace
}  // namespace jim::synchronisation::expression
