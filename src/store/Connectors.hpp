#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/SettlementStore.hpp"
#include "store/Rows.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace jim::store {

using identity::connector_space::CsoId;
using identity::connector_space::CsoStatus;
using identity::connector_space::MvoId;
using identity::connector_space::PendingExportChangeType;
using identity::connector_space::PendingExportId;

/// A joined object, as much of it as references are judged by.
struct Connector {
    CsoId cso{};
    MvoId mvo{};
    std::int32_t typeId = 0;
    CsoStatus status = CsoStatus::Normal;
    bool pendingDelete = false;

    /// References of it and to it are exported.
    [[nodiscard]] bool available() const { return status != CsoStatus::Obsolete && !pendingDelete; }
};

/// All joined objects of one system, in memory: some 50 bytes each.
class Connectors {
public:
    [[nodiscard]] static base::Result<Connectors> of(auto& connection, std::int32_t systemId) {
        Connectors result;
        JIM_ASSIGN(auto rows, connection.prepare(kOfSystem));
        JIM_TRY(eachRow(rows.bindAll(systemId), [&](const auto& row) {
            result.all_.push_back({row.template as<CsoId>(0), row.template as<MvoId>(1),
                                   row.template as<std::int32_t>(2), row.template as<CsoStatus>(3),
                                   false});
        }));
        result.indexByMvo();
        return result;
    }

    /// Notes what is pending for them.
    [[nodiscard]] base::Status loadPending(auto& connection, std::int32_t systemId) {
        JIM_ASSIGN(auto rows, connection.prepare(kPending));
        return eachRow(rows.bindAll(systemId), [&](const auto& row) {
            notePending(row.template as<PendingExportId>(0), row.template as<CsoId>(1),
                        row.template as<PendingExportChangeType>(2));
        });
    }

    [[nodiscard]] const Connector* find(CsoId cso) const;
    template <class Take>
    void eachOf(MvoId mvo, const Take& take) const {
        auto at = std::ranges::lower_bound(byMvo_, mvo, {}, &std::pair<MvoId, std::size_t>::first);
        for (; at != byMvo_.end() && at->first == mvo; ++at) take(all_[at->second]);
    }

    /// In ascending order.
    [[nodiscard]] std::vector<CsoId> csosIn(identity::metaverse::IdRange<CsoId> range) const;
    [[nodiscard]] std::vector<CsoId> csosIn(identity::metaverse::IdRange<MvoId> range) const;
    [[nodiscard]] std::vector<MvoId> mvosIn(identity::metaverse::IdRange<MvoId> range) const;
    [[nodiscard]] std::vector<MvoId> mvosOf(std::span<const CsoId> csos) const;
    [[nodiscard]] std::vector<PendingExportId> pendingIds() const;

    /// The object of a pending export among pendingIds().
    [[nodiscard]] CsoId ownerOf(PendingExportId id) const;

private:
    static constexpr std::string_view kOfSystem =
        "SELECT c.id, j.mvo_id, c.type_id, c.status FROM cso c JOIN cso_join j ON j.cso_id = c.id "
        "WHERE c.system_id = ? ORDER BY c.id";
    static constexpr std::string_view kPending =
        "SELECT id, cso_id, change_type FROM pending_export WHERE system_id = ? ORDER BY id";

    void indexByMvo();
    void notePending(PendingExportId id, CsoId cso, PendingExportChangeType type);

    std::vector<Connector> all_;  ///< By object.
    std::vector<std::pair<MvoId, std::size_t>> byMvo_;
    std::vector<std::pair<PendingExportId, CsoId>> pending_;  ///< By id.
};

}  // namespace jim::store
