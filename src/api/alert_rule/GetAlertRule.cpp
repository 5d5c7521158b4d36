#include "api/alert_rule/Documents.hpp"
#include "api/alert_rule/Operations.hpp"

namespace jim::api::alert_rule {

using namespace operation;

namespace {

base::Result<Reply> runGetAlertRule(Call& call) {
    JIM_ASSIGN(const auto where, place(call));
    JIM_ASSIGN(const auto rule, find(call, where));
    return ok(documentOf(rule));
}

}  // namespace

Route getAlertRule() {
    return {
        .method = Method::Get,
        .path =
            "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}/alert-rules/"
            "{ar:int}",
        .access = Level::Reader,
        .summary = "Reads an alert rule; the secret of its webhook cannot be read.",
        .successes = {{200, "AlertRule"}},
        .run = runGetAlertRule,
    };
}

}  // namespace jim::api::alert_rule
