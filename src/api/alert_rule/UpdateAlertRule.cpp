#include "api/alert_rule/Documents.hpp"
#include "api/alert_rule/Operations.hpp"

namespace jim::api::alert_rule {

using namespace operation;

namespace {

base::Result<Reply> runUpdateAlertRule(Call& call) {
    AlertRule rule;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto where, place(call));
        JIM_ASSIGN(auto known, find(call, where));
        JIM_ASSIGN(auto wanted, readRule(call, std::move(known)));
        JIM_ASSIGN(rule,
                   save(call, where, std::move(wanted), runs::activity::TargetOperation::Update));
        return {};
    }));
    return ok(documentOf(rule));
}

}  // namespace

Route updateAlertRule() {
    return {
        .method = Method::Put,
        .path =
            "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}/alert-rules/"
            "{ar:int}",
        .access = Level::Administrator,
        .summary =
            "Changes an alert rule, from the next run on. What is not given stays, the secret too.",
        .body =
            "name?, enabled:bool?, condition:E:AlertCondition?, measure:E:AlertMeasure?, "
            "threshold:number?, minimumObjects:long?, actions:E:AlertAction[]?, webhookUrl?, "
            "webhookSecret?, changeReason?",
        .successes = {{200, "AlertRule"}},
        .run = runUpdateAlertRule,
    };
}

}  // namespace jim::api::alert_rule
