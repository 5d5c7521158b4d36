#include "api/alert_rule/Documents.hpp"
#include "api/alert_rule/Operations.hpp"

namespace jim::api::alert_rule {

using namespace operation;

namespace {

base::Result<Reply> runDeleteAlertRule(Call& call) {
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto where, place(call));
        JIM_ASSIGN(const auto rule, find(call, where));
        JIM_TRY(call.session().alertRules().remove(rule.id));
        return record(call, where, rule, runs::activity::TargetOperation::Delete);
    }));
    return noContent();
}

}  // namespace

Route deleteAlertRule() {
    return {
        .method = Method::Delete,
        .path =
            "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}/alert-rules/"
            "{ar:int}",
        .access = Level::Administrator,
        .summary = "Deletes an alert rule; where it has fired stays on the activities.",
        .query = "changeReason?",
        .successes = {{204}},
        .run = runDeleteAlertRule,
    };
}

}  // namespace jim::api::alert_rule
