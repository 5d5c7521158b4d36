#pragma once

#include "apps/ServiceParts.hpp"
#include "apps/WorkerPool.hpp"
#include "runs/executor/Executor.hpp"

#include <memory>

namespace jim::apps {

/// Executes runs.
class WorkerRole {
public:
    /// `inPairs`: runs may write with two sessions at the same time.
    WorkerRole(const ServiceParts& parts, bool inPairs);

    /// Ends what earlier processes left behind, and begins to take tasks.
    [[nodiscard]] base::Status start();

    /// Something changed in the queue. Never blocks; from any thread.
    void wake();

private:
    [[nodiscard]] base::Status recover();

    const ServiceParts parts_;
    bool inPairs_;
    runs::executor::Executor executor_;
    std::unique_ptr<WorkerPool> pool_;
};

/// Executes, hands back and recovers as the process is set up.
[[nodiscard]] runs::executor::Executor executorOf(const ServiceParts& parts);

}  // namespace jim::apps
