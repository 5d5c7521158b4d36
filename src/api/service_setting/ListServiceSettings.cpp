#include "api/service_setting/Documents.hpp"
#include "api/service_setting/Operations.hpp"

namespace jim::api::service_setting {

using namespace operation;

namespace {

base::Result<Reply> runListServiceSettings(Call& call) {
    JIM_ASSIGN(const auto overridden, call.session().serviceSettings().overridden());
    Json::Array items;
    for (const auto& definition : definitions())
        items.push_back(documentOf(call, definition, overridden));
    return ok(std::move(items));
}

}  // namespace

Route listServiceSettings() {
    return {
        .method = Method::Get,
        .path = "/service-settings",
        .access = Level::Reader,
        .summary = "Lists the settings that can change while the service runs.",
        .successes = {{200, "ServiceSetting[]"}},
        .run = runListServiceSettings,
    };
}

}  // namespace jim::api::service_setting
