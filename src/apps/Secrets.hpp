#pragma once

#include "connectors/Connector.hpp"
#include "foundation/log/Log.hpp"
#include "runs/run_profile/Session.hpp"
#include "security/EncryptionKeys.hpp"

namespace jim::apps {

/// At the start: secrets of connected systems that an older key has encrypted are encrypted with
/// the current one. What cannot be read is a warning that names system and setting: the service
/// starts, and only what needs that secret fails.
[[nodiscard]] base::Status prepareSecrets(runs::run_profile::SessionFactory& sessions,
                                          const connectors::ConnectorRegistry& connectors,
                                          const security::EncryptionKeys& keys, log::Log& log);

}  // namespace jim::apps
