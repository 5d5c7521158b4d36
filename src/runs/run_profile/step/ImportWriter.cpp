#include "runs/run_profile/step/ImportWriter.hpp"

#include "foundation/base/Ascending.hpp"
#include "identity/schema/ChangeSet.hpp"
#include "runs/run_profile/step/ImportItems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <span>

namespace jim::runs::run_profile::step {
namespace {

using activity::ItemErrorType;
using activity::ItemOutcome;
using activity::ObjectChangeType;
using connector_space::ConnectorSpaceChanges;
using connector_space::ConnectorSpaceObject;
using connector_space::CsoId;
using connector_space::CsoReference;
using connector_space::CsoStatus;
using connector_space::PendingExport;
using connector_space::PendingExportChangeType;
using identity::connected_system::UnresolvedReferenceHandling;
using identity::schema::DocumentView;

constexpr std::size_t kWrittenTogether = 8'000;

/// Objects that were to be created and have been found: what is pending for them is a change from
/// now on. Within the transaction of their batch.
base::Status changeInsteadOfCreate(Session& session, std::span<const CsoId> found) {
    if (found.empty()) return {};
    auto& store = session.pendingExports();
    const auto ids = base::ascending(found);
    JIM_ASSIGN(auto pending, store.ofObjects(ids));
    std::erase_if(pending, [](const PendingExport& each) {
        return each.changeType != PendingExportChangeType::Create;
    });
    for (auto& each : pending) each.changeType = PendingExportChangeType::Update;
    connector_space::PendingExportChanges changes;
    changes.updated = std::move(pending);
    return changes.empty() ? base::Status{} : store.apply(changes);
}

}  // namespace

base::Status ImportWriter::save(ImportSpool& spool) {
    JIM_TRY(spool.rewind());
    const bool areNew = std::ranges::any_of(
        index_.entries(), [](const ImportEntry& entry) { return !entry.isKnown(); });
    auto left = spool.records();
    while (left > 0) {
        JIM_TRY(run_.betweenBatches());
        const auto size = static_cast<std::int64_t>(run_.batch(kWrittenTogether));
        const bool two = left > size && run_.batches().writesInPairs();
        if (two && areNew)
            JIM_TRY(numbers_.ensure(connector_space::kCsoKind, std::min(2 * size, left)));
        JIM_TRY(run_.batches().writeBatches([&] { return nextBatch(spool, left); },
                                            [&] { return two && left > 0; }));
    }
    return {};
}

base::Result<DecidedBatch> ImportWriter::nextBatch(ImportSpool& spool, std::int64_t& left) {
    const auto records = std::min(left, static_cast<std::int64_t>(run_.batch(kWrittenTogether)));
    left -= records;
    JIM_TRY(fillBatch(spool, records));
    JIM_TRY(takeIds());
    const auto batch = std::make_shared<Batch>();
    JIM_TRY(collectUpdates(*batch));
    for (auto& incoming : batch_)
        if (incoming.isNew) collectNew(incoming, batch->changes);
    run_.processed(records);
    DecidedBatch decided;
    decided.write = [batch](Session& session, BatchRecord&) -> base::Status {
        JIM_TRY(session.connectorSpace().apply(batch->changes));
        return changeInsteadOfCreate(session, batch->found);
    };
    decided.committed = [this, records] { run_.advance(records); };
    return decided;
}

base::Status ImportWriter::fillBatch(ImportSpool& spool, std::int64_t records) {
    batch_.clear();
    SpoolRecord record;
    for (std::int64_t i = 0; i < records; ++i) {
        JIM_ASSIGN(const bool more, spool.next(record));
        if (!more) return base::fail(base::internal("the spool file has lost records"));
        const bool rejected =
            record.kind == SpoolRecord::Kind::Error || index_[record.entry].duplicate;
        if (rejected)
            recordError(record);
        else
            take(record);
    }
    return {};
}

void ImportWriter::recordError(const SpoolRecord& record) {
    run_.record(rejectedItem(record, typeName(record.objectTypeId)));
}

void ImportWriter::take(const SpoolRecord& record) {
    const auto& entry = index_[record.entry];
    Incoming incoming;
    incoming.entry = record.entry;
    incoming.isNew = !entry.isKnown();
    incoming.position = record.position;
    auto& object = incoming.object;
    object.id = entry.id;
    object.systemId = run_.system().id;
    object.objectTypeId = record.objectTypeId;
    object.externalId = record.externalId;
    object.displayName = record.displayName;
    object.document = record.document;
    object.hash = record.hash;
    incoming.references = record.references;
    batch_.push_back(std::move(incoming));
}

base::Status ImportWriter::takeIds() {
    for (auto& incoming : batch_) {
        if (!incoming.isNew) continue;
        JIM_ASSIGN(const auto number, numbers_.next(connector_space::kCsoKind));
        incoming.object.id = CsoId{number};
        index_[incoming.entry].id =
            incoming.object.id;  // References of this batch may point at it.
    }
    return {};
}

base::Status ImportWriter::collectUpdates(Batch& batch) {
    std::vector<CsoId> ids;
    std::map<CsoId, Incoming*> byId;
    for (auto& incoming : batch_) {
        if (incoming.isNew) continue;
        ids.push_back(incoming.object.id);
        byId[incoming.object.id] = &incoming;
    }
    if (ids.empty()) return {};
    std::ranges::sort(ids);
    auto& store = run_.session().connectorSpace();
    JIM_ASSIGN(const auto before, store.load(ids));
    JIM_ASSIGN(const auto references, store.references(ids));
    auto held = references.begin();
    for (const auto& object : before) {
        while (held != references.end() && held->owner < object.id) ++held;
        const auto first = held;
        while (held != references.end() && held->owner == object.id) ++held;
        collectChanged(*byId.at(object.id), object, {first, held}, batch);
    }
    return {};
}

void ImportWriter::collectNew(Incoming& incoming, ConnectorSpaceChanges& changes) {
    auto& object = incoming.object;
    object.created = object.updated = run_.clock().now();
    auto item = itemOf(incoming);
    item.changeType = ObjectChangeType::Added;
    item.outcomes.add(ItemOutcome::CsoAdded);
    item.changes =
        encodeImportChanges(DocumentView{}, DocumentView{object.document}, {}, incoming.references);
    noteUnresolved(incoming, item);
    run_.record(std::move(item));
    for (const auto& reference : incoming.references)
        changes.addedReferences.push_back(referenceOf(object.id, reference));
    changes.touched.push_back(object.id);
    changes.inserted.push_back(std::move(object));
}

void ImportWriter::collectChanged(Incoming& incoming, const ConnectorSpaceObject& before,
                                  std::span<const CsoReference> heldReferences, Batch& batch) {
    auto& changes = batch.changes;
    auto& object = incoming.object;
    if (before.status == CsoStatus::PendingProvisioning) batch.found.push_back(before.id);
    object.created = before.created;
    object.updated = run_.clock().now();
    object.status = CsoStatus::Normal;
    const auto delta = referenceDifference(heldReferences, incoming.references);
    const bool same = before.document == object.document && delta.added.empty() &&
                      delta.removed.empty() && before.status == CsoStatus::Normal;
    auto item = itemOf(incoming);
    item.changeType = ObjectChangeType::Updated;
    if (same && before.hash == object.hash) {  // Verification mode: it is what its hash says.
        run_.unchanged(1);
        return;
    }
    if (before.hash == object.hash && before.status == CsoStatus::Normal) {
        item.errorType = ItemErrorType::ImportHashVerificationFailed;
        item.message =
            "The stored object differs from what its content hash says. It was corrected from the "
            "source.";
    }
    for (const auto& reference : delta.added)
        changes.addedReferences.push_back(referenceOf(object.id, reference));
    changes.removedReferences.insert(changes.removedReferences.end(), delta.removed.begin(),
                                     delta.removed.end());
    if (same) {
        run_.unchanged(1);
    } else {
        item.outcomes.add(ItemOutcome::CsoUpdated);
        item.changes =
            encodeImportChanges(DocumentView{before.document}, DocumentView{object.document},
                                delta.removed, delta.added);
        noteUnresolved(incoming, item);
        run_.record(std::move(item));
        changes.touched.push_back(object.id);
    }
    changes.updated.push_back(std::move(object));
}

CsoReference ImportWriter::referenceOf(CsoId owner,
                                       const connectors::SourceReference& source) const {
    CsoReference reference{owner, source.attribute, source.target, std::nullopt};
    for (const auto& type : run_.system().objectTypes) {
        const auto* entry = index_.find(connector_space::externalIdKey(type.id, source.target));
        if (entry != nullptr && entry->isKnown() && !entry->duplicate) reference.target = entry->id;
    }
    return reference;
}

bool ImportWriter::isResolvable(const std::string& target) const {
    return std::ranges::any_of(run_.system().objectTypes, [&](const auto& type) {
        const auto* entry = index_.find(connector_space::externalIdKey(type.id, target));
        return entry != nullptr && (entry->isKnown() || !entry->duplicate) &&
               (entry->position != 0 || entry->kept);
    });
}

activity::ExecutionItem ImportWriter::itemOf(const Incoming& incoming) const {
    activity::ExecutionItem item;
    item.externalId = incoming.object.externalId;
    item.displayName = incoming.object.displayName;
    item.objectType = typeName(incoming.object.objectTypeId);
    item.cso = incoming.object.id;
    return item;
}

void ImportWriter::noteUnresolved(const Incoming& incoming, activity::ExecutionItem& item) {
    const auto handling = run_.system().unresolvedReferences;
    if (handling == UnresolvedReferenceHandling::Ignore) return;
    std::int64_t unresolved = 0;
    const std::string* first = nullptr;
    for (const auto& reference : incoming.references) {
        if (isResolvable(reference.target)) continue;
        if (unresolved++ == 0) first = &reference.target;
    }
    if (unresolved == 0) return;
    item.message = fmt::format(
        "Line {}: {} reference(s) name objects that are not in the source, the first is '{}'. "
        "They resolve by themselves when the objects come.",
        incoming.position, unresolved, first->substr(0, 100));
    if (handling == UnresolvedReferenceHandling::Error) {
        item.errorType = ItemErrorType::UnresolvedReference;
    } else if (!unresolvedWarned_) {
        unresolvedWarned_ = true;
        run_.warning = "Some references name objects that are not in the source.";
    }
}

base::Status ImportWriter::obsolete(std::span<const CsoId> gone) {
    for (std::size_t at = 0; at < gone.size();) {
        JIM_TRY(run_.betweenBatches());
        const auto ids = gone.subspan(at, std::min(run_.batch(kWrittenTogether), gone.size() - at));
        JIM_ASSIGN(const auto objects, run_.session().connectorSpace().load(ids));
        ConnectorSpaceChanges changes;
        for (const auto& object : objects) {
            activity::ExecutionItem item;
            item.changeType = ObjectChangeType::Deleted;
            item.outcomes.add(ItemOutcome::CsoDeleted);
            item.externalId = object.externalId;
            item.displayName = object.displayName;
            item.objectType = typeName(object.objectTypeId);
            item.cso = object.id;
            run_.record(std::move(item));
            changes.obsoleted.push_back(object.id);
            changes.touched.push_back(object.id);
        }
        run_.processed(static_cast<std::int64_t>(ids.size()));
        JIM_TRY(run_.write([&] { return run_.session().connectorSpace().apply(changes); }));
        run_.advance(static_cast<std::int64_t>(ids.size()));
        at += ids.size();
    }
    return {};
}

std::string ImportWriter::typeName(std::int32_t objectTypeId) const {
    const auto* type = run_.system().findObjectType(objectTypeId);
    return type == nullptr ? std::string{} : type->name;
}

}  // namespace jim::runs::run_profile::step
