#include "runs/run_profile/step/ExportBatch.hpp"

#include <algorithm>

namespace jim::runs::run_profile::step {
namespace {

using identity::connector_space::ConnectorSpaceObject;
using identity::connector_space::CsoId;
using identity::connector_space::CsoReference;
using identity::connector_space::PendingExport;
using identity::connector_space::PendingExportChangeType;
using identity::connector_space::PendingExportId;
using identity::connector_space::PendingReference;

auto* findById(auto& rows, auto id) {
    const auto idOf = [](const auto& row) { return row.id; };
    const auto at = std::ranges::lower_bound(rows, id, {}, idOf);
    return at == rows.end() || at->id != id ? nullptr : &*at;
}

template <class Row, class Id>
std::span<const Row> ownedBy(const std::vector<Row>& rows, Id owner) {
    return std::ranges::equal_range(rows, owner, {}, &Row::owner);
}

}  // namespace

const PendingExport* ExportBatch::find(PendingExportId id) const {
    return findById(exports, id);
}

const ConnectorSpaceObject* ExportBatch::objectOf(const PendingExport& pending) const {
    return findById(objects, pending.cso);
}

ConnectorSpaceObject* ExportBatch::objectOf(const PendingExport& pending) {
    return findById(objects, pending.cso);
}

std::span<const CsoReference> ExportBatch::heldBy(CsoId cso) const {
    return ownedBy(held, cso);
}

std::span<const PendingReference> ExportBatch::referencesOf(PendingExportId id) const {
    return ownedBy(references, id);
}

std::string_view ExportBatch::nameOf(CsoId target) const {
    if (const auto name = exported->find(target); name != exported->end()) return name->second;
    const auto* object = findById(targets, target);
    return object == nullptr ? std::string_view{} : object->externalId;
}

base::Result<ExportBatch> loadExportBatch(RunContext& run, std::span<const PendingExportId> ids,
                                          const ExportNames& exported, ExportObjects objects) {
    ExportBatch batch;
    batch.exported = &exported;
    auto& session = run.session();
    JIM_ASSIGN(batch.exports, session.pendingExports().load(ids));
    std::vector<CsoId> owners;
    owners.reserve(batch.exports.size());
    for (const auto& pending : batch.exports)
        if (objects == ExportObjects::All || pending.changeType != PendingExportChangeType::Create)
            owners.push_back(pending.cso);
    JIM_ASSIGN(batch.objects, session.connectorSpace().load(owners));
    JIM_ASSIGN(batch.held, session.connectorSpace().references(owners));
    JIM_ASSIGN(batch.references, session.pendingExports().references(ids));
    std::vector<CsoId> targets;
    for (const auto& reference : batch.references)
        if (!exported.contains(reference.target)) targets.push_back(reference.target);
    JIM_ASSIGN(batch.targets, session.connectorSpace().load(targets));
    return batch;
}

}  // namespace jim::runs::run_profile::step
