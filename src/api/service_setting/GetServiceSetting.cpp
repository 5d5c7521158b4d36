#include "api/service_setting/Documents.hpp"
#include "api/service_setting/Operations.hpp"

namespace jim::api::service_setting {

using namespace operation;

namespace {

base::Result<Reply> runGetServiceSetting(Call& call) {
    JIM_ASSIGN(const Definition* definition, definitionOf(call));
    JIM_ASSIGN(const auto overridden, call.session().serviceSettings().overridden());
    return ok(documentOf(call, *definition, overridden));
}

}  // namespace

Route getServiceSetting() {
    return {
        .method = Method::Get,
        .path = "/service-settings/{key}",
        .access = Level::Reader,
        .summary = "Reads a setting: its default, its value, and which of them is in force.",
        .successes = {{200, "ServiceSetting"}},
        .run = runGetServiceSetting,
    };
}

}  // namespace jim::api::service_setting
