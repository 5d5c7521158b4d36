#include "api/alert_rule/Documents.hpp"
#include "api/alert_rule/Operations.hpp"

#include <fmt/format.h>

namespace jim::api::alert_rule {

using namespace operation;

namespace {

base::Result<Reply> runCreateAlertRule(Call& call) {
    std::string location;
    AlertRule rule;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto where, place(call));
        JIM_ASSIGN(auto wanted, readRule(call, {}));
        JIM_ASSIGN(rule,
                   save(call, where, std::move(wanted), runs::activity::TargetOperation::Create));
        location =
            fmt::format("/synchronisation/connected-systems/{}/run-profiles/{}/alert-rules/{}",
                        where.system.id, where.profile.id, rule.id);
        return {};
    }));
    return created(std::move(location), documentOf(rule));
}

}  // namespace

Route createAlertRule() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}/alert-rules",
        .access = Level::Administrator,
        .summary =
            "Makes an alert rule: a threshold on the runs of a run profile, and what is done when "
            "one reaches it.",
        .body =
            "name!, enabled:bool=true, condition!:E:AlertCondition, "
            "measure:E:AlertMeasure=Absolute, "
            "threshold!:number, minimumObjects:long?, actions:E:AlertAction[]?, webhookUrl?, "
            "webhookSecret?, changeReason?",
        .successes = {{201, "AlertRule"}},
        .run = runCreateAlertRule,
    };
}

}  // namespace jim::api::alert_rule
