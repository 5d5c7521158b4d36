#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "store/ObjectKinds.hpp"
#include "store/Owners.hpp"
#include "store/Pairs.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace jim::store {

/// The references of some objects, and those that the rule contributed for them to the metaverse:
/// what is said and not there, and what is there and no longer said. Every table is walked in the
/// order of its ids, and both sides are merged in memory: some 20 bytes for each reference.
template <class Connection>
class InboundComparison {
public:
    using CsoId = identity::metaverse::CsoId;
    using MvoId = identity::metaverse::MvoId;
    using Changes = std::vector<identity::metaverse::InboundReferenceChange>;

    InboundComparison(Connection& connection, const identity::metaverse::ReferenceFlow& flow)
        : connection_(connection), flow_(flow) {}

    /// Each change once, in the order of its members.
    [[nodiscard]] base::Result<Changes> of(const Owners<CsoId>& owners) {
        JIM_TRY(loadSources(owners));
        JIM_TRY(loadDesired());
        JIM_TRY(loadContributed());
        return changes([&](CsoId cso) { return owners.contains(cso); });
    }

    /// The same where nothing has been contributed yet, and the metaverse objects of these objects,
    /// of the flow's type and by ascending id, are joined to none but them in this system.
    [[nodiscard]] base::Result<identity::metaverse::ProjectedReferences> ofProjected(
        std::span<const std::pair<CsoId, MvoId>> projected) {
        sources_ = turned(Pairs<CsoId, MvoId>{projected.begin(), projected.end()});
        JIM_TRY(loadDesired());
        return identity::metaverse::ProjectedReferences{changes([](CsoId) { return true; }),
                                                        base::ascending(std::move(waiting_))};
    }

private:
    static constexpr std::string_view kJoins =
        "SELECT cso_id, mvo_id FROM cso_join WHERE cso_id {0} ORDER BY cso_id";
    static constexpr std::string_view kSources =
        "SELECT mvo_id, cso_id FROM cso_join WHERE mvo_id {0} AND system_id = ?1 "
        "ORDER BY mvo_id, cso_id";
    static constexpr std::string_view kContributed =
        "SELECT mvo_id, target_mvo_id FROM mvo_reference WHERE mvo_id {0} "
        "AND attribute_id = ?1 AND origin = ?2 ORDER BY mvo_id, target_mvo_id";

    [[nodiscard]] Changes changes(const auto& isWanted) const {
        Changes changes;
        const auto add = [&](MvoId mvo, MvoId target, CsoId cso, bool added) {
            const identity::metaverse::MvoReference reference{mvo, flow_.mvoAttribute, target,
                                                              flow_.rule};
            if (isWanted(cso)) changes.push_back({reference, cso, added});
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

    /// Also those of the same system that share the owners' metaverse objects: what one no longer
    /// says, another may.
    base::Status loadSources(const Owners<CsoId>& owners) {
        std::vector<MvoId> mvos;
        JIM_TRY(eachOf(connection_, kJoins, owners, [&](CsoId, const auto& row) -> base::Status {
            mvos.push_back(row.template as<MvoId>(1));
            return {};
        }));
        JIM_ASSIGN(sources_, pairsOf<CsoId>(connection_, kSources, std::span<const MvoId>{mvos},
                                            flow_.systemId));
        return keepObjects(connection_, sources_, [&](const ObjectKind& object) {
            return object.typeId == flow_.objectTypeId &&
                   object.status == identity::connector_space::CsoStatus::Normal;
        });
    }

    base::Status loadDesired() {
        const auto joins = turned(sources_);
        const auto csos = firstsOf(joins);
        JIM_ASSIGN(const auto references,
                   pairsOf<CsoId>(connection_, kResolvedReferences, std::span<const CsoId>{csos},
                                  flow_.csoAttribute));
        const auto targets = secondsOf(references);
        JIM_ASSIGN(const auto mvos,
                   pairsOf<MvoId>(connection_, kJoins, std::span<const CsoId>{targets}));
        desired_.reserve(references.size());
        for (const auto& [cso, target] : references) {
            const auto joined = pairsFrom(mvos, target);
            if (joined.empty()) waiting_.push_back(cso);
            for (const auto& [to, mvo] : joined)
                desired_.emplace_back(pairsFrom(joins, cso).begin()->second, mvo, cso);
        }
        std::ranges::sort(desired_);
        return {};
    }

    base::Status loadContributed() {
        const auto mvos = firstsOf(sources_);
        JIM_ASSIGN(contributed_,
                   pairsOf<MvoId>(connection_, kContributed, std::span<const MvoId>{mvos},
                                  flow_.mvoAttribute, flow_.rule));
        return {};
    }

    /// Two objects of one system can be joined to one metaverse object and say the same.
    static void makeUnique(Changes& changes) {
        std::ranges::sort(changes, {},
                          [](const identity::metaverse::InboundReferenceChange& change) {
                              return std::tuple{change.reference, change.added, change.cso};
                          });
        const auto same = [](const auto& a, const auto& b) {
            return a.reference == b.reference && a.added == b.added;
        };
        const auto repeated = std::ranges::unique(changes, same);
        changes.erase(repeated.begin(), repeated.end());
    }

    Connection& connection_;
    const identity::metaverse::ReferenceFlow& flow_;
    Pairs<MvoId, CsoId> sources_;
    std::vector<std::tuple<MvoId, MvoId, CsoId>> desired_;  ///< Owner, target, who says so.
    std::vector<CsoId> waiting_;                            ///< Refer to what is not joined.
    Pairs<MvoId, MvoId> contributed_;
};

}  // namespace jim::store
