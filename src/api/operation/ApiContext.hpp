#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/metrics/Registry.hpp"
#include "progress/OneTimeValues.hpp"
#include "progress/ProgressStore.hpp"
#include "runs/run_profile/RunControl.hpp"
#include "runs/run_profile/Session.hpp"
#include "security/EncryptionKeys.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::api::operation {

/// What operations work with. Everything in it is thread-safe and outlives the API.
struct ApiContext {
    runs::run_profile::SessionFactory& sessions;
    const connectors::ConnectorRegistry& connectors;
    runs::run_profile::RunControl& runs;
    progress::ProgressStore& progress;
    const base::Clock& clock;
    const security::EncryptionKeys& encryptionKeys;
    std::string version;                             ///< Without build suffix.
    std::function<void(std::string_view)> log = {};  ///< One line for the administrator.
    /// Does work that may wait, on another thread; empty: here and now.
    std::function<void(std::function<void()>)> later = {};
    metrics::Registry* metrics = nullptr;        ///< Null: nothing is measured.
    std::size_t watchersEach = 20'000;           ///< Connections that one principal may watch with.
    std::chrono::seconds progressTtl{3600};      ///< How long a run's last snapshot is kept.
    std::vector<std::string> webhookHosts = {};  ///< That alerts may be sent to; empty: to any.
    progress::OneTimeValues* sharedTickets = nullptr;  ///< Null: tickets are good here only.
};

}  // namespace jim::api::operation
