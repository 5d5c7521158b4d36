#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Timestamp.hpp"
#include "progress/Phase.hpp"
#include "progress/RunKind.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace jim::progress {

/// Which run it is, said once when it is queued and once when a worker begins it.
struct RunIdentity {
    base::Guid activityId;
    std::int32_t attempt = 0;  ///< 0 while queued; raised by every claim and every recovery.
    RunKind kind = RunKind::Import;
    std::string runType;        ///< `FullImport`
    std::string targetName;     ///< The run profile's name.
    std::string targetContext;  ///< The connected system's name.
    std::int32_t connectedSystemId = 0;
    std::int32_t runProfileId = 0;
    std::string worker;  ///< `host:pid`; empty while queued.
    base::Timestamp queuedAt;
    base::Timestamp startedAt;
    std::vector<PhaseDeclaration> phases;  ///< Usually catalogue(kind, runType).
    std::vector<std::string> objectTypes;  ///< Their indexes are those of RunProgress::count.
};

}  // namespace jim::progress
