#include "api/alert_rule/Documents.hpp"
#include "api/alert_rule/Operations.hpp"

namespace jim::api::alert_rule {

using namespace operation;

namespace {

base::Result<Reply> runListAlertRules(Call& call) {
    JIM_ASSIGN(const auto where, place(call));
    JIM_ASSIGN(const auto rules, call.session().alertRules().ofRunProfile(where.profile.id));
    Json::Array items;
    for (const auto& rule : rules) items.push_back(documentOf(rule));
    return ok(std::move(items));
}

}  // namespace

Route listAlertRules() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}/alert-rules",
        .access = Level::Reader,
        .summary = "Lists the alert rules of a run profile, by name.",
        .successes = {{200, "AlertRule[]"}},
        .run = runListAlertRules,
    };
}

}  // namespace jim::api::alert_rule
