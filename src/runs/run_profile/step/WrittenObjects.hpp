#pragma once

#include "runs/run_profile/step/BatchWork.hpp"

#include <optional>
#include <vector>

namespace jim::runs::run_profile::step {

/// What a batch has inserted, found by id. The batch stays as it is meanwhile.
class WrittenObjects {
public:
    explicit WrittenObjects(const BatchWork& work);

    /// Everything that belongs to the metaverse object of a subject that was projected; nothing for
    /// another, or where something of it was not written by this batch.
    [[nodiscard]] std::optional<identity::metaverse::ProjectedObject> projectedBy(
        const Subject& subject) const;

private:
    [[nodiscard]] const identity::connector_space::ConnectorSpaceObject* objectOf(CsoId id) const;
    [[nodiscard]] const identity::connector_space::PendingExport* pendingOf(CsoId id) const;

    std::vector<const identity::connector_space::ConnectorSpaceObject*> objects_;  ///< By id.
    std::vector<const identity::connector_space::PendingExport*> pending_;  ///< By their object.
};

}  // namespace jim::runs::run_profile::step
