#include "api/service_setting/Documents.hpp"
#include "api/service_setting/Operations.hpp"

namespace jim::api::service_setting {

using namespace operation;

namespace {

base::Result<Reply> runRevertServiceSetting(Call& call) {
    JIM_ASSIGN(const Definition* definition, definitionOf(call));
    return change(call, *definition, std::nullopt);
}

}  // namespace

Route revertServiceSetting() {
    return {
        .method = Method::Delete,
        .path = "/service-settings/{key}",
        .access = Level::Administrator,
        .summary = "Goes back to the default of a setting.",
        .query = "changeReason?",
        .successes = {{200, "ServiceSetting"}},
        .run = runRevertServiceSetting,
    };
}

}  // namespace jim::api::service_setting
