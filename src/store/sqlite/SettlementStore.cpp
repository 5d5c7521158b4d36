#include "store/sqlite/SettlementStore.hpp"

#include "store/sqlite/impl/Fingerprints.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"
#include "store/sqlite/impl/ReferenceDoubts.hpp"
#include "transport/sqlite/RowWriter.hpp"

namespace jim::store::sqlite {

namespace cs = identity::connector_space;
using transport::sqlite::RowWriter;
using transport::sqlite::Statement;

base::Result<identity::schema::ContentHash> SettlementStore::configuration() {
    return impl::configurationFingerprint(connection_);
}

base::Result<std::vector<identity::metaverse::Standing>> SettlementStore::page(
    std::int32_t systemId, CsoId after, std::size_t limit, const ContentHash& rules) {
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT c.id, c.type_id, j.mvo_id, s.fingerprint, l.cso_id "
                                   "FROM cso c INDEXED BY cso_of_system "
                                   "LEFT JOIN cso_join j ON j.cso_id = c.id "
                                   "LEFT JOIN cso_settled s ON s.cso_id = c.id "
                                   "LEFT JOIN cso_changed l ON l.cso_id = c.id "
                                   "WHERE c.id > ?1 AND c.system_id = ?2 AND c.status <> ?3 "
                                   "ORDER BY c.id LIMIT ?4"));
    rows.bindAll(after, systemId, cs::CsoStatus::PendingProvisioning, limit);
    std::vector<Standing> page;
    page.reserve(limit);
    std::vector<CsoId> kept;
    std::vector<ContentHash> fingerprints;
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) break;
        Standing& standing = page.emplace_back();
        standing.cso = rows.as<CsoId>(0);
        standing.objectTypeId = rows.as<std::int32_t>(1);
        if (!rows.isNull(2)) standing.mvo = rows.as<cs::MvoId>(2);
        if (rows.isNull(3) || !rows.isNull(4)) continue;
        kept.push_back(standing.cso);
        fingerprints.push_back(impl::contentHash(rows.blob(3)));
    }
    JIM_ASSIGN(const auto now, impl::fingerprintsOf(connection_, kept, rules));
    auto standing = page.begin();
    std::size_t index = 0;
    for (const auto& [cso, fingerprint] : now) {
        while (standing->cso < cso) ++standing;
        while (kept[index] < cso) ++index;
        standing->settled = fingerprints[index] == fingerprint;
    }
    return page;
}

base::Status SettlementStore::keep(std::span<const CsoId> objects, const ContentHash& rules) {
    return connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(const auto fingerprints, impl::fingerprintsOf(connection_, objects, rules));
        return RowWriter{connection_, "INSERT INTO cso_settled VALUES", 2,
                         "ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint"}
            .write(std::span{fingerprints},
                   [](const impl::Fingerprint& fingerprint, const auto& bind) {
                       bind(fingerprint.first, impl::blobOf(fingerprint.second));
                   });
    });
}

base::Result<std::vector<identity::metaverse::IdRange<cs::CsoId>>> SettlementStore::inboundDoubts(
    std::span<const identity::metaverse::ReferenceFlow> flows,
    identity::metaverse::IdRange<CsoId> range) {
    return impl::inboundDoubts(connection_, flows, range);
}

base::Result<std::vector<identity::metaverse::IdRange<cs::MvoId>>> SettlementStore::outboundDoubts(
    std::span<const identity::metaverse::ReferenceFlow> flows,
    identity::metaverse::IdRange<MvoId> range) {
    return impl::outboundDoubts(connection_, flows, range);
}

}  // namespace jim::store::sqlite
