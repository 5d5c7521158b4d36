#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/MetaverseObject.hpp"
#include "store/ObjectKinds.hpp"
#include "store/Owners.hpp"
#include "store/Pairs.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

namespace jim::store {

/// The references that a system has, or will have, of some owners, and those that it should have:
/// what is desired and not held, and what is held and not desired. Every table is walked in the
/// order of its ids, and both sides are merged in memory: some 20 bytes for each reference.
template <class Connection>
class OutboundComparison {
public:
    using CsoId = identity::metaverse::CsoId;
    using MvoId = identity::metaverse::MvoId;
    using Changes = std::vector<identity::metaverse::OutboundReferenceChange>;

    OutboundComparison(Connection& connection, const identity::metaverse::ReferenceFlow& flow)
        : connection_(connection), flow_(flow) {}

    /// Each change once, in the order of its members.
    [[nodiscard]] base::Result<Changes> of(const Owners<MvoId>& owners) {
        Changes changes;
        JIM_TRY(loadConnectors(owners));
        JIM_TRY(loadHeld());
        JIM_ASSIGN(const References desired, desiredReferences());
        const auto joins = turned(connectors_);
        const auto pending = turned(pending_);
        const auto add = [&](const References& from, const References& other, bool added,
                             const References& opposite) {
            References missing;
            std::ranges::set_difference(from, other, std::back_inserter(missing));
            for (const auto& reference : missing) {
                const auto& [cso, target] = reference;
                auto& change = changes.emplace_back();
                change.cso = cso;
                change.mvo = pairsFrom(joins, cso).begin()->second;
                change.attribute = flow_.csoAttribute;
                change.target = target;
                change.added = added;
                for (const auto& [owner, id] : pairsFrom(pending, cso)) change.pending = id;
                change.cancels = std::ranges::binary_search(opposite, reference);
            }
        };
        add(desired, held_, true, pendingRemoved_);
        add(held_, desired, false, pendingAdded_);
        std::ranges::sort(changes, {},
                          [](const identity::metaverse::OutboundReferenceChange& change) {
                              return std::tuple{change.cso, change.target};
                          });
        return changes;
    }

private:
    using PendingExportId = identity::connector_space::PendingExportId;
    /// References of connector space objects to others of their system.
    using References = Pairs<CsoId, CsoId>;

    static constexpr std::string_view kConnectors =
        "SELECT mvo_id, cso_id FROM cso_join WHERE mvo_id {0} AND system_id = ?1 "
        "ORDER BY mvo_id, cso_id";
    static constexpr std::string_view kDesired =
        "SELECT mvo_id, target_mvo_id FROM mvo_reference WHERE mvo_id {0} "
        "AND attribute_id = ?1 ORDER BY mvo_id, target_mvo_id";
    static constexpr std::string_view kPending =
        "SELECT cso_id, id, change_type FROM pending_export WHERE cso_id {0} ORDER BY cso_id";
    static constexpr std::string_view kPendingReferences =
        "SELECT pending_export_id, target_cso_id, added FROM pending_reference "
        "WHERE pending_export_id {0} AND attribute_id = ?1 ORDER BY pending_export_id";

    static bool isExported(const ObjectKind& object) {
        return object.status != identity::connector_space::CsoStatus::Obsolete;
    }
    static void makeSet(References& pairs) { pairs = base::ascending(std::move(pairs)); }

    base::Status loadConnectors(const Owners<MvoId>& owners) {
        const auto take = [&](MvoId mvo, const auto& row) -> base::Status {
            connectors_.emplace_back(mvo, row.template as<CsoId>(1));
            return {};
        };
        JIM_TRY(eachOf(connection_, kConnectors, owners, take, flow_.systemId));
        JIM_TRY(keepObjects(connection_, connectors_, [&](const ObjectKind& object) {
            return isExported(object) && object.typeId == flow_.objectTypeId;
        }));
        return takePending(connectors_, pending_);
    }

    /// Takes the objects away that are to be deleted; what else is pending goes to `pending`.
    base::Status takePending(Pairs<MvoId, CsoId>& connectors,
                             Pairs<PendingExportId, CsoId>& pending) {
        using identity::connector_space::PendingExportChangeType;
        std::vector<CsoId> deleted;
        const auto csos = secondsOf(connectors);
        const auto take = [&](CsoId cso, const auto& row) -> base::Status {
            if (row.template as<PendingExportChangeType>(2) == PendingExportChangeType::Delete)
                deleted.push_back(cso);
            else
                pending.emplace_back(row.template as<PendingExportId>(1), cso);
            return {};
        };
        JIM_TRY(lookUp(connection_, kPending, std::span<const CsoId>{csos}, take));
        if (!deleted.empty())
            std::erase_if(connectors, [&](const auto& connector) {
                return std::ranges::binary_search(deleted, connector.second);
            });
        return {};
    }

    base::Status loadHeld() {
        const auto csos = secondsOf(connectors_);
        JIM_ASSIGN(held_, pairsOf<CsoId>(connection_, kResolvedReferences,
                                         std::span<const CsoId>{csos}, flow_.csoAttribute));
        makeSet(held_);
        return holdPending();
    }

    /// What is pending has been held, or taken away, already.
    base::Status holdPending() {
        std::ranges::sort(pending_);
        const auto exports = firstsOf(pending_);
        const auto take = [&](PendingExportId id, const auto& row) -> base::Status {
            (row.template as<bool>(2) ? pendingAdded_ : pendingRemoved_)
                .emplace_back(pairsFrom(pending_, id).begin()->second, row.template as<CsoId>(1));
            return {};
        };
        JIM_TRY(lookUp(connection_, kPendingReferences, std::span<const PendingExportId>{exports},
                       take, flow_.csoAttribute));
        makeSet(pendingAdded_);
        makeSet(pendingRemoved_);
        if (!pendingRemoved_.empty())
            std::erase_if(held_, [&](const auto& reference) {
                return std::ranges::binary_search(pendingRemoved_, reference);
            });
        held_.insert(held_.end(), pendingAdded_.begin(), pendingAdded_.end());
        makeSet(held_);
        return {};
    }

    base::Result<References> desiredReferences() {
        const auto owners = firstsOf(connectors_);
        JIM_ASSIGN(const auto wanted,
                   pairsOf<MvoId>(connection_, kDesired, std::span<const MvoId>{owners},
                                  flow_.mvoAttribute));
        const auto mvos = secondsOf(wanted);
        JIM_ASSIGN(auto targets, pairsOf<CsoId>(connection_, kConnectors,
                                                std::span<const MvoId>{mvos}, flow_.systemId));
        JIM_TRY(keepObjects(connection_, targets, isExported));
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
    const identity::metaverse::ReferenceFlow& flow_;
    Pairs<MvoId, CsoId> connectors_;  ///< The owners' objects in the system.
    Pairs<PendingExportId, CsoId> pending_;
    References pendingAdded_;
    References pendingRemoved_;
    References held_;  ///< With what is pending.
};

}  // namespace jim::store
