#include "runs/alert/Webhook.hpp"

#include "security/MessageSignature.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace jim::runs::alert {

namespace json = boost::json;

WebhookDelivery webhookOf(const AlertEvent& event, base::Guid id, base::Secret secret,
                          std::string_view server) {
    if (server.ends_with('/')) server.remove_suffix(1);
    const auto& [run, rule, firing] = event;
    const auto activity = base::toText(run.activityId);
    const json::object body{
        {"event", "alert"},
        {"deliveryId", base::toText(id)},
        {"at", base::toIso(firing.at)},
        {"activityId", activity},
        {"connectedSystem", {{"id", run.connectedSystemId}, {"name", run.targetContext}}},
        {"runProfile",
         {{"id", run.runProfileId}, {"name", run.targetName}, {"runType", run.runType}}},
        {"rule",
         {{"id", rule.id},
          {"name", firing.rule},
          {"condition", toText(firing.condition)},
          {"measure", toText(firing.measure)}}},
        {"observed", firing.observed},
        {"threshold", firing.threshold},
        {"pauses", firing.pauses},
        {"text", progress::observationText(firing)},
        {"link", fmt::format("{}/api/v1/activities/{}", server, activity)},
    };
    return {id,          rule.webhookUrl, std::move(secret), json::serialize(body),
            firing.rule, run.activityId};
}

std::vector<std::pair<std::string, std::string>> webhookHeaders(const WebhookDelivery& delivery,
                                                                base::Timestamp now) {
    const auto timestamp = std::to_string(now.micros / 1'000'000);
    const auto signature =
        security::hmacSha256(delivery.secret, fmt::format("{}.{}", timestamp, delivery.body));
    return {{"Content-Type", "application/json"},
            {"User-Agent", "JIM"},
            {"X-JIM-Delivery", base::toText(delivery.id)},
            {"X-JIM-Timestamp", timestamp},
            {"X-JIM-Signature", "sha256=" + signature}};
}

}  // namespace jim::runs::alert
