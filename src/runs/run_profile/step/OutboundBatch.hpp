#pragma once

#include "runs/run_profile/step/BatchWork.hpp"

#include <map>
#include <unordered_map>
#include <vector>

namespace jim::runs::run_profile::step {

/// The outbound half of a batch: for every metaverse object in hand, what each connected system
/// with an export rule should be told. Writes into the batch's changes.
class OutboundBatch {
public:
    OutboundBatch(SynchronisationState& state, BatchWork& work) : state_(state), work_(work) {}

    [[nodiscard]] base::Status run();

private:
    using ConnectorSpaceObject = identity::connector_space::ConnectorSpaceObject;
    using PendingExport = identity::connector_space::PendingExport;

    [[nodiscard]] base::Status loadTargets();
    [[nodiscard]] base::Status flow(Subject& subject, WorkingObject& object,
                                    const OutboundPlan& plan);
    [[nodiscard]] base::Status provision(Subject& subject, WorkingObject& object,
                                         const OutboundPlan& plan);
    [[nodiscard]] base::Status update(Subject& subject, WorkingObject& object,
                                      const OutboundPlan& plan, const ConnectorSpaceObject& target);
    [[nodiscard]] base::Status insertPending(
        Subject& subject, const WorkingObject& object, CsoId cso, std::int32_t systemId,
        identity::connector_space::PendingExportChangeType type, std::string changes);
    [[nodiscard]] base::Status deprovision(Subject& subject, WorkingObject& object);
    [[nodiscard]] base::Status deprovisionFrom(Subject& subject, const WorkingObject& object,
                                               const identity::metaverse::JoinedObject& joined);
    [[nodiscard]] base::Status dropEmptied();

    SynchronisationState& state_;
    BatchWork& work_;
    std::unordered_map<CsoId, ConnectorSpaceObject> targets_;
    std::unordered_map<CsoId, PendingExport> pending_;
    std::vector<PendingExport>
        emptied_;  ///< Updates without changes left, unless they have references.
};

}  // namespace jim::runs::run_profile::step
