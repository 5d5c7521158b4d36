#include "runs/alert/AlertRule.hpp"
#include "runs/alert/WebhookAddress.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace jim::runs::alert {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

AlertRule ruleWhen(AlertCondition condition, AlertMeasure measure, double threshold) {
    AlertRule rule;
    rule.name = "Watch it";
    rule.condition = condition;
    rule.measure = measure;
    rule.threshold = threshold;
    rule.minimumObjects = defaultMinimum(condition, measure);
    return rule;
}

/// The fields that are wrong.
std::vector<std::string> wrong(const AlertRule& rule) {
    std::vector<std::string> fields;
    const auto status = validate(rule);
    if (!status)
        for (const auto& [field, messages] : status.error().fields) fields.push_back(field);
    return fields;
}

TEST(AlertRuleTests, TakesEveryConditionWithASensibleThreshold) {
    using enum AlertCondition;
    using enum AlertMeasure;
    for (const auto& good : {ruleWhen(ErrorRatio, Absolute, 0.1), ruleWhen(ErrorRatio, Absolute, 1),
                             ruleWhen(Deletes, Absolute, 1), ruleWhen(Deletes, TimesUsual, 3),
                             ruleWhen(Stall, Absolute, 60), ruleWhen(Overrun, Absolute, 3600),
                             ruleWhen(Overrun, TimesUsual, 1.5)})
        EXPECT_THAT(wrong(good), IsEmpty()) << toText(good.condition);
}

TEST(AlertRuleTests, RefusesThresholdsThatMeanNothing) {
    using enum AlertCondition;
    using enum AlertMeasure;
    for (const auto& bad : {ruleWhen(ErrorRatio, Absolute, 0), ruleWhen(ErrorRatio, Absolute, 10),
                            ruleWhen(Deletes, Absolute, 0), ruleWhen(Deletes, Absolute, 1.5),
                            ruleWhen(Deletes, TimesUsual, 1), ruleWhen(Stall, Absolute, 1),
                            ruleWhen(Stall, Absolute, 1e9), ruleWhen(Overrun, Absolute, 0),
                            ruleWhen(Overrun, TimesUsual, 0.5),
                            ruleWhen(Deletes, Absolute, std::numeric_limits<double>::quiet_NaN()),
                            ruleWhen(Overrun, Absolute, std::numeric_limits<double>::infinity())})
        EXPECT_THAT(wrong(bad), ElementsAre("threshold")) << bad.threshold;
}

TEST(AlertRuleTests, ComparesDeletesAndTimeWithTheUsualOnly) {
    EXPECT_THAT(wrong(ruleWhen(AlertCondition::ErrorRatio, AlertMeasure::TimesUsual, 3)),
                ElementsAre("measure"));
    EXPECT_THAT(wrong(ruleWhen(AlertCondition::Stall, AlertMeasure::TimesUsual, 3)),
                ElementsAre("measure"));
}

TEST(AlertRuleTests, SaysEverythingThatIsWrongAtOnce) {
    auto bad = ruleWhen(AlertCondition::Stall, AlertMeasure::Absolute, 0);
    bad.name.clear();
    bad.minimumObjects = 5;
    bad.webhook = true;
    EXPECT_THAT(wrong(bad),
                ElementsAre("minimumObjects", "name", "threshold", "webhookSecret", "webhookUrl"));
}

TEST(AlertRuleTests, AWebhookHasUrlAndSecretAndNothingElseHas) {
    auto hooked = ruleWhen(AlertCondition::Deletes, AlertMeasure::Absolute, 100);
    hooked.webhookUrl = "https://alerts.example.com/jim?token=1";
    EXPECT_THAT(wrong(hooked), ElementsAre("webhookUrl"));
    hooked.webhook = true;
    EXPECT_THAT(wrong(hooked), ElementsAre("webhookSecret"));
    hooked.webhookSecret = "jim1:sealed";
    EXPECT_THAT(wrong(hooked), IsEmpty());
}

TEST(WebhookAddressTests, GoesByTlsOrStaysOnThisMachine) {
    for (const auto* good :
         {"https://alerts.example.com/hook", "https://10.1.2.3:8443/x?y=z",
          "http://localhost:9000/", "http://127.0.0.1:9000/hook", "http://[::1]:9000/"})
        EXPECT_TRUE(checkWebhookUrl(good)) << good;
    for (const auto* bad :
         {"", "alerts.example.com", "http://alerts.example.com/", "http://127.0.0.1.example.com/",
          "https://", "https:///path", "ftp://example.com/", "file:///etc/passwd",
          "https://user:secret@example.com/", "https://example.com/#part", "javascript:alert(1)",
          "https://exa mple.com/", "https://example.com/\r\nX: y"})
        EXPECT_FALSE(checkWebhookUrl(bad)) << bad;
    EXPECT_FALSE(checkWebhookUrl("https://example.com/" + std::string(2'000, 'x')));
}

TEST(WebhookAddressTests, ShowsNoPathSincePathsAreOftenSecret) {
    EXPECT_EQ(shownAddress("https://hooks.example.com:8443/services/T0/B1/secret"),
              "https://hooks.example.com:8443");
}

TEST(AlertRuleTests, ReceiversMayBeLimitedToHosts) {
    const std::vector<std::string> hosts{"alerts.example.com", "*.Internal", "10.1.2.3"};
    for (const auto* good : {"https://alerts.example.com/x", "https://ALERTS.example.com:8443/x",
                             "https://a.internal/", "https://a.b.internal", "https://10.1.2.3/",
                             "https://alerts.example.com./x"})
        EXPECT_TRUE(isReceiverAllowed(good, hosts)) << good;
    for (const auto* bad :
         {"https://example.com/", "https://alerts.example.com.evil.org/", "https://internal/",
          "https://evil-internal/", "https://10.1.2.30/", "https://xalerts.example.com/", "no url"})
        EXPECT_FALSE(isReceiverAllowed(bad, hosts)) << bad;
    EXPECT_TRUE(isReceiverAllowed("https://anywhere.example/", {}));
}

}  // namespace
}  // namespace jim::runs::alert
