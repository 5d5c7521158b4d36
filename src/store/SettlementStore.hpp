#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "store/ReferenceDoubts.hpp"
#include "store/Standings.hpp"
#include "store/Stretches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace jim::store {

template <class Connection>
class SettlementStore final : public identity::metaverse::SettlementStore {
public:
    using CsoId = identity::connector_space::CsoId;
    using MvoId = identity::connector_space::MvoId;
    using ContentHash = identity::schema::ContentHash;
    using Standing = identity::metaverse::Standing;
    using ReferenceFlow = identity::metaverse::ReferenceFlow;
    using SettledStretch = identity::metaverse::SettledStretch;
    template <class Id>
    using IdRange = identity::metaverse::IdRange<Id>;

    explicit SettlementStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<ContentHash> configuration() override {
        return configurationFingerprint(connection_);
    }
    [[nodiscard]] base::Result<std::vector<Standing>> page(std::int32_t systemId, CsoId after,
                                                           std::size_t limit,
                                                           const ContentHash& rules) override;
    [[nodiscard]] base::Status keep(std::span<const CsoId> objects,
                                    std::span<const identity::metaverse::ProjectedObject> projected,
                                    const ContentHash& rules) override;
    [[nodiscard]] base::Result<std::optional<SettledStretch>> stretch(
        std::int32_t systemId, CsoId after, const ContentHash& rules) override {
        if constexpr (Connection::kHashesRows)
            return stretchAfter(connection_, systemId, after, rules);
        else
            return std::optional<SettledStretch>{};
    }
    [[nodiscard]] base::Result<std::optional<CsoId>> nextStretch(std::int32_t systemId,
                                                                 CsoId object) override {
        if constexpr (Connection::kHashesRows)
            return nextStretchOf(connection_, systemId, object);
        else
            return std::optional<CsoId>{};
    }
    [[nodiscard]] base::Status keepStretch(
        std::int32_t systemId, const SettledStretch& stretch,
        std::span<const identity::metaverse::ProjectedObject> projected,
        const ContentHash& rules) override {
        if constexpr (Connection::kHashesRows)
            return keepStretchAs(connection_, systemId, stretch, projected, rules);
        else
            return {};
    }
    [[nodiscard]] base::Result<identity::metaverse::ReferenceDoubts> doubts(
        std::span<const ReferenceFlow> inbound, IdRange<CsoId> csos,
        std::span<const ReferenceFlow> outbound, IdRange<MvoId> mvos) override {
        if (csos.to < csos.from) inbound = {};
        if (mvos.to < mvos.from) outbound = {};
        return impl::ReferenceBalance{connection_, inbound, csos, outbound, mvos}.doubts();
    }

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<identity::metaverse::Standing>> SettlementStore<Connection>::page(
    std::int32_t systemId, CsoId after, std::size_t limit, const ContentHash& rules) {
    // Behind its last object lie those of other systems, which are not read to the end. Only the
    // index of a system's objects has this order.
    constexpr std::string_view kLast =
        "SELECT coalesce(max(id), 0) FROM (SELECT system_id, id FROM cso WHERE (system_id, id) < "
        "(?1 + 1, 0) ORDER BY system_id DESC, id DESC LIMIT 1) AS l WHERE system_id = ?1";
    JIM_ASSIGN(const std::int64_t last, connection_.integer(kLast, systemId));
    if (CsoId{last} <= after) return std::vector<Standing>{};
    static const std::string kSql = fmt::format(
        "SELECT {} FROM cso c {} WHERE c.id > ?1 AND c.id <= ?5 AND c.system_id = ?2 AND "
        "c.status <> ?3 ORDER BY c.id LIMIT ?4",
        kStandingColumns, kStandingJoins);
    JIM_ASSIGN(auto rows, connection_.prepare(kSql));
    rows.bindAll(after, systemId, identity::connector_space::CsoStatus::PendingProvisioning, limit,
                 last);
    return standingsOf(connection_, rows, limit, rules);
}

template <class Connection>
base::Status SettlementStore<Connection>::keep(
    std::span<const CsoId> objects, std::span<const identity::metaverse::ProjectedObject> projected,
    const ContentHash& rules) {
    return connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(auto fingerprints, fingerprintsOf(connection_, objects, rules));
        for (const auto& object : projected)
            fingerprints.emplace_back(object.cso, fingerprintOf(object, rules));
        std::ranges::sort(fingerprints, {}, &Fingerprint::first);
        return mergeRows(connection_, "cso_settled", "cso_id", {"cso_id"}, {"fingerprint"},
                         std::span{std::as_const(fingerprints)},
                         [](const Fingerprint& fingerprint, const auto& bind) {
                             bind(fingerprint.first, bytesOf(fingerprint.second));
                         });
    });
}

}  // namespace jim::store
