#include "identity/schema/Value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace jim::identity::schema {
namespace {

TEST(ValueTests, IntegersSortAsTheirBytes) {
    EXPECT_TRUE(rc::check([](std::int64_t a, std::int64_t b) {
        RC_ASSERT(integerOf(integerBytes(a)) == a);
        RC_ASSERT((integerBytes(a) < integerBytes(b)) == (a < b));
    }));
}

TEST(ValueTests, Base64RoundTrips) {
    EXPECT_TRUE(
        rc::check([](const std::string& bytes) { RC_ASSERT(fromBase64(base64(bytes)) == bytes); }));
    for (const auto* text : {"a", "ab=c", "====", "ab!="}) EXPECT_FALSE(fromBase64(text)) << text;
}

TEST(ValueTests, EqualDecimalsHaveEqualBytes) {
    EXPECT_EQ(Value::decimal("12.50"), Value::decimal("+012.5"));
    EXPECT_EQ(Value::decimal("-0.0"), Value::decimal("0"));
    EXPECT_EQ(Value::decimal(".5")->bytes, "0.5");
    for (const auto* text : {"", ".", "1e5", "1.2.3", "12345678901234567890123456789"})
        EXPECT_FALSE(Value::decimal(text)) << text;
}

TEST(ValueTests, ParsesWhatPeopleWriteAndShowsItAgain) {
    using enum AttributeType;
    const std::vector<std::tuple<AttributeType, std::string, std::string>> rows{
        {Text, " as is ", " as is "},
        {Number, " 42 ", "42"},
        {Number, "-2147483648", "-2147483648"},
        {LongNumber, "9223372036854775807", "9223372036854775807"},
        {Boolean, "Yes", "true"},
        {Boolean, "0", "false"},
        {DateTime, "2026-08-22", "2026-08-22T00:00:00.000000Z"},
        {Guid, "{0192D3B4-00AA-7000-8000-000000000001}", "0192d3b4-00aa-7000-8000-000000000001"},
        {Binary, "AAEC", "AAEC"},
        {Reference, "E001", "E001"}};
    for (const auto& [type, text, shown] : rows) {
        const auto value = parseValue(type, text);
        ASSERT_TRUE(value) << text;
        EXPECT_EQ(displayText(type, value->bytes), shown);
    }
}

TEST(ValueTests, RefusesWhatIsNotOfTheType) {
    using enum AttributeType;
    const std::vector<std::pair<AttributeType, std::string>> rows{
        {Number, "12O4"},
        {Number, "2147483648"},
        {Number, ""},
        {LongNumber, "9223372036854775808"},
        {Boolean, "maybe"},
        {DateTime, "soon"},
        {Guid, "1234"},
        {Binary, "?"},
        {Reference, ""},
        {Text, "\xff"},
        {Text, std::string(1, '\0')},
        {NotSet, "x"}};
    for (const auto& [type, text] : rows) EXPECT_FALSE(parseValue(type, text)) << text;
}

TEST(ValueTests, TextIsWellFormedUtf8) {
    EXPECT_TRUE(isStorableText("Ångström Δ 李 🙂"));
    for (const auto* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"})
        EXPECT_FALSE(isStorableText(bad));
}

}  // namespace
}  // namespace jim::identity::schema
