#include "runs/alert/Webhook.hpp"
#include "runs/alert/WebhookQueue.hpp"
#include "security/MessageSignature.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>

#include <map>

namespace jim::runs::alert {
namespace {

using namespace std::chrono_literals;

constexpr base::Timestamp kSent{1'790'000'000'500'000};

WebhookDelivery delivery() {
    progress::RunIdentity run;
    run.activityId = base::newGuid(kSent);
    run.targetContext = "HR \"main\"";
    run.targetName = "Full Import";
    AlertRule rule;
    rule.webhookUrl = "https://alerts.example.com/hook";
    const AlertFiring firing{
        7, "Errors", AlertCondition::ErrorRatio, AlertMeasure::Absolute, 0.5, 0.1, false, kSent};
    return webhookOf({run, rule, firing}, base::newGuid(kSent), base::Secret{"the shared secret"},
                     "https://jim.example.com/");
}

TEST(WebhookTests, SaysWhatFiredAndWhereToLook) {
    const auto sent = delivery();
    const auto body = boost::json::parse(sent.body);
    EXPECT_EQ(body.at("activityId").as_string(), base::toText(sent.activityId));
    EXPECT_EQ(body.at("deliveryId").as_string(), base::toText(sent.id));
    EXPECT_EQ(body.at("connectedSystem").at("name").as_string(), "HR \"main\"");
    EXPECT_EQ(body.at("rule").at("condition").as_string(), "ErrorRatio");
    EXPECT_EQ(body.at("observed").as_double(), 0.5);
    EXPECT_EQ(body.at("text").as_string(), "50 % of the objects failed (limit 10 %)");
    EXPECT_EQ(body.at("link").as_string(),
              "https://jim.example.com/api/v1/activities/" + base::toText(sent.activityId));
    EXPECT_EQ(sent.body.find("the shared secret"), std::string::npos);
}

TEST(WebhookTests, IsSignedWithTheTimeOfTheTry) {
    const auto sent = delivery();
    std::map<std::string, std::string> headers;
    for (const auto& [name, value] : webhookHeaders(sent, kSent)) headers[name] = value;
    EXPECT_EQ(headers["X-JIM-Timestamp"], "1790000000");
    EXPECT_EQ(headers["X-JIM-Delivery"], base::toText(sent.id));
    EXPECT_EQ(headers["X-JIM-Signature"],
              "sha256=" + security::hmacSha256(sent.secret, "1790000000." + sent.body));
    std::map<std::string, std::string> later;
    for (const auto& [name, value] : webhookHeaders(sent, kSent + 4s)) later[name] = value;
    EXPECT_EQ(later["X-JIM-Delivery"], headers["X-JIM-Delivery"]);
    EXPECT_NE(later["X-JIM-Signature"], headers["X-JIM-Signature"]);
}

TEST(WebhookQueueTests, TriesFiveTimesFurtherAndFurtherApart) {
    WebhookQueue queue;
    const auto sent = delivery();
    ASSERT_TRUE(queue.push(sent, 0s));
    std::chrono::microseconds now{0};
    for (const auto pause : {1s, 4s, 16s, 64s}) {
        ASSERT_NE(queue.take(now), nullptr);
        EXPECT_EQ(queue.take(now), nullptr) << "it is in hand";
        EXPECT_EQ(queue.settle(sent.id, false, now), WebhookEnd::TriedAgainLater);
        EXPECT_EQ(queue.take(now + pause - 1us), nullptr);
        now += pause;
        EXPECT_EQ(queue.nextDue(), now);
    }
    ASSERT_NE(queue.take(now), nullptr);
    EXPECT_EQ(queue.settle(sent.id, false, now), WebhookEnd::GivenUp);
    EXPECT_EQ(queue.size(), 0U);
    EXPECT_EQ(queue.nextDue(), std::nullopt);
}

TEST(WebhookQueueTests, WhatWasDeliveredIsGone) {
    WebhookQueue queue;
    const auto sent = delivery();
    ASSERT_TRUE(queue.push(sent, 0s));
    ASSERT_NE(queue.take(0s), nullptr);
    EXPECT_EQ(queue.settle(sent.id, true, 1s), WebhookEnd::Delivered);
    EXPECT_EQ(queue.size(), 0U);
}

TEST(WebhookQueueTests, ADeadReceiverFillsNoMemory) {
    WebhookQueue queue;
    for (std::size_t i = 0; i < WebhookQueue::kMost; ++i) ASSERT_TRUE(queue.push(delivery(), 0s));
    EXPECT_FALSE(queue.push(delivery(), 0s));
    std::size_t inHand = 0;
    while (queue.take(0s) != nullptr) ++inHand;
    EXPECT_EQ(inHand, WebhookQueue::kInHand);
    EXPECT_EQ(queue.nextDue(), std::nullopt);
}

}  // namespace
}  // namespace jim::runs::alert
