#include "runs/run_profile/step/ExportFeed.hpp"

#include "foundation/base/Ascending.hpp"
#include "foundation/base/HugePages.hpp"
#include "identity/connector_space/IncomingHash.hpp"
#include "runs/run_profile/step/ImportIndex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace jim::runs::run_profile::step {
namespace {

using connectors::ExportAttribute;
using connectors::ExportKey;
using connectors::ExportObject;
using connectors::ExportOperation;
using identity::connector_space::PendingExport;
using identity::connector_space::PendingExportChangeType;
using identity::connector_space::PendingExportId;
using identity::schema::AttributeId;
using identity::schema::AttributeType;

ExportOperation operationOf(PendingExportChangeType type) {
    switch (type) {
        case PendingExportChangeType::Create:
            return ExportOperation::Create;
        case PendingExportChangeType::Update:
            return ExportOperation::Update;
        case PendingExportChangeType::Delete:
            return ExportOperation::Delete;
    }
    return ExportOperation::Update;
}

constexpr std::size_t kUsualAttributes = 16;

/// Every attribute that changes as it will be, and of an update how it differs from what it is.
std::vector<ExportAttribute> scalarsOf(const PendingExport& pending, std::string_view document) {
    const identity::schema::ChangesView changes{pending.changes};
    std::vector<ExportAttribute> attributes;
    attributes.reserve(kUsualAttributes);
    const identity::schema::DocumentView held{document};
    for (const auto& change : changes) {
        const auto before = held.find(change.id);
        auto& attribute = attributes.emplace_back();
        attribute.id = change.id;
        attribute.type = change.type;
        if (!before && change.added.count == 1) {
            attribute.values.emplace_back(change.added.first());
        } else {
            const auto after = identity::schema::valuesAfter(before, change);
            attribute.values.assign(after.begin(), after.end());
        }
        if (pending.changeType == PendingExportChangeType::Create) continue;
        for (const auto value : change.added) attribute.added.emplace_back(value);
        for (const auto value : change.removed) attribute.removed.emplace_back(value);
    }
    return attributes;
}

/// The same of its references; those whose target has no name yet stay pending.
void addReferences(std::vector<ExportAttribute>& attributes, const ExportBatch& batch,
                   const PendingExport& pending) {
    std::map<AttributeId, ExportAttribute> byId;
    for (const auto& reference : batch.referencesOf(pending.id)) {
        const auto name = batch.nameOf(reference.target);
        auto& attribute = byId[reference.attribute];
        attribute.id = reference.attribute;
        attribute.type = AttributeType::Reference;
        if (!name.empty())
            (reference.added ? attribute.added : attribute.removed).emplace_back(name);
    }
    for (auto& [id, attribute] : byId) {
        std::set<std::string> values;
        for (const auto& held : batch.heldBy(pending.cso))
            if (held.attribute == id) values.insert(held.targetExternalId);
        for (const auto& gone : attribute.removed) values.erase(gone);
        values.insert(attribute.added.begin(), attribute.added.end());
        attribute.values.assign(values.begin(), values.end());
        attributes.push_back(std::move(attribute));
    }
}

}  // namespace

base::Status ExportFeed::prepare() {
    JIM_TRY(prepareDue());
    return kept_.begin(run_, due_.size());
}

base::Status ExportFeed::prepareDue() {
    JIM_ASSIGN(due_, run_.session().pendingExports().due(run_.system().id, run_.clock().now()));
    objects_ = ExportedObjects{due_};
    JIM_TRY(refuseTaken());
    // A connector is given what failed from the start no more, and of what goes only its name.
    reader_.begin(due_, objects_, [taken = failures_](const Due& due) {
        return due.changeType != PendingExportChangeType::Delete &&
               !taken.contains(static_cast<std::int64_t>(due.id));
    });
    return {};
}

base::Status ExportFeed::refuseTaken() {
    const bool creates = std::ranges::any_of(
        due_, [](const auto& due) { return due.changeType == PendingExportChangeType::Create; });
    if (!creates) return {};
    ImportIndex taken{due_.size()};
    JIM_TRY(run_.session().connectorSpace().forEachTaken(
        run_.system().id, [&](std::int32_t typeId, std::string_view externalId) {
            const auto key = identity::connector_space::externalIdKey(typeId, externalId);
            taken[taken.findOrAdd(key)].position = 1;
        }));
    for (const auto& due : due_) {
        if (due.changeType != PendingExportChangeType::Create) continue;
        auto& entry = taken[taken.findOrAdd(
            identity::connector_space::externalIdKey(due.objectTypeId, due.externalId))];
        if (entry.position != 0)
            failures_[static_cast<std::int64_t>(due.id)] =
                fmt::format("Another object of '{}' has the external id '{}' already.",
                            run_.system().name, due.externalId);
        entry.position = 1;
    }
    return {};
}

base::Result<std::vector<ExportKey>> ExportFeed::keys() {
    std::vector<ExportKey> keys;
    base::reserveHuge(keys, due_.size());
    for (const auto& due : due_) {
        const auto id = static_cast<std::int64_t>(due.id);
        if (!failures_.contains(id))
            keys.push_back({id, operationOf(due.changeType), due.objectTypeId, due.externalId});
    }
    return keys;
}

base::Result<std::vector<ExportObject>> ExportFeed::load(std::span<const std::int64_t> ids) {
    std::vector<PendingExportId> wanted;
    wanted.reserve(ids.size());
    for (const auto id : ids) wanted.push_back(PendingExportId{id});
    JIM_ASSIGN(ExportBatch batch, reader_.load(wanted));
    std::vector<ExportObject> objects;
    objects.reserve(ids.size());
    for (const auto id : ids)
        if (const auto* pending = batch.find(PendingExportId{id}))
            objects.push_back(objectOf(batch, *pending));
    kept_.add(batch.exports, batch.references);
    return objects;
}

ExportObject ExportFeed::objectOf(const ExportBatch& batch, const PendingExport& pending) const {
    ExportObject result;
    result.key.id = static_cast<std::int64_t>(pending.id);
    result.key.operation = operationOf(pending.changeType);
    if (const auto* due = objects_.find(pending.id)) {
        result.key.objectTypeId = due->objectTypeId;
        result.key.externalId = due->externalId;
    }
    const auto* object = batch.objectOf(pending);
    result.attributes =
        scalarsOf(pending, object == nullptr ? std::string_view{} : object->document);
    addReferences(result.attributes, batch, pending);
    return result;
}

bool ExportFeed::deletes(std::int64_t id) const {
    const auto* due = objects_.find(PendingExportId{id});
    return due != nullptr && due->changeType == PendingExportChangeType::Delete;
}

base::Status ExportFeed::exported(std::span<const std::int64_t> ids) {
    exported_.insert(exported_.end(), ids.begin(), ids.end());
    return {};
}

void ExportFeed::finish() {
    exported_ = base::ascending(std::move(exported_));
    kept_.finish();
}

base::Status ExportFeed::expose(const std::function<base::Status()>& work) {
    return run_.whileOurs(work);
}

base::Status ExportFeed::failed(std::span<const connectors::ExportFailure> failures) {
    for (const auto& failure : failures) failures_[failure.id] = failure.message;
    return {};
}

}  // namespace jim::runs::run_profile::step
