#include "runs/run_profile/step/ExportBatch.hpp"

#include "foundation/base/Ascending.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

namespace jim::runs::run_profile::step {
namespace {

using identity::connector_space::ConnectorSpaceObject;
using identity::connector_space::CsoId;
using identity::connector_space::CsoReference;
using identity::connector_space::CsoStatus;
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
base::Status loadObjects(Session& session, ExportBatch& batch, std::span<const CsoId> owners) {
    auto& space = session.connectorSpace();
    JIM_ASSIGN(batch.objects, space.loadUnjoined(owners));
    JIM_ASSIGN(batch.held, space.references(owners));
    std::vector<CsoId> targets;
    for (const auto& reference : batch.references)
        if (batch.exported->find(reference.target) == nullptr) targets.push_back(reference.target);
    JIM_ASSIGN(batch.targets, space.loadUnjoined(targets));
    return {};
}

/// An object that waits to be provisioned holds nothing but what is known of it already.
ConnectorSpaceObject provisioned(const RunContext& run, const ExportedObjects::Due& due) {
    ConnectorSpaceObject object;
    object.id = due.cso;
    object.systemId = run.system().id;
    object.objectTypeId = due.objectTypeId;
    object.status = due.status;
    object.externalId = due.externalId;
    object.displayName = due.displayName;
    object.created = object.updated = due.created;
    return object;
}

}  // namespace

ExportedObjects::ExportedObjects(std::span<const Due> due) : due_(due) {
    if (std::ranges::is_sorted(due_, {}, &Due::cso)) return;
    byObject_.resize(due_.size());
    std::iota(byObject_.begin(), byObject_.end(), 0U);
    std::ranges::sort(byObject_, {}, [&](std::uint32_t at) { return due_[at].cso; });
}

auto ExportedObjects::find(PendingExportId id) const -> const Due* {
    const auto at = base::firstFrom(due_, id, &Due::id);
    return at == due_.end() || at->id != id ? nullptr : &*at;
}

auto ExportedObjects::find(CsoId id) const -> const Due* {
    if (byObject_.empty()) {
        const auto at = base::firstFrom(due_, id, &Due::cso);
        return at == due_.end() || at->cso != id ? nullptr : &*at;
    }
    const auto csoOf = [&](std::uint32_t at) { return due_[at].cso; };
    const auto at = base::firstFrom(byObject_, id, csoOf);
    return at == byObject_.end() || csoOf(*at) != id ? nullptr : &due_[*at];
}

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
    if (const auto* due = exported->find(target)) return due->externalId;
    const auto* object = findById(targets, target);
    return object == nullptr ? std::string_view{} : object->externalId;
}

base::Result<ExportBatch> loadToSend(Session& session, std::span<const PendingExportId> ids,
                                     const ExportedObjects& exported) {
    ExportBatch batch;
    batch.exported = &exported;
    auto& store = session.pendingExports();
    JIM_ASSIGN(batch.exports, store.load(ids));
    JIM_ASSIGN(batch.references, store.references(ids));
    std::vector<CsoId> owners;
    for (const auto& pending : batch.exports)
        if (pending.changeType != PendingExportChangeType::Create) owners.push_back(pending.cso);
    JIM_TRY(loadObjects(session, batch, owners));
    return batch;
}

base::Result<ExportBatch> loadSent(RunContext& run, std::span<const PendingExportId> ids,
                                   const ExportedObjects& exported, KeptExports& kept) {
    ExportBatch batch;
    batch.exported = &exported;
    JIM_ASSIGN(auto taken, kept.take(run, ids));
    auto& store = run.session().pendingExports();
    JIM_ASSIGN(auto exports, store.load(taken.others));
    JIM_ASSIGN(auto references, store.references(taken.others));
    // What is kept is as it was when it was found due, and so is its object.
    std::vector<CsoId> owners;
    std::vector<ConnectorSpaceObject> waiting;
    waiting.reserve(taken.exports.size());
    for (const auto& pending : taken.exports) {
        const auto* due = exported.find(pending.id);
        if (due != nullptr && due->status == CsoStatus::PendingProvisioning)
            waiting.push_back(provisioned(run, *due));
        else
            owners.push_back(pending.cso);
    }
    for (const auto& pending : exports) owners.push_back(pending.cso);
    batch.exports = merged(std::move(taken.exports), std::move(exports), &PendingExport::id);
    batch.references =
        merged(std::move(taken.references), std::move(references), &PendingReference::owner);
    JIM_TRY(loadObjects(run.session(), batch, owners));
    const auto idOf = &ConnectorSpaceObject::id;
    if (!std::ranges::is_sorted(waiting, {}, idOf)) std::ranges::sort(waiting, {}, idOf);
    batch.objects = merged(std::move(waiting), std::move(batch.objects), idOf);
    return batch;
}

}  // namespace jim::runs::run_profile::step
