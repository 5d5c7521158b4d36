#include "progress/impl/JsonWriter.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace jim::progress {
namespace {

TEST(JsonWriterTests, WritesNestedValues) {
    JsonWriter json;
    json.beginObject().key("a").integer(-5).key("b").beginArray().text("x").null().beginObject();
    json.endObject().endArray().key("c").boolean(true).key("d").beginArray().endArray();
    json.endObject();
    EXPECT_EQ(json.take(), R"({"a":-5,"b":["x",null,{}],"c":true,"d":[]})");
}

TEST(JsonWriterTests, WritesNumbersForPeople) {
    JsonWriter json;
    json.beginArray().number(45.7).number(5.0).number(0.0).number(-0.0001).number(1e9);
    json.number(99.9).number(std::nullopt).number(std::numeric_limits<double>::infinity());
    json.number(std::numeric_limits<double>::quiet_NaN()).endArray();
    EXPECT_EQ(json.take(), "[45.7,5,0,0,1000000000,99.9,null,null,null]");
}

TEST(JsonWriterTests, RoundsToThreeDecimals) {
    JsonWriter json;
    json.beginArray().number(0.05).number(0.0006).number(1.0004).number(-0.25).number(-7.5);
    json.number(0.12).number(0.9999).number(1e15).number(-1e18).endArray();
    EXPECT_EQ(json.take(),
              "[0.05,0.001,1,-0.25,-7.5,0.12,1,1000000000000000,-1000000000000000000]");
}

TEST(JsonWriterTests, EscapesSoThatADocumentCanStandInAPage) {
    JsonWriter json;
    json.text("</script>\"\\&");
    EXPECT_EQ(json.take(), R"("\u003c/script\u003e\"\\\u0026")");
}

TEST(JsonWriterTests, TheLimitHoldsForTheEscapedText) {
    JsonWriter json;
    json.text(std::string(1000, '<'), 60);
    EXPECT_LE(json.take().size(), 62U);
}

RC_GTEST_PROP(JsonWriterTests, EveryTextIsValidJson, (const std::string& text)) {
    JsonWriter json;
    json.beginObject().foreignKey(text).text(text, 80).endObject();
    const auto document = json.take();
    boost::json::error_code failed;
    const auto value = boost::json::parse(document, failed);
    RC_ASSERT(!failed);
    RC_ASSERT(value.as_object().size() == 1U);
}

}  // namespace
}  // namespace jim::progress
