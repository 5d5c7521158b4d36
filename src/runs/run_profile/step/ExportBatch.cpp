#include "runs/run_profile/step/ExportBatch.hpp"

#include <algorithm>
#include <set>

namespace jim::runs::run_profile::step {
namespace {

using identity::connector_space::ConnectorSpaceObject;
using identity::connector_space::CsoId;
using identity::connector_space::CsoReference;
using identity::connector_space::PendingExport;
using identity::connector_space::PendingExportId;
using identity::connector_space::PendingReference;

base::Result<std::map<CsoId, ConnectorSpaceObject>> loadObjects(RunContext& run,
                                                                const std::set<CsoId>& wanted) {
    std::map<CsoId, ConnectorSpaceObject> result;
    const std::vector<CsoId> ids{wanted.begin(), wanted.end()};
    if (ids.empty()) return result;
    JIM_ASSIGN(auto objects, run.session().connectorSpace().load(ids));
    for (auto& object : objects) result.emplace(object.id, std::move(object));
    return result;
}

}  // namespace

const ConnectorSpaceObject* ExportBatch::objectOf(const PendingExport& pending) const {
    const auto at = objects.find(pending.cso);
    return at == objects.end() ? nullptr : &at->second;
}

const std::vector<CsoReference>& ExportBatch::heldBy(CsoId cso) const {
    static const std::vector<CsoReference> kNone;
    const auto at = held.find(cso);
    return at == held.end() ? kNone : at->second;
}

const std::vector<PendingReference>& ExportBatch::referencesOf(PendingExportId id) const {
    static const std::vector<PendingReference> kNone;
    const auto at = references.find(id);
    return at == references.end() ? kNone : at->second;
}

std::string ExportBatch::nameOf(CsoId target) const {
    if (const auto name = exported->find(target); name != exported->end())
        return std::string{name->second};
    const auto at = targets.find(target);
    return at == targets.end() ? std::string{} : at->second.externalId;
}

base::Result<ExportBatch> loadExportBatch(RunContext& run, std::span<const PendingExportId> ids,
                                          const ExportNames& exported) {
    ExportBatch batch;
    batch.exported = &exported;
    auto& session = run.session();
    std::vector<PendingExportId> sorted{ids.begin(), ids.end()};
    std::ranges::sort(sorted);
    JIM_ASSIGN(batch.exports, session.pendingExports().load(sorted));
    std::set<CsoId> owners;
    for (const auto& pending : batch.exports) owners.insert(pending.cso);
    JIM_ASSIGN(batch.objects, loadObjects(run, owners));
    const std::vector<CsoId> ownerIds{owners.begin(), owners.end()};
    JIM_ASSIGN(auto held, session.connectorSpace().references(ownerIds));
    for (auto& reference : held) batch.held[reference.owner].push_back(std::move(reference));
    JIM_ASSIGN(const auto references, session.pendingExports().references(sorted));
    std::set<CsoId> targets;
    for (const auto& reference : references) {
        batch.references[reference.owner].push_back(reference);
        if (!exported.contains(reference.target)) targets.insert(reference.target);
    }
    JIM_ASSIGN(batch.targets, loadObjects(run, targets));
    return batch;
}

}  // namespace jim::runs::run_profile::step
