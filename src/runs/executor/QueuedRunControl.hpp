#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Clock.hpp"
#include "progress/Publisher.hpp"
#include "runs/run_profile/RunControl.hpp"
#include "runs/run_profile/Session.hpp"

#include <functional>

namespace jim::runs::executor {

using run_profile::RunType;
using run_profile::Session;

/// Starts and cancels runs through the queue in the database.
class QueuedRunControl final : public run_profile::RunControl {
public:
    struct Parts {
        run_profile::SessionFactory& sessions;
        connectors::ConnectorRegistry& connectors;
        progress::Publisher& publisher;
        const base::Clock& clock;
        /// Tells the workers that something changed in the queue; must not block.
        std::function<void()> wake;
    };

    explicit QueuedRunControl(Parts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] base::Result<run_profile::Started> start(
        const run_profile::StartRequest& request) override;
    [[nodiscard]] base::Result<run_profile::Started> remove(
        const run_profile::RemovalRequest& request) override;
    [[nodiscard]] base::Status cancel(const base::Guid& activityId) override;
    [[nodiscard]] base::Status resume(const base::Guid& activityId, const std::string& by) override;

private:
    [[nodiscard]] base::Status endQueued(Session& session, const run_queue::WorkerTask& task);
    [[nodiscard]] base::Status noteResumed(run_profile::Session& session,
                                           const base::Guid& activityId, const std::string& by);

    Parts parts_;
};

/// Whether a connector can do runs of this type; the reason when it cannot.
[[nodiscard]] base::Status checkRunType(const connectors::Connector& connector, RunType type);

}  // namespace jim::runs::executor
