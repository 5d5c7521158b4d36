#pragma once

#include "store/Balance.hpp"
#include "store/Connectors.hpp"

#include <set>
#include <span>
#include <tuple>
#include <vector>

// Where references may differ, found without seeking any of them: every table is walked once, in
// order, and what is desired and what is held are added up for some thousand owners at a time, as
// 64-bit hashes of the single references. Equal sums mean equal sets, and sets that differ have
// equal sums once in 2^64 times; owners with other sums are in doubt.
namespace jim::store {

namespace impl {

constexpr std::string_view kHeldReferences =
    "SELECT cso_id, attribute_id, target_cso_id FROM cso_reference WHERE cso_id {0} "
    "ORDER BY cso_id";
constexpr std::string_view kMetaverseReferences =
    "SELECT mvo_id, attribute_id, target_mvo_id, origin FROM mvo_reference WHERE mvo_id {0} "
    "ORDER BY mvo_id, attribute_id, target_mvo_id, origin";
constexpr std::string_view kPendingReferences =
    "SELECT pending_export_id, attribute_id, target_cso_id, added FROM pending_reference "
    "WHERE pending_export_id {0} ORDER BY pending_export_id";

/// The flows out of one source system, what it says against what the metaverse has of it.
template <class Connection>
class InboundBalance {
public:
    using Flows = std::span<const identity::metaverse::ReferenceFlow>;
    using Range = identity::metaverse::IdRange<CsoId>;

    InboundBalance(Connection& connection, Flows flows, Range range)
        : connection_(connection), flows_(flows), range_(range), balance_(range) {}

    base::Result<std::vector<Range>> doubts() {
        JIM_ASSIGN(connectors_, Connectors::of(connection_, flows_.front().systemId));
        const auto owners = connectors_.csosIn(range_);
        JIM_TRY(addHeld(owners));
        JIM_TRY(subtractContributed(connectors_.mvosOf(owners)));
        return balance_.doubts();
    }

private:
    [[nodiscard]] bool owns(const Connector& owner,
                            const identity::metaverse::ReferenceFlow& flow) const {
        return owner.status == CsoStatus::Normal && owner.typeId == flow.objectTypeId &&
               owner.cso >= range_.from && owner.cso <= range_.to;
    }

    base::Status addHeld(std::span<const CsoId> owners) {
        const auto take = [&](CsoId id, const auto& row) -> base::Status {
            const auto* owner = connectors_.find(id);
            const auto* target =
                row.isNull(2) ? nullptr : connectors_.find(row.template as<CsoId>(2));
            if (owner == nullptr || target == nullptr) return {};
            for (std::size_t i = 0; i < flows_.size(); ++i)
                if (flows_[i].csoAttribute == row.template as<std::int32_t>(1) &&
                    owns(*owner, flows_[i]))
                    balance_.add(id, referenceHash(i, owner->mvo, target->mvo));
            return {};
        };
        return lookUp(connection_, kHeldReferences, owners, take);
    }

    base::Status subtractContributed(const std::vector<MvoId>& mvos) {
        const auto take = [&](MvoId id, const auto& row) -> base::Status {
            for (std::size_t i = 0; i < flows_.size(); ++i) {
                if (flows_[i].mvoAttribute != row.template as<std::int32_t>(1) ||
                    flows_[i].rule != row.template as<std::int32_t>(3))
                    continue;
                const auto reference = referenceHash(i, id, row.template as<MvoId>(2));
                connectors_.eachOf(id, [&](const Connector& owner) {
                    if (owns(owner, flows_[i])) balance_.subtract(owner.cso, reference);
                });
            }
            return {};
        };
        return lookUp(connection_, kMetaverseReferences, std::span<const MvoId>{mvos}, take);
    }

    Connection& connection_;
    Flows flows_;
    Range range_;
    Balance<CsoId> balance_;
    Connectors connectors_;
};

/// The flows into one target system, against what it holds and what is pending for it.
template <class Connection>
class OutboundBalance {
public:
    using Flows = std::span<const identity::metaverse::ReferenceFlow>;
    using Range = identity::metaverse::IdRange<MvoId>;

    OutboundBalance(Connection& connection, Flows flows, Range range, Balance<MvoId>& balance)
        : connection_(connection), flows_(flows), range_(range), balance_(balance) {}

    base::Status of(std::int32_t systemId) {
        system_ = systemId;
        JIM_ASSIGN(connectors_, Connectors::of(connection_, systemId));
        JIM_TRY(connectors_.loadPending(connection_, systemId));
        JIM_TRY(addDesired());
        JIM_TRY(subtractHeld());
        return settlePending();
    }

private:
    /// An object that exports still care for, as the owner of references.
    [[nodiscard]] bool owns(const Connector& owner,
                            const identity::metaverse::ReferenceFlow& flow) const {
        return owner.available() && owner.typeId == flow.objectTypeId && flow.systemId == system_ &&
               owner.mvo >= range_.from && owner.mvo <= range_.to;
    }

    base::Status addDesired() {
        const auto owners = connectors_.mvosIn(range_);
        std::tuple<MvoId, std::int32_t, MvoId> last{};
        const auto take = [&](MvoId owner, const auto& row) -> base::Status {
            const std::tuple reference{owner, row.template as<std::int32_t>(1),
                                       row.template as<MvoId>(2)};
            if (reference == last) return {};  // Another rule says the same.
            last = reference;
            for (std::size_t i = 0; i < flows_.size(); ++i)
                if (flows_[i].mvoAttribute == std::get<1>(reference))
                    desire(i, owner, std::get<2>(reference));
            return {};
        };
        return lookUp(connection_, kMetaverseReferences, std::span<const MvoId>{owners}, take);
    }

    void desire(std::size_t flow, MvoId owner, MvoId target) {
        connectors_.eachOf(owner, [&](const Connector& from) {
            if (!owns(from, flows_[flow])) return;
            connectors_.eachOf(target, [&](const Connector& to) {
                if (to.available()) balance_.add(owner, referenceHash(flow, from.cso, to.cso));
            });
        });
    }

    base::Status subtractHeld() {
        const auto owners = connectors_.csosIn(range_);
        const auto take = [&](CsoId owner, const auto& row) -> base::Status {
            if (row.isNull(2)) return {};
            eachFlow(owner, row.template as<std::int32_t>(1), [&](std::size_t flow, MvoId mvo) {
                balance_.subtract(mvo, referenceHash(flow, owner, row.template as<CsoId>(2)));
            });
            return {};
        };
        return lookUp(connection_, kHeldReferences, std::span<const CsoId>{owners}, take);
    }

    /// What is pending has been held, or taken away, already.
    base::Status settlePending() {
        const auto ids = connectors_.pendingIds();
        const auto take = [&](PendingExportId id, const auto& row) -> base::Status {
            const CsoId owner = connectors_.ownerOf(id);
            eachFlow(owner, row.template as<std::int32_t>(1), [&](std::size_t flow, MvoId mvo) {
                const auto reference = referenceHash(flow, owner, row.template as<CsoId>(2));
                if (row.template as<bool>(3))
                    balance_.subtract(mvo, reference);
                else
                    balance_.add(mvo, reference);
            });
            return {};
        };
        return lookUp(connection_, kPendingReferences, std::span<const PendingExportId>{ids}, take);
    }

    template <class Take>
    void eachFlow(CsoId owner, std::int32_t attribute, const Take& take) {
        const Connector* connector = connectors_.find(owner);
        if (connector == nullptr) return;
        for (std::size_t i = 0; i < flows_.size(); ++i)
            if (flows_[i].csoAttribute == attribute && owns(*connector, flows_[i]))
                take(i, connector->mvo);
    }

    Connection& connection_;
    Flows flows_;
    Range range_;
    Balance<MvoId>& balance_;
    std::int32_t system_ = 0;
    Connectors connectors_;
};

}  // namespace impl

/// Of flows out of one system, at least one; see SettlementStore.
[[nodiscard]] auto inboundDoubtsOf(auto& connection,
                                   std::span<const identity::metaverse::ReferenceFlow> flows,
                                   identity::metaverse::IdRange<CsoId> range) {
    return impl::InboundBalance{connection, flows, range}.doubts();
}

/// Of flows into any systems; see SettlementStore.
[[nodiscard]] base::Result<std::vector<identity::metaverse::IdRange<MvoId>>> outboundDoubtsOf(
    auto& connection, std::span<const identity::metaverse::ReferenceFlow> flows,
    identity::metaverse::IdRange<MvoId> range) {
    Balance<MvoId> balance{range};
    std::set<std::int32_t> systems;
    for (const auto& flow : flows) systems.insert(flow.systemId);
    impl::OutboundBalance outbound{connection, flows, range, balance};
    for (const auto system : systems) JIM_TRY(outbound.of(system));
    return balance.doubts();
}

}  // namespace jim::store
