#include "runs/run_profile/step/WrittenObjects.hpp"

#include <algorithm>
#include <tuple>

namespace jim::runs::run_profile::step {

using identity::connector_space::ConnectorSpaceObject;
using identity::connector_space::Join;
using identity::connector_space::PendingExport;
using identity::metaverse::ProjectedObject;

WrittenObjects::WrittenObjects(const BatchWork& work) {
    objects_.reserve(work.connectorSpace.inserted.size());
    for (const auto& object : work.connectorSpace.inserted) objects_.push_back(&object);
    std::ranges::sort(objects_, {}, &ConnectorSpaceObject::id);
    pending_.reserve(work.pendingExports.inserted.size());
    for (const auto& pending : work.pendingExports.inserted) pending_.push_back(&pending);
    std::ranges::sort(pending_, {}, &PendingExport::cso);
}

std::optional<ProjectedObject> WrittenObjects::projectedBy(const Subject& subject) const {
    if (!subject.projected) return std::nullopt;
    const auto& working = *subject.object;
    std::vector<Join> joins;
    joins.reserve(working.joins.size());
    for (const auto& joined : working.joins) joins.push_back(joined.join);
    std::ranges::sort(joins, {},
                      [](const Join& join) { return std::tuple{join.systemId, join.cso}; });
    ProjectedObject result{subject.cso.id, &working.object, {}};
    for (const auto& join : joins) {
        const auto* object = join.cso == subject.cso.id ? &subject.cso : objectOf(join.cso);
        if (object == nullptr) return std::nullopt;
        result.connectors.push_back({object, pendingOf(join.cso)});
    }
    return result;
}

const ConnectorSpaceObject* WrittenObjects::objectOf(CsoId id) const {
    const auto at = std::ranges::lower_bound(objects_, id, {}, &ConnectorSpaceObject::id);
    return at == objects_.end() || (*at)->id != id ? nullptr : *at;
}

const PendingExport* WrittenObjects::pendingOf(CsoId id) const {
    const auto at = std::ranges::lower_bound(pending_, id, {}, &PendingExport::cso);
    return at == pending_.end() || (*at)->cso != id ? nullptr : *at;
}

}  // namespace jim::runs::run_profile::step
