#include "api/alert_rule/Documents.hpp"

#include "api/alert_rule/Operations.hpp"
#include "api/operation/Audit.hpp"
#include "api/run_profile/Documents.hpp"
#include "foundation/base/EnumText.hpp"
#include "runs/alert/AlertAction.hpp"
#include "runs/alert/WebhookAddress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace jim::api::alert_rule {

using namespace operation;
using runs::alert::AlertAction;
using runs::alert::checkWebhookUrl;
using runs::alert::isReceiverAllowed;

namespace {

constexpr TextLimits kSecretLimits{16, 256};

/// Holds the place of a secret that is not sealed yet, while the rule is validated.
constexpr const char* kGiven = "given";

void readActions(Reader& body, AlertRule& rule) {
    if (!body.isGiven("actions")) return;
    const auto actions = body.allNamed<AlertAction>("actions", runs::alert::parseAlertAction);
    rule.webhook = std::ranges::count(actions, AlertAction::Webhook) > 0;
    rule.pauses = std::ranges::count(actions, AlertAction::Pause) > 0;
}

/// What a rule looks at. A minimum that is not given goes with the condition.
void readCondition(Reader& body, AlertRule& rule) {
    const auto before = runs::alert::defaultMinimum(rule.condition, rule.measure);
    const auto condition = body.named("condition", progress::parseAlertCondition);
    const auto measure = body.named("measure", progress::parseAlertMeasure);
    rule.condition = condition.value_or(rule.condition);
    rule.measure = measure.value_or(rule.measure);
    rule.threshold = body.real("threshold").value_or(rule.threshold);
    const auto usual = runs::alert::defaultMinimum(rule.condition, rule.measure);
    const bool fits = rule.id != 0 && (usual > 0) == (before > 0);
    rule.minimumObjects =
        body.longInteger("minimumObjects").value_or(fits ? rule.minimumObjects : usual);
}

/// A rule that has no webhook any more forgets where it went.
std::optional<base::Secret> readWebhook(Reader& body, AlertRule& rule) {
    if (!rule.webhook) {
        rule.webhookUrl.clear();
        rule.webhookSecret.clear();
    }
    rule.webhookUrl = body.text("webhookUrl").value_or(rule.webhookUrl);
    auto secret = body.text("webhookSecret", kSecretLimits);
    if (!secret) return std::nullopt;
    rule.webhookSecret = kGiven;
    return base::Secret{std::move(*secret)};
}

}  // namespace

Json documentOf(const AlertRule& rule) {
    Json::Array actions{AlertAction::Log};
    if (rule.webhook) actions.push_back(AlertAction::Webhook);
    if (rule.pauses) actions.push_back(AlertAction::Pause);
    return Json::object()
        .set("id", rule.id)
        .set("runProfileId", rule.runProfileId)
        .set("name", rule.name)
        .set("enabled", rule.enabled)
        .set("condition", rule.condition)
        .set("measure", rule.measure)
        .set("threshold", rule.threshold)
        .set("minimumObjects", rule.minimumObjects)
        .set("actions", std::move(actions))
        .set("webhookUrl", orNull(rule.webhookUrl))
        .set("hasWebhookSecret", !rule.webhookSecret.empty());
}

base::Result<Place> place(const Call& call) {
    JIM_ASSIGN(auto system, connected_system::find(call));
    JIM_ASSIGN(auto profile, run_profile::find(call, system));
    return Place{std::move(system), std::move(profile)};
}

base::Result<AlertRule> find(const Call& call, const Place& place) {
    const auto id = call.integer("ar");
    JIM_ASSIGN(auto rule, call.session().alertRules().find(id));
    if (!rule || rule->runProfileId != place.profile.id)
        return base::fail(base::notFound("Alert rule", std::to_string(id)));
    return std::move(*rule);
}

base::Result<Wanted> readRule(const Call& call, AlertRule rule) {
    Reader body = Reader::ofBody(call);
    const bool isNew = rule.id == 0;
    if (isNew || body.isGiven("name")) rule.name = body.requiredText("name", {1, 100});
    if (isNew) {
        for (const auto* name : {"condition", "threshold"})
            if (!body.isGiven(name)) body.problem(name, "This is required.");
    }
    rule.enabled = body.boolean("enabled").value_or(rule.enabled);
    readCondition(body, rule);
    readActions(body, rule);
    auto secret = readWebhook(body, rule);
    if (rule.webhook && checkWebhookUrl(rule.webhookUrl) &&
        !isReceiverAllowed(rule.webhookUrl, call.context().webhookHosts))
        body.problem("webhookUrl",
                     "Alerts may not be sent to this host. Ask whoever runs the server to add it "
                     "to JIM_ALERT_WEBHOOK_HOSTS.");
    JIM_TRY(body.finish());
    JIM_TRY(validate(rule));
    return Wanted{std::move(rule), std::move(secret)};
}

base::Result<AlertRule> save(const Call& call, const Place& place, Wanted wanted,
                             runs::activity::TargetOperation operation) {
    auto& rule = wanted.rule;
    rule.runProfileId = place.profile.id;
    JIM_ASSIGN(const auto others, call.session().alertRules().ofRunProfile(place.profile.id));
    if (rule.id == 0 && others.size() >= runs::alert::kMostRules)
        return base::fail(base::invalidState(
            fmt::format("A run profile has at most {} alert rules.", runs::alert::kMostRules)));
    const bool taken = std::ranges::any_of(others, [&](const AlertRule& other) {
        return other.id != rule.id && base::equalsIgnoringCase(other.name, rule.name);
    });
    if (taken)
        return base::fail(base::conflict(fmt::format("'{}' has an alert rule named '{}' already.",
                                                     place.profile.name, rule.name)));
    auto& store = call.session().alertRules();
    if (rule.id == 0) JIM_TRY(store.save(rule));  // The secret belongs to its id.
    if (wanted.secret)
        rule.webhookSecret =
            call.context().encryptionKeys.seal(*wanted.secret, secretContext(rule));
    JIM_TRY(store.save(rule));
    JIM_TRY(record(call, place, rule, operation));
    return std::move(rule);
}

base::Status record(const Call& call, const Place& place, const AlertRule& rule,
                    runs::activity::TargetOperation operation) {
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    JIM_TRY(
        recordChange(call, {.target = runs::activity::TargetType::ConnectedSystemRunProfile,
                            .operation = operation,
                            .name = fmt::format("{}: alert rule {}", place.profile.name, rule.name),
                            .context = place.system.name,
                            .reason = reason,
                            .systemId = place.system.id}));
    return {};
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"AlertRule",
         "id:int, runProfileId:int, name, enabled:bool, condition:E:AlertCondition, "
         "measure:E:AlertMeasure, threshold:number, minimumObjects:long, actions:E:AlertAction[], "
         "webhookUrl?, hasWebhookSecret:bool"},
    };
    return kSchemas;
}

}  // namespace jim::api::alert_rule
