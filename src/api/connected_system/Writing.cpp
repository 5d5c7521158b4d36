#include "api/connected_system/Writing.hpp"

#include "api/operation/Audit.hpp"
#include "foundation/base/EnumText.hpp"
#include "security/ConnectorSecrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace jim::api::connected_system {

using namespace operation;
using identity::connected_system::SettingDefinition;
using identity::connected_system::SettingType;
using identity::connected_system::SettingValue;

namespace {

constexpr TextLimits kSettingText{0, 10'000};

const SettingDefinition* definitionOf(const std::vector<SettingDefinition>& definitions,
                                      std::string_view id) {
    std::int32_t number = 0;
    const auto [end, code] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (code != std::errc{} || end != id.data() + id.size()) return nullptr;
    const auto at = std::ranges::find(definitions, number, &SettingDefinition::id);
    return at == definitions.end() ? nullptr : &*at;
}

/// `text` is the stored form of a setting, or, empty, takes a secret away.
void change(const Call& call, Reader& value, const ConnectedSystem& system,
            const SettingDefinition& definition, SettingValue& into) {
    auto text = value.text("stringValue", kSettingText);
    const auto integer = value.integer("intValue");
    const auto checkbox = value.boolean("checkboxValue");
    if (text && definition.type == SettingType::StringEncrypted) {
        into.text.reset();
        if (!text->empty())
            into.text = security::sealSetting(call.context().encryptionKeys, system.id,
                                              definition.id, base::Secret{std::move(*text)});
    } else if (text) {
        into.text = std::move(text);
    }
    if (integer) into.integer = integer;
    if (checkbox) into.checkbox = checkbox;
}

base::Status validate(const Call& call, connectors::Connector& connector,
                      const ConnectedSystem& system) {
    const auto& definition = connector.definition();
    JIM_ASSIGN(const auto values,
               security::revealed(call.context().encryptionKeys, definition, system));
    auto problems = identity::connected_system::validateSettings(definition.settings, values);
    // What the outside world says only matters once the values make sense by themselves.
    if (auto* outside = connector.settingsValidation(); outside != nullptr && problems.empty())
        problems = outside->validate(values);
    if (problems.empty()) return {};
    const auto& [name, messages] = *problems.begin();
    return base::fail({base::ErrorKind::InvalidInput,
                       fmt::format("'{}': {}", name, messages.empty() ? "" : messages.front()),
                       {},
                       problems});
}

}  // namespace

base::Status requireFreeName(const Call& call, const ConnectedSystem& system) {
    JIM_ASSIGN(const auto systems, call.session().connectedSystems().all());
    const bool taken = std::ranges::any_of(systems, [&](const ConnectedSystem& other) {
        return other.id != system.id && base::equalsIgnoringCase(other.name, system.name);
    });
    if (!taken) return {};
    return base::fail(base::conflict(
        fmt::format("There is a connected system named '{}' already.", system.name)));
}

base::Status changeSettings(const Call& call, Reader& body, ConnectedSystem& system) {
    const Json* given = body.object("settingValues");
    if (given == nullptr) return body.finish();
    JIM_ASSIGN(auto* connector, connectorOf(call, system));
    for (const auto& member : *given->members()) {
        const auto* definition = definitionOf(connector->definition().settings, member.name);
        if (definition == nullptr || member.value.isNull()) continue;
        if (member.value.members() == nullptr) {
            body.problem("settingValues." + member.name, "This is an object.");
            continue;
        }
        Reader value = body.nested(member.value, "settingValues." + member.name + ".");
        change(call, value, system, *definition, system.settings[definition->id]);
    }
    JIM_TRY(body.finish());
    return validate(call, *connector, system);
}

base::Result<base::Guid> save(const Call& call, ConnectedSystem& system,
                              runs::activity::TargetOperation operation, const std::string& reason,
                              std::string warning) {
    if (system.id != 0) system.lastUpdated = call.now();
    JIM_TRY(call.session().connectedSystems().save(system));
    return recordChange(call, {.target = runs::activity::TargetType::ConnectedSystem,
                               .operation = operation,
                               .name = system.name,
                               .reason = reason,
                               .systemId = system.id,
                               .warning = std::move(warning)});
}

}  // namespace jim::api::connected_system
