#include "api/service_setting/Documents.hpp"

#include "api/operation/Audit.hpp"
#include "api/service_setting/Operations.hpp"

namespace jim::api::service_setting {

using namespace operation;
using runs::activity::TargetOperation;

Json documentOf(const Call& call, const Definition& definition, const Values& overridden) {
    const std::string key{definition.key};
    const auto at = overridden.find(key);
    const bool isOverridden = at != overridden.end();
    const Json value = isOverridden ? Json{at->second} : Json{};
    Json effective = isOverridden ? value : orNull(definition.fallback);
    if (key == "Instance.Id") effective = call.guidOf(0, 0);
    if (key == "Security.EncryptionKeyPath")
        effective = call.context().encryptionKeys.file().string();
    return Json::object()
        .set("key", key)
        .set("displayName", definition.name)
        .set("description", definition.description)
        .set("category", definition.category)
        .set("valueType", definition.type)
        .set("defaultValue", orNull(definition.fallback))
        .set("value", value)
        .set("effectiveValue", std::move(effective))
        .set("isReadOnly", definition.readOnly)
        .set("isOverridden", isOverridden);
}

base::Result<const Definition*> definitionOf(const Call& call) {
    const Definition* definition = find(call.text("key"));
    if (definition == nullptr)
        return base::fail(base::notFound("Service setting", call.text("key")));
    return definition;
}

base::Result<Reply> change(const Call& call, const Definition& definition,
                           const std::optional<std::string>& value) {
    const std::string key{definition.key};
    if (definition.readOnly) return base::fail(base::invalidState("'" + key + "' is read-only."));
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    auto& settings = call.session().serviceSettings();
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_TRY(value ? settings.set(key, *value) : settings.reset(key));
        JIM_TRY(recordChange(
            call, {.target = runs::activity::TargetType::ServiceSetting,
                   .operation = value ? TargetOperation::Update : TargetOperation::Revert,
                   .name = key,
                   .reason = reason}));
        return {};
    }));
    call.gate().forgetLimits();
    JIM_ASSIGN(const auto overridden, settings.overridden());
    return ok(documentOf(call, definition, overridden));
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ServiceSetting",
         "key, displayName, description?, category:E:ServiceSettingCategory, "
         "valueType:E:ServiceSettingValueType, defaultValue?, value?, effectiveValue?, "
         "isReadOnly:bool, isOverridden:bool"},
    };
    return kSchemas;
}

}  // namespace jim::api::service_setting
