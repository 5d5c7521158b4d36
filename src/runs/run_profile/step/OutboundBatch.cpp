#include "runs/run_profile/step/OutboundBatch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace jim::runs::run_profile::step {
namespace {

namespace connector_space = identity::connector_space;
using activity::ItemErrorType;
using activity::ItemOutcome;
using connector_space::CsoStatus;
using connector_space::JoinType;
using connector_space::PendingExportChangeType;
using connector_space::PendingExportStatus;
using identity::metaverse::JoinedObject;

const JoinedObject* joinedIn(const WorkingObject& object, const OutboundPlan& plan) {
    const auto at = std::ranges::find_if(object.joins, [&](const JoinedObject& joined) {
        return joined.join.systemId == plan.systemId && joined.objectTypeId == plan.objectTypeId;
    });
    return at == object.joins.end() ? nullptr : &*at;
}

}  // namespace

base::Status OutboundBatch::run() {
    JIM_TRY(loadTargets());
    std::set<MvoId> done;
    for (auto& subject : work_.subjects) {
        if (subject.object == nullptr || !done.insert(subject.object->object.id).second) continue;
        auto& object = *subject.object;
        if (object.deleted) {
            JIM_TRY(deprovision(subject, object));
            continue;
        }
        for (const auto& plan : state_.plan.outbound)
            if (plan.metaverseObjectTypeId == object.object.objectTypeId)
                JIM_TRY(flow(subject, object, plan));
    }
    return dropEmptied();
}

base::Status OutboundBatch::loadTargets() {
    std::set<CsoId> ids;
    for (const auto& [id, object] : work_.objects)
        for (const auto& joined : object.joins)
            if (state_.plan.outboundTo(joined.join.systemId, joined.objectTypeId,
                                       object.object.objectTypeId) != nullptr)
                ids.insert(joined.join.cso);
    const std::vector<CsoId> wanted{ids.begin(), ids.end()};
    if (wanted.empty()) return {};
    auto& session = state_.run.session();
    JIM_ASSIGN(auto targets, session.connectorSpace().load(wanted));
    for (auto& target : targets) targets_.emplace(target.id, std::move(target));
    JIM_ASSIGN(auto pending, session.pendingExports().ofObjects(wanted));
    for (auto& one : pending) pending_.emplace(one.cso, std::move(one));
    return {};
}

base::Status OutboundBatch::flow(Subject& subject, WorkingObject& object,
                                 const OutboundPlan& plan) {
    const auto* joined = joinedIn(object, plan);
    if (joined == nullptr)
        return plan.provisions ? provision(subject, object, plan) : base::Status{};
    const auto target = targets_.find(joined->join.cso);
    if (target == targets_.end() || target->second.status == CsoStatus::Obsolete) return {};
    if (!plan.enforces && !object.changed) return {};
    return update(subject, object, plan, target->second);
}

base::Status OutboundBatch::provision(Subject& subject, WorkingObject& object,
                                      const OutboundPlan& plan) {
    subject.provisioning = true;
    auto result =
        plan.flow.run(object.object.document, {}, true, state_.run.clock().now(), state_.evaluator);
    recordFlowErrors(subject, result.errors);
    if (result.objectFailed) return {};
    if (result.externalId.empty()) {
        subject.fail(
            ItemErrorType::InvalidGeneratedExternalId,
            fmt::format("No flow gives the external id that '{}' needs to create this object.",
                        state_.plan.system(plan.systemId)->name));
        return {};
    }
    connector_space::ConnectorSpaceObject cso;
    JIM_ASSIGN(const auto number, state_.numbers.next(connector_space::kCsoKind));
    cso.id = CsoId{number};
    cso.systemId = plan.systemId;
    cso.objectTypeId = plan.objectTypeId;
    cso.status = CsoStatus::PendingProvisioning;
    cso.externalId = result.externalId;
    cso.displayName = object.object.displayName;
    cso.created = cso.updated = state_.run.clock().now();
    const connector_space::Join join{cso.id, object.object.id, JoinType::Provisioned, cso.created,
                                     plan.systemId};
    identity::schema::appendChanges(result.changes, {});
    JIM_TRY(insertPending(subject, object, cso.id, plan.systemId, PendingExportChangeType::Create,
                          std::move(result.changes)));
    work_.connectorSpace.inserted.push_back(std::move(cso));
    work_.connectorSpace.joined.push_back(join);
    object.joins.push_back({join, plan.objectTypeId});
    subject.item.outcomes.add(ItemOutcome::Provisioned);
    state_.run.progress().add(progress::Extra::Provisioned);
    if (state_.delta) state_.affected.outbound.insert(object.object.id);
    return {};
}

base::Status OutboundBatch::update(Subject& subject, WorkingObject& object,
                                   const OutboundPlan& plan, const ConnectorSpaceObject& target) {
    const bool provisioning = target.status == CsoStatus::PendingProvisioning;
    subject.provisioning = subject.provisioning || provisioning;
    auto result = plan.flow.run(object.object.document, target.document, provisioning,
                                state_.run.clock().now(), state_.evaluator);
    recordFlowErrors(subject, result.errors);
    if (result.objectFailed) return {};
    const auto there = pending_.find(target.id);
    const bool lacksNothing = result.changes.empty();
    auto changes = std::move(result.changes);
    identity::schema::appendChanges(changes, {});
    if (there == pending_.end()) {
        if (lacksNothing) return {};
        return insertPending(subject, object, target.id, plan.systemId,
                             PendingExportChangeType::Update, std::move(changes));
    }
    auto& pending = there->second;
    if (pending.changeType == PendingExportChangeType::Delete || pending.changes == changes)
        return {};
    pending.changes = std::move(changes);
    pending.status = PendingExportStatus::Pending;
    if (provisioning && target.externalId != result.externalId && !result.externalId.empty())
        work_.connectorSpace.renamed.push_back({target.id, result.externalId});
    if (lacksNothing && pending.changeType == PendingExportChangeType::Update)
        emptied_.push_back(pending);
    else
        work_.pendingExports.updated.push_back(pending);
    return {};
}

base::Status OutboundBatch::insertPending(Subject& subject, const WorkingObject& object, CsoId cso,
                                          std::int32_t systemId, PendingExportChangeType type,
                                          std::string changes) {
    connector_space::PendingExport pending;
    JIM_ASSIGN(const auto number, state_.numbers.next(connector_space::kPendingExportKind));
    pending.id = PendingExportId{number};
    pending.systemId = systemId;
    pending.cso = cso;
    if (!object.deleted) pending.source = object.object.id;
    pending.changeType = type;
    pending.changes = std::move(changes);
    pending.created = state_.run.clock().now();
    work_.pendingExports.inserted.push_back(std::move(pending));
    subject.item.outcomes.add(ItemOutcome::PendingExportCreated);
    return {};
}

base::Status OutboundBatch::deprovision(Subject& subject, WorkingObject& object) {
    for (const auto& joined : object.joins) JIM_TRY(deprovisionFrom(subject, object, joined));
    return {};
}

base::Status OutboundBatch::deprovisionFrom(Subject& subject, const WorkingObject& object,
                                            const JoinedObject& joined) {
    const auto* plan = state_.plan.outboundTo(joined.join.systemId, joined.objectTypeId,
                                              object.object.objectTypeId);
    const auto target = targets_.find(joined.join.cso);
    if (plan == nullptr || target == targets_.end()) {
        work_.connectorSpace.touched.push_back(
            joined.join.cso);  // Its own system decides what it becomes.
        return {};
    }
    subject.item.outcomes.add(ItemOutcome::Deprovisioned);
    if (target->second.status == CsoStatus::PendingProvisioning) {
        work_.connectorSpace.removed.push_back(joined.join.cso);  // It was never there.
        return {};
    }
    if (!plan->deletes) return {};
    if (const auto there = pending_.find(joined.join.cso); there != pending_.end()) {
        if (there->second.changeType == PendingExportChangeType::Delete) return {};
        work_.pendingExports.removed.push_back(there->second.id);
    }
    return insertPending(subject, object, joined.join.cso, joined.join.systemId,
                         PendingExportChangeType::Delete, {});
}

base::Status OutboundBatch::dropEmptied() {
    if (emptied_.empty()) return {};
    std::vector<PendingExportId> ids;
    for (const auto& pending : emptied_) ids.push_back(pending.id);
    JIM_ASSIGN(const auto references, state_.run.session().pendingExports().references(ids));
    std::set<PendingExportId> needed;
    for (const auto& reference : references) needed.insert(reference.owner);
    for (auto& pending : emptied_) {
        if (needed.contains(pending.id))
            work_.pendingExports.updated.push_back(std::move(pending));
        else
            work_.pendingExports.removed.push_back(pending.id);
    }
    return {};
}

}  // namespace jim::runs::run_profile::step
