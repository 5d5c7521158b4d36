#include "store/sqlite/impl/ReferenceDoubts.hpp"

#include "store/sqlite/impl/Connectors.hpp"
#include "transport/sqlite/Lookup.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

namespace jim::store::sqlite::impl {
namespace {

namespace mv = identity::metaverse;
using identity::connector_space::CsoId;
using identity::connector_space::MvoId;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

/// The differences of sums, for ranges of owners.
template <class Id>
class Balance {
public:
    explicit Balance(mv::IdRange<Id> range)
        : from_(static_cast<std::int64_t>(range.from)),
          to_(static_cast<std::int64_t>(range.to)),
          sums_(static_cast<std::size_t>((to_ - from_) / kOwners + 1)) {}

    void add(Id owner, std::uint64_t reference) { sumOf(owner) += reference; }
    void subtract(Id owner, std::uint64_t reference) { sumOf(owner) -= reference; }

    [[nodiscard]] std::vector<mv::IdRange<Id>> doubts() const {
        std::vector<mv::IdRange<Id>> ranges;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            if (sums_[i] == 0) continue;
            const auto first = from_ + static_cast<std::int64_t>(i) * kOwners;
            const Id last{std::min(first + kOwners - 1, to_)};
            if (!ranges.empty() && static_cast<std::int64_t>(ranges.back().to) == first - 1)
                ranges.back().to = last;
            else
                ranges.push_back({Id{first}, last});
        }
        return ranges;
    }

private:
    static constexpr std::int64_t kOwners = 1024;

    std::uint64_t& sumOf(Id owner) {
        return sums_[static_cast<std::size_t>((static_cast<std::int64_t>(owner) - from_) /
                                              kOwners)];
    }

    std::int64_t from_;
    std::int64_t to_;
    std::vector<std::uint64_t> sums_;
};

template <class From, class To>
std::uint64_t hashOf(std::size_t flow, From from, To to) {
    const std::array parts{static_cast<std::int64_t>(flow), static_cast<std::int64_t>(from),
                           static_cast<std::int64_t>(to)};
    const auto hash =
        identity::schema::contentHash({reinterpret_cast<const char*>(parts.data()), sizeof parts});
    std::uint64_t result = 0;
    std::memcpy(&result, hash.data(), sizeof result);
    return result;
}

constexpr std::string_view kHeld =
    "SELECT cso_id, attribute_id, target_cso_id FROM cso_reference "
    "WHERE cso_id BETWEEN ? AND ? ORDER BY cso_id";
constexpr std::string_view kOfMetaverse =
    "SELECT mvo_id, attribute_id, target_mvo_id, origin FROM mvo_reference "
    "WHERE mvo_id BETWEEN ? AND ? ORDER BY mvo_id, attribute_id, target_mvo_id, origin";
constexpr std::string_view kPendingOnes =
    "SELECT pending_export_id, attribute_id, target_cso_id, added FROM pending_reference "
    "WHERE pending_export_id BETWEEN ? AND ? ORDER BY pending_export_id";

/// The flows into one target system, against what it holds and what is pending for it.
class OutboundBalance {
public:
    OutboundBalance(Connection& connection, std::span<const mv::ReferenceFlow> flows,
                    mv::IdRange<MvoId> range, Balance<MvoId>& balance)
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
    [[nodiscard]] bool owns(const Connector& owner, const mv::ReferenceFlow& flow) const {
        return owner.available() && owner.typeId == flow.objectTypeId && flow.systemId == system_ &&
               owner.mvo >= range_.from && owner.mvo <= range_.to;
    }

    base::Status addDesired() {
        JIM_ASSIGN(Statement rows, connection_.prepare(kOfMetaverse));
        const auto owners = connectors_.mvosIn(range_);
        std::tuple<MvoId, std::int32_t, MvoId> last{};
        return lookUp(rows, std::span<const MvoId>{owners}, [&](MvoId owner) -> base::Status {
            const std::tuple reference{owner, rows.as<std::int32_t>(1), rows.as<MvoId>(2)};
            if (reference == last) return {};  // Another rule says the same.
            last = reference;
            for (std::size_t i = 0; i < flows_.size(); ++i)
                if (flows_[i].mvoAttribute == std::get<1>(reference))
                    desire(i, owner, std::get<2>(reference));
            return {};
        });
    }

    void desire(std::size_t flow, MvoId owner, MvoId target) {
        connectors_.eachOf(owner, [&](const Connector& from) {
            if (!owns(from, flows_[flow])) return;
            connectors_.eachOf(target, [&](const Connector& to) {
                if (to.available()) balance_.add(owner, hashOf(flow, from.cso, to.cso));
            });
        });
    }

    base::Status subtractHeld() {
        JIM_ASSIGN(Statement rows, connection_.prepare(kHeld));
        const auto owners = connectors_.csosIn(range_);
        return lookUp(rows, std::span<const CsoId>{owners}, [&](CsoId owner) -> base::Status {
            if (rows.isNull(2)) return {};
            eachFlow(owner, rows.as<std::int32_t>(1), [&](std::size_t flow, MvoId mvo) {
                balance_.subtract(mvo, hashOf(flow, owner, rows.as<CsoId>(2)));
            });
            return {};
        });
    }

    /// What is pending has been held, or taken away, already.
    base::Status settlePending() {
        JIM_ASSIGN(Statement rows, connection_.prepare(kPendingOnes));
        const auto ids = connectors_.pendingIds();
        return lookUp(rows, std::span{ids}, [&](PendingExportId id) -> base::Status {
            const CsoId owner = connectors_.ownerOf(id);
            eachFlow(owner, rows.as<std::int32_t>(1), [&](std::size_t flow, MvoId mvo) {
                const auto reference = hashOf(flow, owner, rows.as<CsoId>(2));
                if (rows.as<bool>(3))
                    balance_.subtract(mvo, reference);
                else
                    balance_.add(mvo, reference);
            });
            return {};
        });
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
    std::span<const mv::ReferenceFlow> flows_;
    mv::IdRange<MvoId> range_;
    Balance<MvoId>& balance_;
    std::int32_t system_ = 0;
    Connectors connectors_;
};

}  // namespace

base::Result<std::vector<mv::IdRange<CsoId>>> ReferenceDoubts::inbound(
    Connection& connection, std::span<const mv::ReferenceFlow> flows, mv::IdRange<CsoId> range) {
    const std::int32_t system = flows.front().systemId;
    JIM_ASSIGN(const auto connectors, Connectors::of(connection, system));
    Balance<CsoId> balance{range};
    const auto owns = [&](const Connector& owner, const mv::ReferenceFlow& flow) {
        return owner.status == identity::connector_space::CsoStatus::Normal &&
               owner.typeId == flow.objectTypeId && owner.cso >= range.from &&
               owner.cso <= range.to;
    };
    const auto owners = connectors.csosIn(range);
    JIM_ASSIGN(Statement held, connection.prepare(kHeld));
    JIM_TRY(lookUp(held, std::span<const CsoId>{owners}, [&](CsoId id) -> base::Status {
        const auto* owner = connectors.find(id);
        const auto* target = held.isNull(2) ? nullptr : connectors.find(held.as<CsoId>(2));
        if (owner == nullptr || target == nullptr) return {};
        for (std::size_t i = 0; i < flows.size(); ++i)
            if (flows[i].csoAttribute == held.as<std::int32_t>(1) && owns(*owner, flows[i]))
                balance.add(id, hashOf(i, owner->mvo, target->mvo));
        return {};
    }));
    const auto mvos = connectors.mvosOf(owners);
    JIM_ASSIGN(Statement there, connection.prepare(kOfMetaverse));
    JIM_TRY(lookUp(there, std::span<const MvoId>{mvos}, [&](MvoId id) -> base::Status {
        for (std::size_t i = 0; i < flows.size(); ++i) {
            if (flows[i].mvoAttribute != there.as<std::int32_t>(1) ||
                flows[i].rule != there.as<std::int32_t>(3))
                continue;
            const auto reference = hashOf(i, id, there.as<MvoId>(2));
            connectors.eachOf(id, [&](const Connector& owner) {
                if (owns(owner, flows[i])) balance.subtract(owner.cso, reference);
            });
        }
        return {};
    }));
    return balance.doubts();
}

base::Result<std::vector<mv::IdRange<MvoId>>> ReferenceDoubts::outbound(
    Connection& connection, std::span<const mv::ReferenceFlow> flows, mv::IdRange<MvoId> range) {
    Balance<MvoId> balance{range};
    std::set<std::int32_t> systems;
    for (const auto& flow : flows) systems.insert(flow.systemId);
    OutboundBalance outbound{connection, flows, range, balance};
    for (const auto system : systems) JIM_TRY(outbound.of(system));
    return balance.doubts();
}

}  // namespace jim::store::sqlite::impl
