#include "runs/run_profile/step/ExportResults.hpp"

#include "foundation/base/Ascending.hpp"
#include "identity/connector_space/IncomingHash.hpp"
#include "identity/schema/ChangeSet.hpp"

#include <algorithm>
#include <memory>

namespace jim::runs::run_profile::step {
namespace {

using activity::ItemErrorType;
using activity::ItemOutcome;
using activity::ObjectChangeType;
using identity::connector_space::ConnectorSpaceObject;
using identity::connector_space::CsoStatus;
using identity::connector_space::IncomingReference;
using identity::connector_space::PendingExport;
using identity::connector_space::PendingExportChangeType;
using identity::connector_space::PendingExportId;
using identity::connector_space::PendingExportStatus;
using identity::connector_space::PendingReference;
using identity::schema::AttributeChange;
using identity::schema::AttributeType;
using identity::schema::ChangesView;
using identity::schema::DocumentView;

/// So many touch most pages of the indexes by target in a large database: the more, the fewer times
/// each is written.
constexpr std::size_t kResultsTogether = 32'000;
constexpr std::int32_t kMostTries = 10;  ///< Then it stays Failed until its changes change.
/// Wait before the n-th retry: 1, 2, 4 ... minutes, at most an hour.
constexpr std::chrono::minutes kFirstRetry{1};
constexpr std::chrono::minutes kLongestRetry{60};

std::chrono::microseconds retryAfter(std::int32_t errors) {
    const auto shift = std::min(errors - 1, 6);
    return std::min<std::chrono::microseconds>(kFirstRetry * (1 << shift), kLongestRetry);
}

void noteReference(identity::schema::ChangeSet& changes, identity::schema::AttributeId id,
                   std::string name, bool added) {
    auto at = std::ranges::find(changes, id, &AttributeChange::id);
    if (at == changes.end()) {
        changes.push_back({id, AttributeType::Reference, {}, {}});
        at = std::prev(changes.end());
    }
    (added ? at->added : at->removed).push_back(std::move(name));
}

/// What was known by a value that has been exported is known by the one that came for it.
void rename(ConnectorSpaceObject& object, ChangesView exported) {
    const auto text = [](const identity::schema::AttributeView& value) {
        return identity::schema::displayText(value.type, value.first());
    };
    for (const auto& change : exported) {
        if (change.added.count != 1 || change.removed.count != 1) continue;
        if (text(change.removed) != object.displayName) continue;
        object.displayName = text(change.added);
        return;
    }
}

}  // namespace

base::Status ExportResults::apply() {
    std::vector<std::int64_t> ids = feed_.exportedIds();
    for (const auto& [id, message] : feed_.failures()) ids.push_back(id);
    ids = base::ascending(std::move(ids));
    // Deletions last: with an object go the references to it, and the changes that await them.
    const auto deletions =
        std::ranges::partition(ids, [&](std::int64_t id) { return !feed_.deletes(id); });
    std::sort(ids.begin(), deletions.begin());
    std::sort(deletions.begin(), deletions.end());
    std::vector<PendingExportId> all;
    all.reserve(ids.size());
    for (const auto id : ids) all.push_back(PendingExportId{id});
    std::span<const PendingExportId> left{all};
    const auto next = [&] {
        const auto batch = left.first(std::min(run_.batch(kResultsTogether), left.size()));
        left = left.subspan(batch.size());
        return decide(batch);
    };
    while (!left.empty()) {
        const bool two =
            left.size() > run_.batch(kResultsTogether) && run_.batches().writesInPairs();
        JIM_TRY(run_.batches().writeBatches(next, [&] { return two && !left.empty(); }));
    }
    return {};
}

base::Result<DecidedBatch> ExportResults::decide(std::span<const PendingExportId> ids) {
    JIM_ASSIGN(ExportBatch batch, loadSent(run_, ids, feed_.objects(), feed_.kept()));
    const auto changes = std::make_shared<Changes>();
    reserve(batch, *changes);
    for (auto& pending : batch.exports) {
        const auto failure = feed_.failures().find(static_cast<std::int64_t>(pending.id));
        if (failure != feed_.failures().end())
            applyFailure(batch, pending, failure->second, *changes);
        else if (pending.changeType == PendingExportChangeType::Delete)
            applyDelete(batch, pending, *changes);
        else
            applyExported(batch, pending, *changes);
    }
    const auto count = static_cast<std::int64_t>(ids.size());
    run_.processed(count);
    DecidedBatch decided;
    decided.write = [changes](Session& session, BatchRecord&) -> base::Status {
        JIM_TRY(session.connectorSpace().apply(changes->connectorSpace));
        return session.pendingExports().apply(changes->pendingExports);
    };
    decided.committed = [this, count] { run_.advance(count); };
    // References go by the names of objects, and go with them.
    decided.touchesOthers =
        !changes->connectorSpace.renamed.empty() || !changes->connectorSpace.removed.empty();
    return decided;
}

void ExportResults::reserve(const ExportBatch& batch, Changes& changes) {
    const auto waiting = std::ranges::count(batch.objects, CsoStatus::PendingProvisioning,
                                            &ConnectorSpaceObject::status);
    changes.connectorSpace.provisioned.reserve(static_cast<std::size_t>(waiting));
    changes.connectorSpace.updated.reserve(batch.objects.size() -
                                           static_cast<std::size_t>(waiting));
    changes.connectorSpace.addedReferences.reserve(batch.references.size());
    changes.pendingExports.removed.reserve(batch.exports.size());
}

void ExportResults::applyExported(ExportBatch& batch, PendingExport& pending, Changes& changes) {
    auto* before = batch.objectOf(pending);
    if (before == nullptr) return;
    auto item = itemOf(batch, pending);
    ConnectorSpaceObject object = std::move(*before);
    auto& written = object.status == CsoStatus::PendingProvisioning
                        ? changes.connectorSpace.provisioned
                        : changes.connectorSpace.updated;
    const ChangesView exported{pending.changes};
    object.document = identity::schema::apply(DocumentView{object.document}, exported);
    if (pending.changeType != PendingExportChangeType::Create) rename(object, exported);
    object.status = CsoStatus::Normal;
    object.updated = run_.clock().now();
    const auto* type = run_.system().findObjectType(object.objectTypeId);
    const auto* externalId = type == nullptr ? nullptr : type->externalId();
    if (externalId != nullptr)
        if (const auto value = DocumentView{object.document}.find(externalId->id))
            object.externalId = identity::schema::displayText(value->type, value->first());
    if (object.externalId != item.externalId)
        changes.connectorSpace.renamed.push_back({object.id, object.externalId});
    identity::schema::ChangeSet referenceChanges;
    const bool left = applyReferences(batch, pending, object, referenceChanges, changes);
    item.changeType = pending.changeType == PendingExportChangeType::Create
                          ? ObjectChangeType::Created
                          : ObjectChangeType::Exported;
    item.outcomes.add(ItemOutcome::Exported);
    item.externalId = object.externalId;
    item.changes = std::move(pending.changes);
    identity::schema::appendChanges(item.changes, referenceChanges);
    run_.record(std::move(item));
    written.push_back(std::move(object));
    if (!left) {
        changes.pendingExports.removed.push_back(pending.id);
        return;
    }
    auto rest = std::move(pending);
    rest.changeType = PendingExportChangeType::Update;
    rest.changes = identity::schema::encodeChanges({});
    rest.lastAttempted = run_.clock().now();
    changes.pendingExports.updated.push_back(std::move(rest));
    run_.progress().add(progress::Extra::Deferred);
}

bool ExportResults::applyReferences(const ExportBatch& batch, const PendingExport& pending,
                                    ConnectorSpaceObject& object,
                                    identity::schema::ChangeSet& referenceChanges,
                                    Changes& changes) {
    bool left = false;
    std::vector<PendingReference> done;
    std::vector<IncomingReference> held;
    for (const auto& reference : batch.heldBy(pending.cso))
        held.push_back({reference.attribute, reference.targetExternalId});
    for (const auto& reference : batch.referencesOf(pending.id)) {
        const auto name = batch.nameOf(reference.target);
        if (name.empty()) {
            left = true;
            continue;
        }
        done.push_back(reference);
        noteReference(referenceChanges, reference.attribute, std::string{name}, reference.added);
        const IncomingReference value{reference.attribute, name};
        std::erase(held, value);
        if (reference.added) held.push_back(value);
        auto& written = reference.added ? changes.connectorSpace.addedReferences
                                        : changes.connectorSpace.removedReferences;
        written.push_back({object.id, reference.attribute, std::string{name}, reference.target});
    }
    // Those of a pending export that goes, go with it.
    if (left)
        changes.pendingExports.removedReferences.insert(
            changes.pendingExports.removedReferences.end(), done.begin(), done.end());
    // What the import that confirms will hash it to.
    object.hash = identity::connector_space::incomingHash(object.document, held);
    return left;
}

void ExportResults::applyDelete(const ExportBatch& batch, const PendingExport& pending,
                                Changes& changes) {
    auto item = itemOf(batch, pending);
    item.changeType = ObjectChangeType::Deprovisioned;
    item.outcomes.add(ItemOutcome::Exported);
    item.outcomes.add(ItemOutcome::Deprovisioned);
    run_.record(std::move(item));
    changes.pendingExports.removed.push_back(pending.id);
    changes.connectorSpace.removed.push_back(pending.cso);
}

void ExportResults::applyFailure(const ExportBatch& batch, PendingExport pending,
                                 const std::string& message, Changes& changes) {
    auto item = itemOf(batch, pending);
    item.changeType = ObjectChangeType::PendingExport;
    item.errorType = pending.changeType == PendingExportChangeType::Create
                         ? ItemErrorType::CouldNotExportDueToExistingConnectedSystemObject
                         : ItemErrorType::ExportNotConfirmed;
    item.outcomes.add(ItemOutcome::ExportFailed);
    item.message = message;
    run_.record(std::move(item));
    pending.lastError = message;
    pending.errorCount += 1;
    pending.status = pending.errorCount < kMostTries ? PendingExportStatus::Pending
                                                     : PendingExportStatus::Failed;
    pending.lastAttempted = run_.clock().now();
    pending.nextRetry = run_.clock().now() + retryAfter(pending.errorCount);
    changes.pendingExports.updated.push_back(std::move(pending));
}

activity::ExecutionItem ExportResults::itemOf(const ExportBatch& batch,
                                              const PendingExport& pending) const {
    activity::ExecutionItem item;
    item.cso = pending.cso;
    item.mvo = pending.source;
    if (const auto* object = batch.objectOf(pending)) {
        item.externalId = object->externalId;
        item.displayName = object->displayName;
        if (const auto* type = run_.system().findObjectType(object->objectTypeId))
            item.objectType = type->name;
    }
    return item;
}

}  // namespace jim::runs::run_profile::step
