#include "store/sqlite/impl/Connectors.hpp"

#include "store/Rows.hpp"
#include "transport/sqlite/Lookup.hpp"

namespace jim::store::sqlite::impl {

using identity::connector_space::PendingExportChangeType;
using identity::metaverse::IdRange;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

base::Result<Connectors> Connectors::of(Connection& connection, std::int32_t systemId) {
    Connectors result;
    JIM_ASSIGN(Statement rows, connection.prepare("SELECT c.id, j.mvo_id, c.type_id, c.status "
                                                  "FROM cso c INDEXED BY cso_of_system "
                                                  "CROSS JOIN cso_join j ON j.cso_id = c.id "
                                                  "WHERE c.system_id = ? ORDER BY c.id"));
    JIM_TRY(eachRow(rows.bindAll(systemId), [&](const Statement& row) {
        result.all_.push_back({row.as<CsoId>(0), row.as<MvoId>(1), row.as<std::int32_t>(2),
                               row.as<identity::connector_space::CsoStatus>(3), false});
    }));
    result.byMvo_.reserve(result.all_.size());
    for (std::size_t i = 0; i < result.all_.size(); ++i)
        result.byMvo_.emplace_back(result.all_[i].mvo, i);
    std::ranges::sort(result.byMvo_);
    return result;
}

base::Status Connectors::loadPending(Connection& connection, std::int32_t systemId) {
    JIM_ASSIGN(Statement rows,
               connection.prepare("SELECT id, cso_id, change_type FROM pending_export "
                                  "INDEXED BY pending_export_of_system "
                                  "WHERE system_id = ? ORDER BY id"));
    return eachRow(rows.bindAll(systemId), [&](const Statement& row) {
        const auto cso = row.as<CsoId>(1);
        pending_.emplace_back(row.as<PendingExportId>(0), cso);
        if (row.as<PendingExportChangeType>(2) != PendingExportChangeType::Delete) return;
        const auto at = std::ranges::lower_bound(all_, cso, {}, &Connector::cso);
        if (at != all_.end() && at->cso == cso) at->pendingDelete = true;
    });
}

const Connector* Connectors::find(CsoId cso) const {
    const auto at = std::ranges::lower_bound(all_, cso, {}, &Connector::cso);
    return at == all_.end() || at->cso != cso ? nullptr : &*at;
}

std::vector<CsoId> Connectors::csosIn(IdRange<CsoId> range) const {
    std::vector<CsoId> ids;
    for (const auto& connector : all_)
        if (connector.cso >= range.from && connector.cso <= range.to) ids.push_back(connector.cso);
    return ids;
}

std::vector<CsoId> Connectors::csosIn(IdRange<MvoId> range) const {
    std::vector<CsoId> ids;
    for (const auto& connector : all_)
        if (connector.mvo >= range.from && connector.mvo <= range.to) ids.push_back(connector.cso);
    return ids;
}

std::vector<MvoId> Connectors::mvosIn(IdRange<MvoId> range) const {
    std::vector<MvoId> ids;
    for (const auto& [mvo, index] : byMvo_)
        if (mvo >= range.from && mvo <= range.to) ids.push_back(mvo);
    return transport::sqlite::ascending(std::span<const MvoId>{ids});
}

std::vector<MvoId> Connectors::mvosOf(std::span<const CsoId> csos) const {
    std::vector<MvoId> ids;
    ids.reserve(csos.size());
    for (const CsoId cso : csos)
        if (const auto* connector = find(cso)) ids.push_back(connector->mvo);
    return transport::sqlite::ascending(std::span<const MvoId>{ids});
}

std::vector<PendingExportId> Connectors::pendingIds() const {
    std::vector<PendingExportId> ids;
    ids.reserve(pending_.size());
    for (const auto& [id, cso] : pending_) ids.push_back(id);
    return ids;
}

CsoId Connectors::ownerOf(PendingExportId id) const {
    const auto at =
        std::ranges::lower_bound(pending_, id, {}, &std::pair<PendingExportId, CsoId>::first);
    return at == pending_.end() ? CsoId{} : at->second;
}

}  // namespace jim::store::sqlite::impl
