#include "store/sqlite/impl/ReferenceDifference.hpp"

#include "store/sqlite/impl/Pairs.hpp"

#include <iterator>
#include <tuple>

namespace jim::store::sqlite::impl {

namespace mv = identity::metaverse;
using identity::connector_space::CsoStatus;
using identity::connector_space::PendingExportChangeType;
using identity::connector_space::PendingExportId;
using mv::CsoId;
using mv::MvoId;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

namespace {

constexpr std::string_view kJoins =
    "SELECT cso_id, mvo_id FROM cso_join WHERE cso_id BETWEEN ?1 AND ?2 ORDER BY cso_id";
/// Joined objects of system ?3 that are Normal or of status ?4, of type ?5 unless that is NULL.
constexpr std::string_view kConnectors =
    "SELECT j.mvo_id, j.cso_id FROM cso_join j CROSS JOIN cso c ON c.id = j.cso_id "
    "WHERE j.mvo_id BETWEEN ?1 AND ?2 AND j.system_id = ?3 AND c.status IN (0, ?4) "
    "AND (?5 IS NULL OR c.type_id = ?5) ORDER BY j.mvo_id, j.cso_id";
constexpr std::string_view kHeld =
    "SELECT cso_id, target_cso_id FROM cso_reference WHERE cso_id BETWEEN ?1 AND ?2 "
    "AND attribute_id = ?3 AND target_cso_id IS NOT NULL ORDER BY cso_id";
constexpr std::string_view kContributed =
    "SELECT mvo_id, target_mvo_id FROM mvo_reference WHERE mvo_id BETWEEN ?1 AND ?2 "
    "AND attribute_id = ?3 AND origin = ?4 ORDER BY mvo_id, target_mvo_id";
constexpr std::string_view kDesired =
    "SELECT mvo_id, target_mvo_id FROM mvo_reference WHERE mvo_id BETWEEN ?1 AND ?2 "
    "AND attribute_id = ?3 ORDER BY mvo_id, target_mvo_id";
constexpr std::string_view kPending =
    "SELECT cso_id, id, change_type FROM pending_export WHERE cso_id BETWEEN ?1 AND ?2 "
    "ORDER BY cso_id";
constexpr std::string_view kPendingReferences =
    "SELECT pending_export_id, target_cso_id, added FROM pending_reference "
    "WHERE pending_export_id BETWEEN ?1 AND ?2 AND attribute_id = ?3 ORDER BY pending_export_id";

void makeSet(auto& pairs) {
    if (!std::ranges::is_sorted(pairs)) std::ranges::sort(pairs);
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
}

/// References of connector space objects to others of their system.
using References = Pairs<CsoId, CsoId>;

/// The references that a system has, or will have, of some owners, and those that it should have.
class OutboundComparison {
public:
    OutboundComparison(Connection& connection, const mv::ReferenceFlow& flow)
        : connection_(connection), flow_(flow) {}

    base::Result<std::vector<mv::OutboundReferenceChange>> of(const Owners<MvoId>& owners) {
        std::vector<mv::OutboundReferenceChange> changes;
        JIM_TRY(loadConnectors(owners));
        JIM_TRY(loadHeld());
        JIM_ASSIGN(const References desired, desiredReferences());
        const auto joins = turned(connectors_);
        const auto add = [&](const References& from, const References& other, bool added) {
            References missing;
            std::ranges::set_difference(from, other, std::back_inserter(missing));
            for (const auto& [cso, target] : missing)
                changes.push_back({cso, pairsFrom(joins, cso).begin()->second, flow_.csoAttribute,
                                   target, added});
        };
        add(desired, held_, true);
        add(held_, desired, false);
        std::ranges::sort(changes, {}, [](const mv::OutboundReferenceChange& change) {
            return std::tuple{change.cso, change.target};
        });
        return changes;
    }

private:
    base::Status loadConnectors(const Owners<MvoId>& owners) {
        JIM_ASSIGN(Statement rows, connection_.prepare(kConnectors));
        rows.bind(3, flow_.systemId).bind(4, CsoStatus::PendingProvisioning);
        rows.bind(5, flow_.objectTypeId);
        JIM_TRY(eachOf(rows, owners, [&](MvoId mvo) -> base::Status {
            connectors_.emplace_back(mvo, rows.as<CsoId>(1));
            return {};
        }));
        return takePending(connectors_, pending_);
    }

    /// Takes the objects away that are to be deleted; what else is pending goes to `pending`.
    base::Status takePending(Pairs<MvoId, CsoId>& connectors,
                             Pairs<PendingExportId, CsoId>& pending) {
        JIM_ASSIGN(Statement rows, connection_.prepare(kPending));
        std::vector<CsoId> deleted;
        const auto csos = secondsOf(connectors);
        JIM_TRY(lookUp(rows, std::span<const CsoId>{csos}, [&](CsoId cso) -> base::Status {
            if (rows.as<PendingExportChangeType>(2) == PendingExportChangeType::Delete)
                deleted.push_back(cso);
            else
                pending.emplace_back(rows.as<PendingExportId>(1), cso);
            return {};
        }));
        if (!deleted.empty())
            std::erase_if(connectors, [&](const auto& connector) {
                return std::ranges::binary_search(deleted, connector.second);
            });
        return {};
    }

    base::Status loadHeld() {
        JIM_ASSIGN(Statement rows, connection_.prepare(kHeld));
        rows.bind(3, flow_.csoAttribute);
        const auto csos = secondsOf(connectors_);
        JIM_ASSIGN(held_, pairsOf<CsoId>(rows, std::span<const CsoId>{csos}));
        makeSet(held_);
        return holdPending();
    }

    /// What is pending has been held, or taken away, already.
    base::Status holdPending() {
        std::ranges::sort(pending_);
        const auto exports = firstsOf(pending_);
        References added;
        References removed;
        JIM_ASSIGN(Statement rows, connection_.prepare(kPendingReferences));
        rows.bind(3, flow_.csoAttribute);
        JIM_TRY(lookUp(rows, std::span<const PendingExportId>{exports},
                       [&](PendingExportId id) -> base::Status {
                           (rows.as<bool>(2) ? added : removed)
                               .emplace_back(pairsFrom(pending_, id).begin()->second,
                                             rows.as<CsoId>(1));
                           return {};
                       }));
        makeSet(removed);
        if (!removed.empty())
            std::erase_if(held_, [&](const auto& reference) {
                return std::ranges::binary_search(removed, reference);
            });
        held_.insert(held_.end(), added.begin(), added.end());
        makeSet(held_);
        return {};
    }

    base::Result<References> desiredReferences() {
        JIM_ASSIGN(Statement rows, connection_.prepare(kDesired));
        rows.bind(3, flow_.mvoAttribute);
        const auto owners = firstsOf(connectors_);
        JIM_ASSIGN(const auto wanted, pairsOf<MvoId>(rows, std::span<const MvoId>{owners}));
        JIM_ASSIGN(Statement objects, connection_.prepare(kConnectors));
        objects.bind(3, flow_.systemId)
            .bind(4, CsoStatus::PendingProvisioning)
            .bind(5, std::nullopt);
        const auto mvos = secondsOf(wanted);
        JIM_ASSIGN(auto targets, pairsOf<CsoId>(objects, std::span<const MvoId>{mvos}));
        Pairs<PendingExportId, CsoId> pending;
        JIM_TRY(takePending(targets, pending));
        References desired;
        desired.reserve(wanted.size());
        for (const auto& [mvo, target] : wanted)
            for (const auto& [from, owner] : pairsFrom(connectors_, mvo))
                for (const auto& [to, cso] : pairsFrom(targets, target))
                    desired.emplace_back(owner, cso);
        makeSet(desired);  // Several rules may say the same.
        return desired;
    }

    Connection& connection_;
    const mv::ReferenceFlow& flow_;
    Pairs<MvoId, CsoId> connectors_;  ///< The owners' objects in the system.
    Pairs<PendingExportId, CsoId> pending_;
    References held_;
};

/// The references of some objects, and those that the rule contributed for them to the metaverse.
class InboundComparison {
public:
    InboundComparison(Connection& connection, const mv::ReferenceFlow& flow)
        : connection_(connection), flow_(flow) {}

    base::Result<std::vector<mv::InboundReferenceChange>> of(const Owners<CsoId>& owners) {
        JIM_TRY(loadSources(owners));
        JIM_TRY(loadDesired());
        JIM_TRY(loadContributed());
        std::vector<mv::InboundReferenceChange> changes;
        const auto add = [&](MvoId mvo, MvoId target, CsoId cso, bool added) {
            const mv::MvoReference reference{mvo, flow_.mvoAttribute, target, flow_.rule};
            if (owners.contains(cso)) changes.push_back({reference, cso, added});
        };
        for (const auto& [mvo, target, cso] : desired_)
            if (!std::ranges::binary_search(contributed_, std::pair{mvo, target}))
                add(mvo, target, cso, true);
        for (const auto& [mvo, target] : contributed_) {
            const auto at = std::ranges::lower_bound(desired_, std::tuple{mvo, target, CsoId{}});
            const bool said =
                at != desired_.end() && std::get<0>(*at) == mvo && std::get<1>(*at) == target;
            if (said) continue;
            for (const auto& [from, cso] : pairsFrom(sources_, mvo)) add(mvo, target, cso, false);
        }
        makeUnique(changes);
        return changes;
    }

private:
    /// Also those of the same system that share the owners' metaverse objects: what one no longer
    /// says, another may.
    base::Status loadSources(const Owners<CsoId>& owners) {
        std::vector<MvoId> mvos;
        JIM_ASSIGN(Statement joins, connection_.prepare(kJoins));
        JIM_TRY(eachOf(joins, owners, [&](CsoId) -> base::Status {
            mvos.push_back(joins.as<MvoId>(1));
            return {};
        }));
        JIM_ASSIGN(Statement rows, connection_.prepare(kConnectors));
        rows.bind(3, flow_.systemId).bind(4, CsoStatus::Normal).bind(5, flow_.objectTypeId);
        JIM_ASSIGN(sources_, pairsOf<CsoId>(rows, std::span<const MvoId>{mvos}));
        return {};
    }

    base::Status loadDesired() {
        JIM_ASSIGN(Statement held, connection_.prepare(kHeld));
        held.bind(3, flow_.csoAttribute);
        const auto joins = turned(sources_);
        const auto csos = firstsOf(joins);
        JIM_ASSIGN(const auto references, pairsOf<CsoId>(held, std::span<const CsoId>{csos}));
        JIM_ASSIGN(Statement joined, connection_.prepare(kJoins));
        const auto targets = secondsOf(references);
        JIM_ASSIGN(const auto mvos, pairsOf<MvoId>(joined, std::span<const CsoId>{targets}));
        desired_.reserve(references.size());
        for (const auto& [cso, target] : references)
            for (const auto& [to, mvo] : pairsFrom(mvos, target))
                desired_.emplace_back(pairsFrom(joins, cso).begin()->second, mvo, cso);
        std::ranges::sort(desired_);
        return {};
    }

    base::Status loadContributed() {
        JIM_ASSIGN(Statement rows, connection_.prepare(kContributed));
        rows.bind(3, flow_.mvoAttribute).bind(4, flow_.rule);
        const auto mvos = firstsOf(sources_);
        JIM_ASSIGN(contributed_, pairsOf<MvoId>(rows, std::span<const MvoId>{mvos}));
        return {};
    }

    /// Two objects of one system can be joined to one metaverse object and say the same.
    static void makeUnique(std::vector<mv::InboundReferenceChange>& changes) {
        std::ranges::sort(changes, {}, [](const mv::InboundReferenceChange& change) {
            return std::tuple{change.reference, change.added, change.cso};
        });
        const auto same = [](const auto& a, const auto& b) {
            return a.reference == b.reference && a.added == b.added;
        };
        const auto repeated = std::ranges::unique(changes, same);
        changes.erase(repeated.begin(), repeated.end());
    }

    Connection& connection_;
    const mv::ReferenceFlow& flow_;
    Pairs<MvoId, CsoId> sources_;
    std::vector<std::tuple<MvoId, MvoId, CsoId>> desired_;  ///< Owner, target, who says so.
    Pairs<MvoId, MvoId> contributed_;
};

}  // namespace

base::Result<std::vector<mv::InboundReferenceChange>> ReferenceDifference::inbound(
    Connection& connection, const mv::ReferenceFlow& flow, const Owners<CsoId>& owners) {
    return InboundComparison{connection, flow}.of(owners);
}

base::Result<std::vector<mv::OutboundReferenceChange>> ReferenceDifference::outbound(
    Connection& connection, const mv::ReferenceFlow& flow, const Owners<MvoId>& owners) {
    return OutboundComparison{connection, flow}.of(owners);
}

}  // namespace jim::store::sqlite::impl
