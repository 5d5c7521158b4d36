#pragma once

#include "identity/connected_system/ConnectedSystem.hpp"
#include "identity/connected_system/ConnectorDefinition.hpp"
#include "security/EncryptionKeys.hpp"

#include <string>
#include <vector>

namespace jim::security {

using identity::connected_system::ConnectedSystem;
using identity::connected_system::ConnectorDefinition;
using identity::connected_system::SettingDefinition;
using identity::connected_system::SettingValues;

/// The stored form of an encrypted setting of a system: readable there only.
[[nodiscard]] std::string sealSetting(const EncryptionKeys& keys, std::int32_t systemId,
                                      std::int32_t settingId, const base::Secret& value);

/// The system's settings as its connector takes them, encrypted ones as secrets. Never stored,
/// shown or logged. InvalidState names the setting that cannot be read, in `fields` too.
[[nodiscard]] base::Result<SettingValues> revealed(const EncryptionKeys& keys,
                                                   const ConnectorDefinition& definition,
                                                   const ConnectedSystem& system);

struct Resealed {
    bool changed = false;               ///< Save the system.
    std::vector<std::string> problems;  ///< A sentence for each setting that cannot be read.
};

/// Seals with the current key what an older one has sealed.
[[nodiscard]] Resealed reseal(const EncryptionKeys& keys, const ConnectorDefinition& definition,
                              ConnectedSystem& system);

}  // namespace jim::security
