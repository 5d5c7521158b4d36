#include "api/operation/Reader.hpp"
#include "api/service_setting/Documents.hpp"
#include "api/service_setting/Operations.hpp"

namespace jim::api::service_setting {

using namespace operation;

namespace {

base::Result<Reply> runSetServiceSetting(Call& call) {
    JIM_ASSIGN(const Definition* definition, definitionOf(call));
    Reader body = Reader::ofBody(call);
    auto value = body.text("value", {0, 1000});
    JIM_TRY(body.finish());
    if (value && !definition->readOnly) {
        JIM_ASSIGN(value, normalised(*definition, *value));
    }
    return change(call, *definition, value);
}

}  // namespace

Route setServiceSetting() {
    return {
        .method = Method::Put,
        .path = "/service-settings/{key}",
        .access = Level::Administrator,
        .summary = "Sets a setting; null goes back to its default.",
        .body = "value?, changeReason?",
        .successes = {{200, "ServiceSetting"}},
        .run = runSetServiceSetting,
    };
}

}  // namespace jim::api::service_setting
