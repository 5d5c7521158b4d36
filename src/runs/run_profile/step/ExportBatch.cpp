#include "runs/run_profile/step/ExportBatch.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

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

/// Rows of two that ascend by the key; a key's rows are all in one of them.
template <class Row, class Key>
std::vector<Row> merged(std::vector<Row> a, std::vector<Row> b, Key key) {
    if (b.empty()) return a;
    std::vector<Row> all;
    all.reserve(a.size() + b.size());
    const auto before = [&](const Row& x, const Row& y) {
        return std::invoke(key, x) < std::invoke(key, y);
    };
    std::merge(std::make_move_iterator(a.begin()), std::make_move_iterator(a.end()),
               std::make_move_iterator(b.begin()), std::make_move_iterator(b.end()),
               std::back_inserter(all), before);
    return all;
}

/// The objects of `owners` with what they hold, and what the targets of references are called.
base::Status loadObjects(RunContext& run, ExportBatch& batch, std::span<const CsoId> owners) {
    auto& space = run.session().connectorSpace();
    JIM_ASSIGN(batch.objects, space.loadUnjoined(owners));
    JIM_ASSIGN(batch.held, space.references(owners));
    std::vector<CsoId> targets;
    for (const auto& reference : batch.references)
        if (!batch.exported->contains(reference.target)) targets.push_back(reference.target);
    JIM_ASSIGN(batch.targets, space.loadUnjoined(targets));
    return {};
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

base::Result<ExportBatch> loadToSend(RunContext& run, std::span<const PendingExportId> ids,
                                     const ExportNames& exported) {
    ExportBatch batch;
    batch.exported = &exported;
    auto& store = run.session().pendingExports();
    JIM_ASSIGN(batch.exports, store.load(ids));
    JIM_ASSIGN(batch.references, store.references(ids));
    std::vector<CsoId> owners;
    for (const auto& pending : batch.exports)
        if (pending.changeType != PendingExportChangeType::Create) owners.push_back(pending.cso);
    JIM_TRY(loadObjects(run, batch, owners));
    return batch;
}

base::Result<ExportBatch> loadSent(RunContext& run, std::span<const PendingExportId> ids,
                                   const ExportNames& exported, KeptExports& kept) {
    ExportBatch batch;
    batch.exported = &exported;
    JIM_ASSIGN(auto taken, kept.take(run, ids));
    auto& store = run.session().pendingExports();
    JIM_ASSIGN(auto exports, store.load(taken.others));
    JIM_ASSIGN(auto references, store.references(taken.others));
    batch.exports = merged(std::move(taken.exports), std::move(exports), &PendingExport::id);
    batch.references =
        merged(std::move(taken.references), std::move(references), &PendingReference::owner);
    std::vector<CsoId> owners;
    owners.reserve(batch.exports.size());
    for (const auto& pending : batch.exports) owners.push_back(pending.cso);
    JIM_TRY(loadObjects(run, batch, owners));
    return batch;
}

}  // namespace jim::runs::run_profile::step
