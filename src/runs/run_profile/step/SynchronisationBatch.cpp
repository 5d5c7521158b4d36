#include "runs/run_profile/step/SynchronisationBatch.hpp"

#include "foundation/base/Ascending.hpp"
#include "runs/run_profile/step/ReferenceItems.hpp"
#include "runs/run_profile/step/WrittenObjects.hpp"
#include "synchronisation/outbound/DeletionRule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace jim::runs::run_profile::step {
namespace {

namespace connector_space = identity::connector_space;
using activity::ItemErrorType;
using activity::ItemOutcome;
using activity::ObjectChangeType;
using connector_space::ConnectorSpaceObject;
using connector_space::CsoStatus;
using connector_space::JoinType;
using identity::metaverse::JoinedObject;
using identity::metaverse::MatchKey;
using identity::metaverse::MetaverseObject;
using identity::metaverse::ProjectedObject;
using identity::schema::DocumentView;
using progress::Extra;
using progress::Outcome;
using synchronisation::inbound::keysOf;

Subject subjectOf(ConnectorSpaceObject cso, const RunContext& run) {
    Subject subject;
    subject.item.externalId = cso.externalId;
    subject.item.displayName = cso.displayName;
    if (const auto* type = run.system().findObjectType(cso.objectTypeId))
        subject.item.objectType = type->name;
    subject.item.cso = cso.id;
    subject.cso = std::move(cso);
    return subject;
}

ObjectChangeType changeTypeOf(const Subject& subject) {
    if (subject.disconnected) return ObjectChangeType::Disconnected;
    if (subject.projected) return ObjectChangeType::Projected;
    if (subject.joined) return ObjectChangeType::Joined;
    if (subject.flowed()) return ObjectChangeType::AttributeFlow;
    if (subject.item.outcomes.any()) return ObjectChangeType::DriftCorrection;
    return ObjectChangeType::NotSet;
}

}  // namespace

SynchronisationBatch::SynchronisationBatch(SynchronisationState& state, ObjectPage page)
    : state_(state), passedBy_(std::move(page.settled)), inView_(std::move(page.inView)) {
    work_.subjects.reserve(page.objects.size());
    for (auto& cso : page.objects) {
        state_.csos.include(cso.id);
        work_.subjects.push_back(subjectOf(std::move(cso), state_.run));
    }
}

base::Status SynchronisationBatch::decide(const SynchronisationBatch* ahead) {
    JIM_TRY(load());
    if (ahead != nullptr && meets(*ahead)) {
        JIM_TRY(state_.run.batches().settle());
        for (auto& subject : work_.subjects) subject.object = nullptr;
        work_.objects.clear();
        candidates_.clear();
        JIM_TRY(load());
    }
    for (auto& subject : work_.subjects) JIM_TRY(decide(subject));
    JIM_TRY((OutboundBatch{state_, work_}).run());
    collect();
    return {};
}

base::Status SynchronisationBatch::load() {
    JIM_TRY(loadJoined());
    return matchUnjoined();
}

bool SynchronisationBatch::meets(const SynchronisationBatch& ahead) const {
    const auto isInHand = [&](const auto& one) { return ahead.work_.objects.contains(one.first); };
    const auto isKeyed = [&](const auto& one) { return ahead.candidates_.contains(one.first); };
    return std::ranges::any_of(work_.objects, isInHand) ||
           std::ranges::any_of(candidates_, isKeyed);
}

bool SynchronisationBatch::touchesOthers() const {
    const auto& space = work_.connectorSpace;
    return !space.removed.empty() || !space.disjoined.empty() || !space.touched.empty() ||
           !work_.metaverse.removed.empty();
}

base::Status SynchronisationBatch::write(Session& session) {
    JIM_TRY(session.metaverse().apply(work_.metaverse));
    JIM_TRY(session.connectorSpace().apply(work_.connectorSpace));
    JIM_TRY(session.pendingExports().apply(work_.pendingExports));
    return keepSettled(session);
}

base::Status SynchronisationBatch::finish(Session& session, BatchRecord& record) {
    JIM_TRY(flowReferences(session));
    recordItems(record);
    return {};
}

base::Status SynchronisationBatch::loadJoined() {
    std::vector<MvoId> ids;
    for (const auto& subject : work_.subjects)
        if (subject.cso.join) ids.push_back(subject.cso.join->mvo);
    ids = base::ascending(std::move(ids));
    if (ids.empty()) return {};
    auto& store = state_.run.session().metaverse();
    JIM_ASSIGN(auto objects, store.load(ids));
    for (auto& object : objects) {
        auto& working = work_.objects[object.id];
        working.before = object.document;
        working.object = std::move(object);
        state_.mvos.include(working.object.id);
    }
    JIM_ASSIGN(const auto joins, store.joins(ids));
    for (const auto& joined : joins)
        if (const auto at = work_.objects.find(joined.join.mvo); at != work_.objects.end())
            at->second.joins.push_back(joined);
    for (auto& subject : work_.subjects)
        if (subject.cso.join)
            if (const auto at = work_.objects.find(subject.cso.join->mvo);
                at != work_.objects.end())
                subject.object = &at->second;
    return {};
}

base::Status SynchronisationBatch::matchUnjoined() {
    std::set<MatchKey> keys;
    for (const auto& subject : work_.subjects) {
        const auto plan = state_.plan.inbound.find(subject.cso.objectTypeId);
        if (subject.object != nullptr || subject.cso.status != CsoStatus::Normal ||
            plan == state_.plan.inbound.end())
            continue;
        for (const auto& matcher : plan->second.matchers)
            if (auto key = matchKey(matcher, DocumentView{subject.cso.document}))
                keys.insert(std::move(*key));
    }
    if (keys.empty()) return {};
    const std::vector<MatchKey> wanted{keys.begin(), keys.end()};
    auto& store = state_.run.session().metaverse();
    JIM_ASSIGN(const auto found, store.match(wanted));
    std::vector<MvoId> ids;
    for (const auto& key : wanted) candidates_.try_emplace(key);
    for (const auto& [index, mvo] : found) {
        candidates_[wanted[index]].push_back(mvo);
        if (!work_.objects.contains(mvo)) ids.push_back(mvo);
    }
    ids = base::ascending(std::move(ids));
    if (ids.empty()) return {};
    JIM_ASSIGN(auto objects, store.load(ids));
    for (auto& object : objects) {
        auto& working = work_.objects[object.id];
        working.before = object.document;
        working.object = std::move(object);
    }
    JIM_ASSIGN(const auto joins, store.joins(ids));
    for (const auto& joined : joins) work_.objects[joined.join.mvo].joins.push_back(joined);
    return {};
}

base::Status SynchronisationBatch::decide(Subject& subject) {
    if (subject.cso.status == CsoStatus::Obsolete) return disconnect(subject);
    const auto plan = state_.plan.inbound.find(subject.cso.objectTypeId);
    if (plan == state_.plan.inbound.end()) return {};
    if (subject.object != nullptr && subject.object->deleted) subject.object = nullptr;
    if (subject.object == nullptr) JIM_TRY(join(subject, plan->second));
    if (subject.object != nullptr) flow(subject, plan->second);
    return {};
}

base::Status SynchronisationBatch::disconnect(Subject& subject) {
    auto& changes = work_.connectorSpace;
    subject.disconnected = true;
    subject.item.outcomes.add(ItemOutcome::Disconnected);
    state_.run.progress().add(Extra::Disconnected);
    changes.removed.push_back(subject.cso.id);
    if (state_.delta) {
        const CsoId gone[] = {subject.cso.id};
        JIM_ASSIGN(const auto referrers, state_.run.session().referenceFlows().referrers(gone));
        state_.affected.inbound.insert(referrers.begin(), referrers.end());
    }
    if (subject.object == nullptr || subject.object->deleted) return {};
    auto& object = *subject.object;
    std::erase_if(object.joins,
                  [&](const JoinedObject& joined) { return joined.join.cso == subject.cso.id; });
    std::vector<std::int32_t> remaining;
    for (const auto& joined : object.joins) remaining.push_back(joined.join.systemId);
    const auto* type = state_.plan.schema.findObjectType(object.object.objectTypeId);
    if (type != nullptr &&
        synchronisation::outbound::isDeleted(*type, subject.cso.systemId, remaining))
        return deleteObject(subject, object);
    if (remaining.empty()) {
        object.object.lastConnectorDisconnected = state_.run.clock().now();
        object.changed = true;
    }
    return {};
}

base::Status SynchronisationBatch::deleteObject(Subject& subject, WorkingObject& object) {
    object.deleted = true;
    subject.deletedObject = true;
    subject.item.outcomes.add(ItemOutcome::MvoDeleted);
    subject.item.mvo = object.object.id;
    work_.metaverse.removed.push_back(object.object.id);
    if (state_.delta) {
        const MvoId gone[] = {object.object.id};
        JIM_ASSIGN(const auto referrers, state_.run.session().referenceFlows().referrers(gone));
        state_.affected.outbound.insert(referrers.begin(), referrers.end());
    }
    return {};
}

base::Status SynchronisationBatch::join(Subject& subject, const InboundPlan& plan) {
    JIM_ASSIGN(const auto match, findMatch(subject, plan));
    if (subject.failed()) return {};
    if (!match) return plan.projectsTo ? project(subject, plan) : base::Status{};
    auto& object = work_.objects.at(*match);
    const bool taken = std::ranges::any_of(object.joins, [&](const JoinedObject& joined) {
        return joined.join.systemId == subject.cso.systemId;
    });
    if (taken) {
        subject.fail(ItemErrorType::CouldNotJoinDueToExistingJoin,
                     fmt::format("The metaverse object '{}' that it matches is joined to another "
                                 "object of '{}' already.",
                                 object.object.displayName, state_.run.system().name));
        return {};
    }
    attach(subject, *match, JoinType::Joined);
    subject.joined = true;
    subject.item.outcomes.add(ItemOutcome::Joined);
    state_.run.progress().add(Extra::Joined);
    return {};
}

base::Result<std::optional<MvoId>> SynchronisationBatch::findMatch(Subject& subject,
                                                                   const InboundPlan& plan) {
    for (const auto& matcher : plan.matchers) {
        const auto key = matchKey(matcher, DocumentView{subject.cso.document});
        if (!key) continue;
        const auto at = candidates_.find(*key);
        if (at == candidates_.end()) continue;
        std::set<MvoId> matching;
        for (const auto mvo : at->second) {
            // What was found in the database may have been deleted, or lost the key, in this batch.
            const auto& object = work_.objects.at(mvo);
            const auto keys = keysOf(*key, DocumentView{object.object.document});
            if (!object.deleted && std::ranges::find(keys, *key) != keys.end())
                matching.insert(mvo);
        }
        if (matching.size() > 1) {
            subject.fail(ItemErrorType::AmbiguousMatch,
                         fmt::format("It matches {} metaverse objects. Make the matching rule more "
                                     "specific, or correct "
                                     "the data.",
                                     matching.size()));
            return std::optional<MvoId>{};
        }
        if (matching.size() == 1) return std::optional{*matching.begin()};
    }
    return std::optional<MvoId>{};
}

base::Status SynchronisationBatch::project(Subject& subject, const InboundPlan& plan) {
    JIM_ASSIGN(const auto number, state_.numbers.next(connector_space::kMvoKind));
    const MvoId id{number};
    auto& working = work_.objects[id];
    working.isNew = true;
    working.object.id = id;
    working.object.objectTypeId = *plan.projectsTo;
    working.object.created = state_.run.clock().now();
    attach(subject, id, JoinType::Projected);
    subject.projected = true;
    subject.item.outcomes.add(ItemOutcome::Projected);
    state_.run.progress().add(Extra::Projected);
    return {};
}

void SynchronisationBatch::attach(Subject& subject, MvoId mvo, JoinType type) {
    auto& object = work_.objects.at(mvo);
    subject.object = &object;
    state_.mvos.include(mvo);
    const connector_space::Join join{subject.cso.id, mvo, type, state_.run.clock().now(),
                                     subject.cso.systemId};
    object.joins.push_back({join, subject.cso.objectTypeId});
    if (subject.cso.join) work_.connectorSpace.disjoined.push_back(subject.cso.id);
    work_.connectorSpace.joined.push_back(join);
    if (state_.delta) state_.affected.outbound.insert(mvo);
}

void SynchronisationBatch::flow(Subject& subject, const InboundPlan& plan) {
    auto& object = *subject.object;
    subject.item.mvo = object.object.id;
    const auto flows = plan.flows.find(object.object.objectTypeId);
    if (flows == plan.flows.end()) return;
    auto result = flows->second.run(DocumentView{subject.cso.document}, object.object.document,
                                    state_.run.clock().now(), state_.evaluator);
    recordFlowErrors(subject, result.errors);
    if (!result.changed) return;
    subject.item.changes = identity::schema::encodeDifference(DocumentView{object.object.document},
                                                              DocumentView{result.document});
    const std::string before = std::exchange(object.object.document, std::move(result.document));
    object.changed = true;
    object.object.updated = state_.run.clock().now();
    if (const auto* name = state_.plan.schema.findAttribute("Display Name")) {
        const auto value = DocumentView{object.object.document}.find(name->id);
        object.object.displayName = value ? std::string{value->first()} : std::string{};
    }
    rekey(object, before);
    subject.item.outcomes.add(ItemOutcome::AttributeFlow);
    state_.run.progress().add(Extra::Flowed);
}

void SynchronisationBatch::rekey(WorkingObject& object, const std::string& before) {
    for (const auto& pattern : state_.plan.keyed) {
        if (pattern.objectTypeId != object.object.objectTypeId) continue;
        const auto old = keysOf(pattern, DocumentView{before});
        const auto now = keysOf(pattern, DocumentView{object.object.document});
        for (const auto& key : old)
            if (std::ranges::find(now, key) == now.end()) {
                work_.metaverse.removedKeys.emplace_back(object.object.id, key);
                candidates_.try_emplace(key);
            }
        for (const auto& key : now) {
            if (std::ranges::find(old, key) != old.end()) continue;
            work_.metaverse.addedKeys.emplace_back(object.object.id, key);
            candidates_[key].push_back(object.object.id);
        }
    }
}

void SynchronisationBatch::collect() {
    for (auto& [id, object] : work_.objects) {
        if (object.isNew && !object.deleted)
            work_.metaverse.inserted.push_back(object.object);
        else if (object.changed && !object.deleted)
            work_.metaverse.updated.push_back(object.object);
    }
    std::ranges::sort(work_.metaverse.inserted, {}, &MetaverseObject::id);
    for (const auto& subject : work_.subjects)
        if (subject.done()) work_.connectorSpace.settled.push_back(subject.cso.id);
}

base::Status SynchronisationBatch::keepSettled(Session& session) {
    std::unordered_map<const WorkingObject*, int> sharing;
    for (const auto& subject : work_.subjects)
        if (subject.object != nullptr) ++sharing[subject.object];
    std::vector<CsoId> settled;
    std::vector<ProjectedObject> projected;
    const WrittenObjects written{work_};
    for (const auto& subject : work_.subjects) {
        // What one of several subjects decided upon, another may have changed since.
        if (!subject.done() || sharing.at(subject.object) != 1 || !isSettled(subject)) continue;
        if (auto all = written.projectedBy(subject))
            projected.push_back(std::move(*all));
        else
            settled.push_back(subject.cso.id);
    }
    JIM_TRY(session.settlements().keep(settled, projected, state_.plan.rules));
    return keepStretch(session, settled, projected);
}

base::Status SynchronisationBatch::keepStretch(Session& session, const std::vector<CsoId>& settled,
                                               const std::vector<ProjectedObject>& projected) {
    if (!inView_ || settled.size() + projected.size() != work_.subjects.size()) return {};
    auto& metaverse = inView_->metaverse;
    const auto objects = metaverse.size() + work_.subjects.size();
    for (const auto& subject : work_.subjects) metaverse.push_back(subject.object->object.id);
    metaverse = base::ascending(std::move(metaverse));
    // What was found settled may have been changed by another one of the batch only if it is joined
    // to the same metaverse object.
    if (metaverse.empty() || metaverse.size() != objects) return {};
    const bool areAll = projected.size() == objects;
    return session.settlements().keepStretch(
        state_.run.system().id,
        {inView_->objects, {metaverse.front(), metaverse.back()}, inView_->counts},
        areAll ? std::span{projected} : std::span<const ProjectedObject>{}, state_.plan.rules);
}

bool SynchronisationBatch::isSettled(const Subject& subject) const {
    const auto& object = *subject.object;
    const auto mvType = object.object.objectTypeId;
    if (object.deleted || subject.cso.status != CsoStatus::Normal) return false;
    const auto inbound = state_.plan.inbound.find(subject.cso.objectTypeId);
    if (inbound == state_.plan.inbound.end()) return false;
    const auto& byType = inbound->second.flows;
    if (const auto flows = byType.find(mvType); flows != byType.end()) {
        if (!flows->second.isDeterministic()) return false;
        if (object.changed && !flows->second.settlesAtOnce()) return false;
    }
    return std::ranges::all_of(state_.plan.outbound, [&](const OutboundPlan& plan) {
        return plan.metaverseObjectTypeId != mvType ||
               plan.flow.isDeterministic(subject.provisioning);
    });
}

base::Status SynchronisationBatch::flowReferences(Session& session) {
    std::vector<CsoId> ids;  // Subjects are by ascending id.
    std::vector<CsoId> known;
    std::map<std::int32_t, std::vector<std::pair<CsoId, MvoId>>> projected;  // By object type.
    for (const auto& subject : work_.subjects) {
        const bool looks = state_.delta || subject.projected || subject.joined || subject.flowed();
        if (!looks || subject.object == nullptr || subject.object->deleted) continue;
        ids.push_back(subject.cso.id);
        if (subject.projected)
            projected[subject.cso.objectTypeId].emplace_back(subject.cso.id,
                                                             subject.object->object.id);
        else
            known.push_back(subject.cso.id);
    }
    if (ids.empty()) return {};
    auto& store = session.referenceFlows();
    if (state_.delta) {
        JIM_ASSIGN(const auto referrers, store.referrers(ids));
        state_.affected.inbound.insert(referrers.begin(), referrers.end());
    }
    identity::metaverse::MetaverseChanges changes;
    for (const auto& flow : state_.plan.inboundReferences) {
        JIM_ASSIGN(const auto differences, store.inbound(flow, known));
        noteInbound(differences, changes);
        JIM_ASSIGN(const auto ofProjected,
                   store.inboundOfProjected(flow, projected[flow.objectTypeId]));
        noteInbound(ofProjected.changes, changes);
        waiting_.insert(waiting_.end(), ofProjected.waiting.begin(), ofProjected.waiting.end());
    }
    return changes.empty() ? base::Status{} : session.metaverse().apply(changes);
}

void SynchronisationBatch::noteInbound(
    const std::vector<identity::metaverse::InboundReferenceChange>& differences,
    identity::metaverse::MetaverseChanges& changes) {
    for (const auto& difference : differences) {
        auto& subject = *std::ranges::lower_bound(work_.subjects, difference.cso, {},
                                                  [](const Subject& s) { return s.cso.id; });
        if (!subject.flowed()) subject.item.outcomes.add(ItemOutcome::AttributeFlow);
        addReferenceChange(subject.references, difference);
        (difference.added ? changes.addedReferences : changes.removedReferences)
            .push_back(difference.reference);
        if (state_.delta) state_.affected.outbound.insert(difference.reference.owner);
    }
}

void SynchronisationBatch::recordItems(BatchRecord& record) {
    for (const auto& [type, count] : passedBy_) {
        record.processed += count;
        record.unchanged += count;
    }
    for (auto& subject : work_.subjects) {
        ++record.processed;
        subject.item.changeType = changeTypeOf(subject);
        if (!subject.failed() && subject.item.changeType == ObjectChangeType::NotSet) {
            ++record.unchanged;
            continue;
        }
        identity::schema::appendChanges(subject.item.changes, subject.references);
        // Its error and outcomes stay to be counted.
        record.items.push_back(std::move(subject.item));
    }
}

void SynchronisationBatch::count() {
    auto& progress = state_.run.progress();
    for (const auto& [type, count] : passedBy_) {
        state_.run.advance(count);
        progress.count(state_.run.typeSlot(type), Outcome::Unchanged, count);
    }
    state_.run.advance(static_cast<std::int64_t>(work_.subjects.size()));
    const auto waiting = base::ascending(std::move(waiting_));  // Several flows may name one.
    state_.waiting.insert(state_.waiting.end(), waiting.begin(), waiting.end());
    const auto isProjected = [](const Subject& subject) {
        return subject.object == nullptr || subject.projected;
    };
    state_.allProjected = state_.allProjected && passedBy_.empty() &&
                          std::ranges::all_of(work_.subjects, isProjected);
    for (const auto& subject : work_.subjects) {
        const auto outcome = subject.failed()            ? Outcome::Failed
                             : subject.deletedObject     ? Outcome::Deleted
                             : subject.projected         ? Outcome::Created
                             : subject.changedAnything() ? Outcome::Updated
                                                         : Outcome::Unchanged;
        progress.count(state_.run.typeSlot(subject.cso.objectTypeId), outcome);
    }
}

}  // namespace jim::runs::run_profile::step
