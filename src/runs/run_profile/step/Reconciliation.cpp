#include "runs/run_profile/step/Reconciliation.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace jim::runs::run_profile::step {
namespace {

namespace connector_space = identity::connector_space;
using connector_space::ConnectorSpaceObject;
using connector_space::CsoId;
using connector_space::CsoStatus;
using connector_space::PendingExport;
using connector_space::PendingExportChanges;
using connector_space::PendingExportChangeType;
using connector_space::PendingExportId;
using connector_space::PendingReference;
using identity::schema::DocumentView;

constexpr std::size_t kReconciledTogether = 1'000;

/// What one batch of pending exports is compared with.
struct Held {
    std::map<CsoId, ConnectorSpaceObject> objects;
    std::set<std::tuple<CsoId, identity::schema::AttributeId, CsoId>> references;
    std::map<PendingExportId, std::vector<PendingReference>> pendingReferences;
};

base::Result<Held> loadHeld(RunContext& run, const std::vector<PendingExport>& exports) {
    std::vector<CsoId> objects;
    std::vector<PendingExportId> ids;
    for (const auto& pending : exports) {
        objects.push_back(pending.cso);
        ids.push_back(pending.id);
    }
    std::ranges::sort(objects);
    Held held;
    JIM_ASSIGN(auto loaded, run.session().connectorSpace().load(objects));
    for (auto& object : loaded) held.objects.emplace(object.id, std::move(object));
    JIM_ASSIGN(const auto references, run.session().connectorSpace().references(objects));
    for (const auto& reference : references)
        if (reference.target)
            held.references.insert({reference.owner, reference.attribute, *reference.target});
    JIM_ASSIGN(const auto pendingReferences, run.session().pendingExports().references(ids));
    for (const auto& reference : pendingReferences)
        held.pendingReferences[reference.owner].push_back(reference);
    return held;
}

/// Takes away the reference changes that are satisfied; how many are left.
std::size_t settleReferences(const PendingExport& pending, const Held& held,
                             PendingExportChanges& changes) {
    const auto at = held.pendingReferences.find(pending.id);
    if (at == held.pendingReferences.end()) return 0;
    std::size_t left = 0;
    for (const auto& reference : at->second) {
        const bool there =
            held.references.contains({pending.cso, reference.attribute, reference.target});
        if (there == reference.added)
            changes.removedReferences.push_back(reference);
        else
            ++left;
    }
    return left;
}

void settle(PendingExport pending, const Held& held, PendingExportChanges& changes) {
    const auto at = held.objects.find(pending.cso);
    const bool gone = at == held.objects.end() || at->second.status == CsoStatus::Obsolete;
    if (pending.changeType == PendingExportChangeType::Delete) {
        if (gone) changes.removed.push_back(pending.id);
        return;
    }
    if (gone || at->second.status == CsoStatus::PendingProvisioning) return;
    const auto before = identity::schema::decodeChanges(pending.changes);
    const auto remaining = remainingChanges(before, DocumentView{at->second.document});
    if (settleReferences(pending, held, changes) == 0 && remaining.empty()) {
        changes.removed.push_back(pending.id);
        return;
    }
    if (remaining == before && pending.changeType == PendingExportChangeType::Update) return;
    pending.changeType = PendingExportChangeType::Update;
    pending.changes = identity::schema::encodeChanges(remaining);
    changes.updated.push_back(std::move(pending));
}

}  // namespace

identity::schema::ChangeSet remainingChanges(const identity::schema::ChangeSet& changes,
                                             DocumentView document) {
    identity::schema::ChangeSet remaining;
    for (const auto& change : changes) {
        std::set<std::string_view> held;
        if (const auto attribute = document.find(change.id))
            for (const auto value : *attribute) held.insert(value);
        identity::schema::AttributeChange left{change.id, change.type, {}, {}};
        for (const auto& value : change.added)
            if (!held.contains(value)) left.added.push_back(value);
        for (const auto& value : change.removed)
            if (held.contains(value)) left.removed.push_back(value);
        if (!left.added.empty() || !left.removed.empty()) remaining.push_back(std::move(left));
    }
    return remaining;
}

base::Status reconcile(RunContext& run) {
    auto& store = run.session().pendingExports();
    // What waits for another try may have come about meanwhile, too.
    constexpr base::Timestamp kWhenever{std::numeric_limits<std::int64_t>::max()};
    JIM_ASSIGN(const auto due, store.due(run.system().id, kWhenever));
    run.progress().total(static_cast<std::int64_t>(due.size()), progress::TotalKind::Exact,
                         progress::TotalSource::Counted);
    const auto batch = run.batch(kReconciledTogether);
    for (std::size_t at = 0; at < due.size(); at += batch) {
        JIM_TRY(run.betweenBatches());
        std::vector<PendingExportId> ids;
        for (std::size_t i = at; i < std::min(at + batch, due.size()); ++i)
            ids.push_back(due[i].id);
        JIM_ASSIGN(auto exports, store.load(ids));
        JIM_ASSIGN(const Held held, loadHeld(run, exports));
        PendingExportChanges changes;
        for (auto& pending : exports) settle(std::move(pending), held, changes);
        if (!changes.empty()) JIM_TRY(run.write([&] { return store.apply(changes); }));
        run.advance(static_cast<std::int64_t>(ids.size()));
    }
    return {};
}

}  // namespace jim::runs::run_profile::step
