#include "security/ConnectorSecrets.hpp"

#include <fmt/format.h>

namespace jim::security {

using identity::connected_system::SettingType;

namespace {

/// What a value belongs to. Ids are never used twice, so this stays true for ever.
std::string contextOf(std::int32_t systemId, std::int32_t settingId) {
    return fmt::format("connected system {} setting {}", systemId, settingId);
}

base::Result<base::Secret> openSetting(const EncryptionKeys& keys, const ConnectedSystem& system,
                                       const SettingDefinition& setting,
                                       const std::string& sealed) {
    auto plain = keys.open(sealed, contextOf(system.id, setting.id));
    if (plain) return plain;
    base::Error error = base::invalidState(
        fmt::format("The setting '{}' of '{}' cannot be read: it {}. Bring back the key file that "
                    "it was set with, or set it again.",
                    setting.name, system.name, plain.error().message));
    error.fields[setting.name].push_back("It " + plain.error().message + ".");
    return base::fail(std::move(error));
}

/// The stored value of an encrypted setting; null when there is none.
const std::string* storedIn(const ConnectedSystem& system, const SettingDefinition& setting) {
    if (setting.type != SettingType::StringEncrypted) return nullptr;
    const auto at = system.settings.find(setting.id);
    return at == system.settings.end() || !at->second.text ? nullptr : &*at->second.text;
}

}  // namespace

std::string sealSetting(const EncryptionKeys& keys, std::int32_t systemId, std::int32_t settingId,
                        const base::Secret& value) {
    return keys.seal(value, contextOf(systemId, settingId));
}

base::Result<SettingValues> revealed(const EncryptionKeys& keys,
                                     const ConnectorDefinition& definition,
                                     const ConnectedSystem& system) {
    SettingValues values = system.settings;
    for (const auto& setting : definition.settings) {
        const auto* sealed = storedIn(system, setting);
        if (sealed == nullptr) continue;
        JIM_ASSIGN(auto plain, openSetting(keys, system, setting, *sealed));
        auto& value = values[setting.id];
        value.text.reset();
        value.secret = std::move(plain);
    }
    return values;
}

Resealed reseal(const EncryptionKeys& keys, const ConnectorDefinition& definition,
                ConnectedSystem& system) {
    Resealed result;
    for (const auto& setting : definition.settings) {
        const auto* sealed = storedIn(system, setting);
        if (sealed == nullptr) continue;
        const auto plain = openSetting(keys, system, setting, *sealed);
        if (!plain) {
            result.problems.push_back(plain.error().message);
        } else if (!keys.isCurrent(*sealed)) {
            system.settings[setting.id].text = sealSetting(keys, system.id, setting.id, *plain);
            result.changed = true;
        }
    }
    return result;
}

}  // namespace jim::security
