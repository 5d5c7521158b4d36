#include "synchronisation/expression/Trial.hpp"

#include <gtest/gtest.h>

namespace jim::synchronisation::expression {
namespace {

const std::vector<TrialAttribute> kPerson{
    {"First Name", AttributeType::Text, Plurality::SingleValued, {"Jane"}},
    {"Floor", AttributeType::Number, Plurality::SingleValued, {"3"}},
    {"Emails", AttributeType::Text, Plurality::MultiValued, {"b@x", "a@x"}},
    {"Nickname", AttributeType::Text, Plurality::SingleValued, {}}};

TEST(TrialTests, EvaluatesOnMadeUpAttributes) {
    const auto one =
        tryExpression(R"(mv["first name"] + " " + (cs["Floor"] + 1))", kPerson, kPerson, {0});
    ASSERT_TRUE(one);
    EXPECT_EQ(toText(one->type), "Text");
    EXPECT_EQ(one->values, std::vector<std::string>{"Jane 4"});
    const auto several = tryExpression(R"(mv["Emails"])", kPerson, {}, {0});
    EXPECT_EQ(several->values, (std::vector<std::string>{"a@x", "b@x"}));
    EXPECT_TRUE(tryExpression(R"(mv["Nickname"])", kPerson, {}, {0})->values.empty());
}

TEST(TrialTests, SaysWhatIsWrong) {
    EXPECT_EQ(tryExpression("1 / 0", {}, {}, {0}).error().message, "Column 3: division by zero.");
    EXPECT_EQ(tryExpression("1 /", {}, {}, {0}).error().kind, base::ErrorKind::InvalidInput);
    const std::vector<TrialAttribute> wrong{
        {"Floor", AttributeType::Number, Plurality::SingleValued, {"third"}}};
    EXPECT_EQ(tryExpression("1", wrong, {}, {0}).error().message,
              "The value of 'Floor' is not a Number.");
}

}  // namespace
}  // namespace jim::synchronisation::expression
