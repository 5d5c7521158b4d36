#include "runs/run_profile/step/ReferencePass.hpp"

#include "foundation/base/Ascending.hpp"
#include "runs/run_profile/step/ReferenceItems.hpp"

#include <algorithm>
#include <set>

namespace jim::runs::run_profile::step {
namespace {

namespace connector_space = identity::connector_space;
using activity::ExecutionItem;
using activity::ItemOutcome;
using activity::ObjectChangeType;
using connector_space::ConnectorSpaceObject;
using connector_space::PendingExport;
using connector_space::PendingExportChanges;
using connector_space::PendingExportChangeType;
using connector_space::PendingReference;
using identity::metaverse::IdRange;
using identity::metaverse::InboundReferenceChange;
using identity::metaverse::OutboundReferenceChange;
using identity::metaverse::ReferenceDoubts;
using identity::metaverse::ReferenceFlow;

constexpr std::int64_t kWindow = 50'000;
constexpr std::size_t kSet = 2'000;

std::string typeNameOf(const SynchronisationState& state, const ConnectorSpaceObject& object) {
    const auto* system = state.plan.system(object.systemId);
    const auto* type = system == nullptr ? nullptr : system->findObjectType(object.objectTypeId);
    return type == nullptr ? std::string{} : type->name;
}

ExecutionItem itemOf(const SynchronisationState& state, const ConnectorSpaceObject& object,
                     ObjectChangeType type, ItemOutcome outcome) {
    ExecutionItem item;
    item.changeType = type;
    item.outcomes.add(outcome);
    item.externalId = object.externalId;
    item.displayName = object.displayName;
    item.objectType = typeNameOf(state, object);
    item.cso = object.id;
    if (object.join) item.mvo = object.join->mvo;
    return item;
}

/// Where a piece of the pass is written, and what is written about it.
struct Piece {
    Session& session;
    BatchRecord& record;
};

/// Writes inbound differences, with one item for each object.
base::Status applyInbound(SynchronisationState& state, Piece piece,
                          const std::vector<InboundReferenceChange>& differences) {
    if (differences.empty()) return {};
    identity::metaverse::MetaverseChanges changes;
    std::map<CsoId, identity::schema::ChangeSet> byObject;
    for (const auto& difference : differences) {
        addReferenceChange(byObject[difference.cso], difference);
        (difference.added ? changes.addedReferences : changes.removedReferences)
            .push_back(difference.reference);
        if (state.delta) state.affected.outbound.insert(difference.reference.owner);
    }
    std::vector<CsoId> ids;
    for (const auto& [id, change] : byObject) ids.push_back(id);
    JIM_ASSIGN(const auto objects, piece.session.connectorSpace().load(ids));
    for (const auto& object : objects) {
        auto item =
            itemOf(state, object, ObjectChangeType::AttributeFlow, ItemOutcome::AttributeFlow);
        item.changes = identity::schema::encodeChanges(byObject.at(object.id));
        piece.record.items.push_back(std::move(item));
        state.run.progress().add(progress::Extra::Flowed);
    }
    return piece.session.metaverse().apply(changes);
}

/// The pending exports that take outbound reference changes, existing or new.
class PendingReferences {
public:
    PendingReferences(SynchronisationState& state, Piece piece,
                      const std::vector<OutboundReferenceChange>& differences)
        : state_(state), piece_(piece), differences_(differences) {}

    base::Status apply() {
        JIM_TRY(loadWithoutPending());
        for (const auto& difference : differences_) JIM_TRY(add(difference));
        JIM_TRY(dropEmptied());
        return piece_.session.pendingExports().apply(changes_);
    }

private:
    base::Status loadWithoutPending() {
        std::vector<CsoId> csos;
        for (const auto& difference : differences_)
            if (!difference.pending) csos.push_back(difference.cso);
        csos = base::ascending(std::move(csos));
        JIM_ASSIGN(auto objects, piece_.session.connectorSpace().load(csos));
        for (auto& object : objects) objects_.emplace(object.id, std::move(object));
        return {};
    }

    base::Status add(const OutboundReferenceChange& difference) {
        JIM_ASSIGN(const PendingExportId owner, ownerFor(difference));
        PendingReference reference{owner, difference.attribute, difference.target,
                                   difference.added};
        if (!difference.cancels) {
            changes_.addedReferences.push_back(reference);
            return {};
        }
        reference.added = !difference.added;
        changes_.removedReferences.push_back(reference);
        return {};
    }

    base::Result<PendingExportId> ownerFor(const OutboundReferenceChange& difference) {
        if (difference.pending) return *difference.pending;
        if (const auto at = created_.find(difference.cso); at != created_.end()) return at->second;
        const auto& object = objects_.at(difference.cso);
        PendingExport pending;
        JIM_ASSIGN(const auto number, state_.numbers.next(connector_space::kPendingExportKind));
        pending.id = PendingExportId{number};
        pending.systemId = object.systemId;
        pending.cso = object.id;
        pending.source = difference.mvo;
        pending.changes = identity::schema::encodeChanges({});
        pending.created = state_.run.clock().now();
        created_.emplace(object.id, pending.id);
        changes_.inserted.push_back(std::move(pending));
        piece_.record.items.push_back(itemOf(state_, object, ObjectChangeType::PendingExport,
                                             ItemOutcome::PendingExportCreated));
        return PendingExportId{number};
    }

    /// An update whose last reference change was taken back has nothing left to say.
    base::Status dropEmptied() {
        if (changes_.removedReferences.empty()) return {};
        const std::set<PendingReference> gone{changes_.removedReferences.begin(),
                                              changes_.removedReferences.end()};
        std::vector<PendingExportId> touched;
        for (const auto& reference : gone) touched.push_back(reference.owner);
        touched = base::ascending(std::move(touched));
        auto& store = piece_.session.pendingExports();
        JIM_ASSIGN(const auto references, store.references(touched));
        JIM_ASSIGN(const auto exports, store.load(touched));
        std::set<PendingExportId> needed;
        for (const auto& reference : references)
            if (!gone.contains(reference)) needed.insert(reference.owner);
        for (const auto& reference : changes_.addedReferences) needed.insert(reference.owner);
        for (const auto& pending : exports)
            if (!needed.contains(pending.id) &&
                pending.changeType == PendingExportChangeType::Update &&
                identity::schema::decodeChanges(pending.changes).empty())
                changes_.removed.push_back(pending.id);
        return {};
    }

    SynchronisationState& state_;
    Piece piece_;
    const std::vector<OutboundReferenceChange>& differences_;
    std::map<CsoId, ConnectorSpaceObject> objects_;  ///< Those with nothing pending.
    std::map<CsoId, PendingExportId> created_;
    PendingExportChanges changes_;
};

base::Status applyOutbound(SynchronisationState& state, Piece piece,
                           const std::vector<OutboundReferenceChange>& differences) {
    if (differences.empty()) return {};
    PendingReferences pending{state, piece, differences};
    return pending.apply();
}

template <class Id>
std::int64_t lengthOf(const std::vector<IdRange<Id>>& ranges) {
    std::int64_t length = 0;
    for (const auto& range : ranges)
        length += static_cast<std::int64_t>(range.to) - static_cast<std::int64_t>(range.from) + 1;
    return length;
}

template <class Id>
std::vector<IdRange<Id>> windowsOf(const std::vector<IdRange<Id>>& ranges) {
    std::vector<IdRange<Id>> windows;
    for (const auto& range : ranges) {
        const auto last = static_cast<std::int64_t>(range.to);
        for (auto first = static_cast<std::int64_t>(range.from); first <= last; first += kWindow)
            windows.push_back({Id{first}, Id{std::min(first + kWindow - 1, last)}});
    }
    return windows;
}

/// Whether windows that say nothing of each other's objects are worth to be written in pairs: where
/// there is much to write.
enum class InPairs : bool { No, Yes };

/// Calls `step(piece, first, last)` for windows over ranges of ids, as batches of the run.
template <class Id, class Step>
base::Status overWindows(SynchronisationState& state, const std::vector<IdRange<Id>>& ranges,
                         InPairs inPairs, Step step) {
    const auto windows = windowsOf(ranges);
    auto next = windows.begin();
    const auto decide = [&]() -> base::Result<DecidedBatch> {
        const auto window = *next++;
        DecidedBatch batch;
        batch.write = [&step, window](Session& session, BatchRecord& record) {
            return step(Piece{session, record}, window.from, window.to);
        };
        batch.committed = [&state, length = lengthOf(std::vector{window})] {
            state.run.progress().advance(length);
        };
        return batch;
    };
    while (next != windows.end()) {
        JIM_TRY(state.run.betweenBatches());
        const bool two = inPairs == InPairs::Yes && std::next(next) != windows.end() &&
                         state.run.batches().writesInPairs();
        if (two) JIM_TRY(ensurePendingExports(state, 2 * kWindow));
        JIM_TRY(
            state.run.batches().writeBatches(decide, [&] { return two && next != windows.end(); }));
    }
    return {};
}

/// Calls `step(piece, ids)` for a set of ids in pieces, as batches of the run.
template <class Id, class Step>
base::Status overSets(SynchronisationState& state, const std::set<Id>& all, Step step) {
    const std::vector<Id> ids{all.begin(), all.end()};
    const auto size = state.run.batch(kSet);
    auto& batches = state.run.batches();
    for (std::size_t at = 0; at < ids.size(); at += size) {
        JIM_TRY(state.run.betweenBatches());
        const std::span<const Id> some{ids.data() + at, std::min(size, ids.size() - at)};
        JIM_TRY(
            batches.write([&] { return step(Piece{state.run.session(), batches.open()}, some); }));
        state.run.advance(static_cast<std::int64_t>(some.size()));
    }
    return {};
}

template <class... Where>
base::Status inbound(SynchronisationState& state, Piece piece, Where... where) {
    for (const auto& flow : state.plan.inboundReferences) {
        JIM_ASSIGN(const auto differences, piece.session.referenceFlows().inbound(flow, where...));
        JIM_TRY(applyInbound(state, piece, differences));
    }
    return {};
}

template <class... Where>
base::Status outbound(SynchronisationState& state, Piece piece, Where... where) {
    for (const auto& flow : state.plan.outboundReferences) {
        JIM_ASSIGN(const auto differences, piece.session.referenceFlows().outbound(flow, where...));
        JIM_TRY(applyOutbound(state, piece, differences));
    }
    return {};
}

template <class Id>
IdRange<Id> rangeOf(const IdSpan<Id>& span) {
    return span.last == Id{} ? IdRange<Id>{Id{1}, Id{0}} : IdRange<Id>{span.first, span.last};
}

bool isMostlyNew(const SynchronisationState& state) {
    return state.synchronised > state.passedBy;
}

/// Where references of the objects of the run may have to change.
base::Result<ReferenceDoubts> doubts(SynchronisationState& state,
                                     const std::vector<ReferenceFlow>& inbound) {
    const auto csos = rangeOf(state.csos);
    const auto mvos = rangeOf(state.mvos);
    ReferenceDoubts result;
    // Looking first saves nothing then.
    if (isMostlyNew(state)) {
        if (csos.from <= csos.to) result.inbound = {csos};
        if (mvos.from <= mvos.to) result.outbound = {mvos};
        return result;
    }
    auto& session = state.run.session();
    JIM_TRY(session.transactions().read([&]() -> base::Status {
        JIM_ASSIGN(result, session.settlements().doubts(inbound, csos,
                                                        state.plan.outboundReferences, mvos));
        return {};
    }));
    return result;
}

/// Whether of all objects only those that wait may have references that are still to flow in. Many
/// are read sooner all together.
bool onlyFewWait(const SynchronisationState& state) {
    return state.allProjected &&
           4 * static_cast<std::int64_t>(state.waiting.size()) < state.synchronised;
}

base::Status flowIn(SynchronisationState& state, const std::vector<IdRange<CsoId>>& ranges) {
    if (onlyFewWait(state))
        return overSets(
            state, std::set<CsoId>{state.waiting.begin(), state.waiting.end()},
            [&](Piece piece, std::span<const CsoId> ids) { return inbound(state, piece, ids); });
    // Objects of two windows can be joined to one metaverse object.
    return overWindows(state, ranges, InPairs::No, [&](Piece piece, CsoId from, CsoId to) {
        return inbound(state, piece, from, to);
    });
}

/// A full run compares all references of its objects, wherever they may differ.
base::Status flowAll(SynchronisationState& state) {
    auto& progress = state.run.progress();
    JIM_ASSIGN(auto ranges, doubts(state, state.plan.inboundReferences));
    const auto csos = std::move(ranges.inbound);
    const auto length = onlyFewWait(state) ? std::ssize(state.waiting) : lengthOf(csos);
    progress.total(length, progress::TotalKind::Estimate, progress::TotalSource::Counted);
    JIM_TRY(flowIn(state, csos));
    JIM_TRY(state.run.betweenBatches());
    // What has flowed in may have to flow out.
    if (!csos.empty()) {
        JIM_ASSIGN(ranges, doubts(state, {}));
    }
    progress.total(length + lengthOf(ranges.outbound), progress::TotalKind::Exact,
                   progress::TotalSource::Counted);
    const auto inPairs = isMostlyNew(state) ? InPairs::Yes : InPairs::No;
    return overWindows(state, ranges.outbound, inPairs, [&](Piece piece, MvoId from, MvoId to) {
        return outbound(state, piece, from, to);
    });
}

base::Status flowAffected(SynchronisationState& state) {
    state.run.progress().total(
        static_cast<std::int64_t>(state.affected.inbound.size() + state.affected.outbound.size()),
        progress::TotalKind::Estimate, progress::TotalSource::Counted);
    JIM_TRY(overSets(state, state.affected.inbound, [&](Piece piece, std::span<const CsoId> ids) {
        return inbound(state, piece, ids);
    }));
    // Everything that points at an object which has just come to a target may be exportable now.
    auto& store = state.run.session().referenceFlows();
    const std::vector<MvoId> came{state.affected.outbound.begin(), state.affected.outbound.end()};
    for (std::size_t at = 0; at < came.size(); at += kSet) {
        const std::span<const MvoId> piece{came.data() + at, std::min(kSet, came.size() - at)};
        JIM_ASSIGN(const auto referrers, store.referrers(piece));
        state.affected.outbound.insert(referrers.begin(), referrers.end());
    }
    return overSets(state, state.affected.outbound, [&](Piece piece, std::span<const MvoId> ids) {
        return outbound(state, piece, ids);
    });
}

}  // namespace

base::Status flowReferences(SynchronisationState& state) {
    return state.delta ? flowAffected(state) : flowAll(state);
}

}  // namespace jim::runs::run_profile::step
