#include "api/test/ApiFixture.hpp"
#include "runs/alert/AlertRule.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace jim::api {
namespace {

using testing::HasSubstr;
using testing::Not;

class AlertRuleTests : public ApiFixture {
protected:
    AlertRuleTests() {
        const auto system = makeSystem("HR", "id,name\n1,Ann\n");
        profiles_ = fmt::format("/synchronisation/connected-systems/{}/run-profiles", system);
        profile_ = post(profiles_, R"({"name":"Import","runType":"FullImport"})").integer("id");
        rules_ = fmt::format("{}/{}/alert-rules", profiles_, profile_);
    }

    std::string path(std::int64_t id) const { return fmt::format("{}/{}", rules_, id); }

    /// What is said of a field that is wrong; empty when it is not.
    static std::string problem(const Answer& answer, const std::string& field) {
        return answer.text("validationErrors." + field + ".0");
    }

    std::string profiles_;
    std::string rules_;
    std::int64_t profile_ = 0;
};

TEST_F(AlertRuleTests, IsMadeWithWhatIsUsualForWhatIsNotSaid) {
    const auto made = post(rules_, R"({"name":"Errors","condition":"ErrorRatio","threshold":0.1})");
    ASSERT_EQ(made.status, 201);
    EXPECT_EQ(made.header("Location"), "/api/v1" + path(made.integer("id")));
    EXPECT_EQ(made.text("measure"), "Absolute");
    EXPECT_EQ(made.integer("minimumObjects"), 20);
    EXPECT_EQ(made.text("actions.0"), "Log");
    EXPECT_TRUE(*made.at("enabled").boolean());
    EXPECT_EQ(get(path(made.integer("id"))).text("name"), "Errors");
    EXPECT_EQ(get(rules_).text("0.name"), "Errors");
}

TEST_F(AlertRuleTests, TheSecretIsStoredSealedAndNeverComesBack) {
    const auto made = post(rules_, R"({"name":"Hook","condition":"Deletes","threshold":100,
        "actions":["Log","Webhook","Pause"],"webhookUrl":"https://alerts.example.com/jim",
        "webhookSecret":"a secret of length 22"})");
    ASSERT_EQ(made.status, 201);
    EXPECT_TRUE(*made.at("hasWebhookSecret").boolean());
    EXPECT_TRUE(made.at("webhookSecret").isNull());
    auto stored = *session()->alertRules().find(static_cast<std::int32_t>(made.integer("id")));
    EXPECT_THAT(stored->webhookSecret, Not(HasSubstr("a secret")));
    EXPECT_EQ(keys_.open(stored->webhookSecret, secretContext(*stored))->reveal(),
              "a secret of length 22");
    // Another change keeps it.
    const auto changed = put(path(made.integer("id")), R"({"threshold":50})");
    EXPECT_TRUE(*changed.at("hasWebhookSecret").boolean());
    // Without webhook it is forgotten.
    const auto quiet = put(path(made.integer("id")), R"({"actions":["Pause"]})");
    EXPECT_FALSE(*quiet.at("hasWebhookSecret").boolean());
    EXPECT_EQ(quiet.text("actions.1"), "Pause");
}

TEST_F(AlertRuleTests, SaysWhatIsWrong) {
    EXPECT_NE(problem(post(rules_, R"({})"), "name"), "");
    EXPECT_NE(problem(post(rules_, R"({})"), "condition"), "");
    EXPECT_NE(problem(post(rules_, R"({})"), "threshold"), "");
    const auto rule = [&](const std::string& rest) {
        return post(rules_, R"({"name":"R","condition":"Stall","threshold":60)" + rest + "}");
    };
    EXPECT_NE(problem(rule(R"(,"threshold":1)"), "threshold"), "");
    EXPECT_NE(problem(rule(R"(,"measure":"TimesUsual")"), "measure"), "");
    EXPECT_NE(problem(rule(R"(,"condition":"Weather")"), "condition"), "");
    EXPECT_NE(problem(rule(R"(,"minimumObjects":3)"), "minimumObjects"), "");
    EXPECT_NE(problem(rule(R"(,"actions":["Email"])"), "actions"), "");
    EXPECT_NE(problem(rule(R"(,"webhookUrl":"https://x.example.com/")"), "webhookUrl"), "");
    const std::string hook = R"(,"actions":["Webhook"],"webhookSecret":"0123456789abcdef")";
    EXPECT_NE(problem(rule(hook + R"(,"webhookUrl":"http://x.example.com/")"), "webhookUrl"), "");
    EXPECT_NE(problem(rule(R"(,"actions":["Webhook"],"webhookUrl":"https://x.example.com/")"),
                      "webhookSecret"),
              "");
    EXPECT_NE(problem(rule(R"(,"actions":["Webhook"],"webhookSecret":"short")"), "webhookSecret"),
              "");
    EXPECT_EQ(get(rules_).body.items()->size(), 0U);
}

TEST_F(AlertRuleTests, ANameIsThereOnceAndThereAreNotTooMany) {
    const auto make = [&](const std::string& name) {
        return post(rules_,
                    fmt::format(R"({{"name":"{}","condition":"Stall","threshold":60}})", name));
    };
    ASSERT_EQ(make("Stuck").status, 201);
    EXPECT_EQ(make("STUCK").status, 409);
    for (std::size_t i = 1; i < runs::alert::kMostRules; ++i)
        ASSERT_EQ(make(fmt::format("Stuck {}", i)).status, 201);
    const auto many = make("One more");
    EXPECT_EQ(many.status, 400);
    EXPECT_THAT(many.text("message"), HasSubstr("at most 20"));
}

TEST_F(AlertRuleTests, BelongsToItsRunProfileAndGoesWithIt) {
    const auto id =
        post(rules_, R"({"name":"R","condition":"Stall","threshold":60})").integer("id");
    const auto other = post(profiles_, R"({"name":"Other","runType":"FullImport"})").integer("id");
    EXPECT_EQ(get(fmt::format("{}/{}/alert-rules/{}", profiles_, other, id)).status, 404);
    EXPECT_EQ(get(path(id + 1)).status, 404);
    EXPECT_EQ(put(path(id + 1), R"({"threshold":70})").status, 404);
    EXPECT_EQ(remove(path(id + 1)).status, 404);
    EXPECT_EQ(get(fmt::format("{}/{}/alert-rules", profiles_, other + 1)).status, 404);
    EXPECT_EQ(remove(path(id)).status, 204);
    EXPECT_EQ(get(path(id)).status, 404);
}

TEST_F(AlertRuleTests, EveryChangeIsOnRecord) {
    const auto id =
        post(rules_, R"({"name":"R","condition":"Stall","threshold":60})").integer("id");
    put(path(id), R"({"name":"S","changeReason":"a better name"})");
    remove(path(id));
    const auto activities = get("/activities?search=alert%20rule");
    EXPECT_EQ(activities.integer("totalCount"), 3);
    EXPECT_EQ(activities.text("items.0.targetName"), "Import: alert rule S");
}

TEST_F(AlertRuleTests, ARunThatIsNotPausedCannotBeResumed) {
    const auto started = post(fmt::format("{}/{}/execute", profiles_, profile_));
    ASSERT_EQ(started.status, 202);
    const auto resume = post("/activities/" + started.text("activityId") + "/resume");
    EXPECT_EQ(resume.status, 400);
    EXPECT_THAT(resume.text("message"), HasSubstr("not paused"));
    ASSERT_EQ(post("/activities/" + started.text("activityId") + "/cancel").status, 202);
    const auto ended = post("/activities/" + started.text("activityId") + "/resume");
    EXPECT_THAT(ended.text("message"), HasSubstr("has ended"));
    EXPECT_EQ(post("/activities/00000000-0000-0000-0000-000000000001/resume").status, 404);
}

}  // namespace
}  // namespace jim::api
