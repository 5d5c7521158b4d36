#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"
#include "progress/RunProgress.hpp"
#include "runs/alert/PauseGate.hpp"
#include "runs/alert/RunAlerts.hpp"
#include "runs/run_profile/Beside.hpp"
#include "runs/run_profile/Session.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>

namespace jim::runs::run_profile {

/// What a run is about, and what it works with.
struct RunParts {
    Session& session;
    const RunProfile& profile;
    const identity::connected_system::ConnectedSystem& system;
    connectors::Connector& connector;
    progress::RunProgress& progress;
    const base::Clock& clock;
    base::StopToken stop;
    run_queue::Lease lease;
    std::int64_t activityNumber = 0;
    bool allowDeletions = false;
    bool trackChanges = true;
    std::filesystem::path spoolFolder;
    std::int64_t objectsPerSecond = 0;   ///< At most; 0: no limit.
    activity::RunPosition position{};    ///< Of an attempt before this one.
    alert::RunAlerts* alerts = nullptr;  ///< Null: its run profile has no rules.
    alert::PauseGate* gate = nullptr;    ///< There when alerts are.
    std::chrono::seconds patience{0};    ///< How long it stands paused at most.
    std::size_t batchLimit = 0;          ///< Objects; 0: as many as are fast.
    Beside* beside = nullptr;            ///< Null: all is written on the run's own thread.
};

}  // namespace jim::runs::run_profile
