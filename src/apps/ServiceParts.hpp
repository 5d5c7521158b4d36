#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"
#include "foundation/log/Log.hpp"
#include "foundation/metrics/Registry.hpp"
#include "progress/OneTimeValues.hpp"
#include "progress/Publisher.hpp"
#include "runs/alert/RunAlerts.hpp"
#include "runs/run_profile/Session.hpp"
#include "security/EncryptionKeys.hpp"

#include <string>

namespace jim::apps {

/// What the roles of one process share. Everything in it is thread-safe and outlives them.
struct ServiceParts {
    const config::Settings& settings;
    const base::Clock& clock;
    log::Log& log;
    const security::EncryptionKeys& keys;
    runs::run_profile::SessionFactory& sessions;
    connectors::ConnectorRegistry& connectors;
    progress::ProgressStore& progress;
    progress::OneTimeValues* oneTimeValues;  ///< Null: nothing is shared.
    progress::Publisher& publisher;
    metrics::Registry& metrics;
    const std::string& name;  ///< `host:pid`, what activities say of their worker.
    bool databaseIsShared;    ///< By other processes.
    runs::alert::AlertListener alerts;
};

}  // namespace jim::apps
