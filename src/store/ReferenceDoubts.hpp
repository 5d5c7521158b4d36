#pragma once

#include "store/Balance.hpp"
#include "store/Connectors.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

// Where references may differ, found without seeking any of them: every table is walked once, and
// what is desired and what is held are added up for some thousand owners at a time, as
// 64-bit hashes of the single references. Equal sums mean equal sets, and sets that differ have
// equal sums once in 2^64 times; owners with other sums are in doubt.
namespace jim::store {

namespace impl {

// What is added up is wanted in no order: then the rows of most owners are read as they lie.
constexpr std::string_view kHeldReferences =
    "SELECT cso_id, attribute_id, target_cso_id FROM cso_reference WHERE cso_id {0}";
constexpr std::string_view kMetaverseReferences =
    "SELECT mvo_id, attribute_id, target_mvo_id, origin FROM mvo_reference WHERE mvo_id {0} "
    "ORDER BY mvo_id, attribute_id, target_mvo_id, origin";
constexpr std::string_view kPendingReferences =
    "SELECT pending_export_id, attribute_id, target_cso_id, added FROM pending_reference "
    "WHERE pending_export_id {0}";

/// The flows out of one source system, what it says against what the metaverse has of it.
template <class Connection>
class InboundBalance {
public:
    using Flows = std::span<const identity::metaverse::ReferenceFlow>;
    using Range = identity::metaverse::IdRange<CsoId>;

    InboundBalance(Connection& connection, Flows flows, Range range)
        : connection_(connection), flows_(flows), range_(range), balance_(range) {}

    /// All but what the metaverse has.
    base::Status begin() {
        JIM_ASSIGN(connectors_, Connectors::of(connection_, flows_.front().systemId));
        const auto owners = connectors_.csosIn(range_);
        contributed_ = connectors_.mvosOf(owners);
        return addHeld(owners);
    }

    /// Whose references are subtracted, ascending.
    [[nodiscard]] const std::vector<MvoId>& owners() const { return contributed_; }

    /// A row of the metaverse's references.
    void subtract(MvoId owner, const auto& row) {
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            if (flows_[i].mvoAttribute != row.template as<std::int32_t>(1) ||
                flows_[i].rule != row.template as<std::int32_t>(3))
                continue;
            const auto reference = referenceHash(i, owner, row.template as<MvoId>(2));
            connectors_.eachOf(owner, [&](const Connector& connector) {
                if (owns(connector, flows_[i])) balance_.subtract(connector.cso, reference);
            });
        }
    }

    [[nodiscard]] std::vector<Range> doubts() const { return balance_.doubts(); }

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

    Connection& connection_;
    Flows flows_;
    Range range_;
    Balance<CsoId> balance_;
    Connectors connectors_;
    std::vector<MvoId> contributed_;
};

/// The flows into one target system, against what it holds and what is pending for it.
template <class Connection>
class OutboundBalance {
public:
    using Flows = std::span<const identity::metaverse::ReferenceFlow>;
    using Range = identity::metaverse::IdRange<MvoId>;

    OutboundBalance(Connection& connection, Flows flows, Range range, Balance<MvoId>& balance)
        : connection_(connection), flows_(flows), range_(range), balance_(balance) {}

    /// The next system.
    base::Status begin(std::int32_t systemId) {
        system_ = systemId;
        last_ = {};
        JIM_ASSIGN(connectors_, Connectors::of(connection_, systemId));
        return connectors_.loadPending(connection_, systemId);
    }

    /// Whose references are desired, ascending.
    [[nodiscard]] std::vector<MvoId> owners() const { return connectors_.mvosIn(range_); }

    /// A row of the metaverse's references, which come in their order.
    void addDesired(MvoId owner, const auto& row) {
        const std::tuple reference{owner, row.template as<std::int32_t>(1),
                                   row.template as<MvoId>(2)};
        if (reference == last_) return;  // Another rule says the same.
        last_ = reference;
        for (std::size_t i = 0; i < flows_.size(); ++i)
            if (flows_[i].mvoAttribute == std::get<1>(reference))
                desire(i, owner, std::get<2>(reference));
    }

    /// What the system has, and what is pending for it.
    base::Status finish() {
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
    std::tuple<MvoId, std::int32_t, MvoId> last_{};
    Connectors connectors_;
};

/// Both, with one look at the references of the metaverse for the first target system and the
/// source.
template <class Connection>
class ReferenceBalance {
public:
    using Flows = std::span<const identity::metaverse::ReferenceFlow>;

    ReferenceBalance(Connection& connection, Flows inbound,
                     identity::metaverse::IdRange<CsoId> csos, Flows outbound,
                     identity::metaverse::IdRange<MvoId> mvos)
        : connection_(connection), balance_(outbound.empty() ? Range{} : mvos) {
        if (!inbound.empty()) inbound_.emplace(connection, inbound, csos);
        if (!outbound.empty()) outbound_.emplace(connection, outbound, mvos, balance_);
        for (const auto& flow : outbound) systems_.insert(flow.systemId);
    }

    base::Result<identity::metaverse::ReferenceDoubts> doubts() {
        identity::metaverse::ReferenceDoubts result;
        if (inbound_) JIM_TRY(inbound_->begin());
        if (inbound_ && systems_.empty()) JIM_TRY(walk(false));
        for (const auto system : systems_) {
            JIM_TRY(outbound_->begin(system));
            JIM_TRY(walk(true));
            JIM_TRY(outbound_->finish());
        }
        if (outbound_) result.outbound = balance_.doubts();
        result.inbound = std::move(inboundDoubts_);
        return result;
    }

private:
    using Range = identity::metaverse::IdRange<MvoId>;

    /// Through the references of the metaverse.
    base::Status walk(bool outbound) {
        std::vector<MvoId> owners;
        if (outbound) owners = outbound_->owners();
        if (inbound_ && inbound_->owners() != owners) {
            std::vector<MvoId> all;
            std::ranges::set_union(owners, inbound_->owners(), std::back_inserter(all));
            owners = std::move(all);
        }
        const auto take = [&](MvoId owner, const auto& row) -> base::Status {
            if (outbound) outbound_->addDesired(owner, row);
            if (inbound_) inbound_->subtract(owner, row);
            return {};
        };
        JIM_TRY(lookUp(connection_, kMetaverseReferences, std::span<const MvoId>{owners}, take));
        if (inbound_) inboundDoubts_ = inbound_->doubts();
        inbound_.reset();
        return {};
    }

    Connection& connection_;
    Balance<MvoId> balance_;
    std::optional<InboundBalance<Connection>> inbound_;  ///< Until it is done.
    std::vector<identity::metaverse::IdRange<CsoId>> inboundDoubts_;
    std::optional<OutboundBalance<Connection>> outbound_;
    std::set<std::int32_t> systems_;
};

}  // namespace impl

}  // namespace jim::store
