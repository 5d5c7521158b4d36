#include "store/sqlite/SettlementStore.hpp"

#include "store/Standings.hpp"
#include "store/sqlite/impl/ReferenceDoubts.hpp"
#include "transport/sqlite/Lookup.hpp"
#include "transport/sqlite/RowWriter.hpp"

#include <fmt/format.h>

namespace jim::store::sqlite {

namespace cs = identity::connector_space;
using transport::sqlite::Connection;
using transport::sqlite::RowWriter;
using transport::sqlite::Statement;

namespace {

/// Rows of ids, by walking each table once in the order of its ids: a row that is next costs a
/// fraction of one that is sought.
auto lookUpIn(Connection& connection) {
    return [&connection](std::string_view sql, auto ids, const auto& visit) -> base::Status {
        JIM_ASSIGN(Statement rows,
                   connection.prepare(fmt::format(fmt::runtime(sql), "BETWEEN ? AND ?")));
        return lookUp(rows, ids, [&](auto id) { return visit(id, rows); });
    };
}

}  // namespace

base::Result<identity::schema::ContentHash> SettlementStore::configuration() {
    return store::configurationFingerprint(connection_);
}

base::Result<std::vector<identity::metaverse::Standing>> SettlementStore::page(
    std::int32_t systemId, CsoId after, std::size_t limit, const ContentHash& rules) {
    static const std::string kSql = fmt::format(
        "SELECT {} FROM cso c INDEXED BY cso_of_system {} "
        "WHERE c.id > ?1 AND c.system_id = ?2 AND c.status <> ?3 ORDER BY c.id LIMIT ?4",
        store::kStandingColumns, store::kStandingJoins);
    JIM_ASSIGN(Statement rows, connection_.prepare(kSql));
    rows.bindAll(after, systemId, cs::CsoStatus::PendingProvisioning, limit);
    return store::standingsOf(rows, limit, rules, lookUpIn(connection_));
}

base::Status SettlementStore::keep(std::span<const CsoId> objects, const ContentHash& rules) {
    return connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(const auto fingerprints,
                   store::fingerprintsOf(lookUpIn(connection_), objects, rules));
        return RowWriter{connection_, "INSERT INTO cso_settled VALUES", 2,
                         "ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint"}
            .write(std::span{fingerprints},
                   [](const store::Fingerprint& fingerprint, const auto& bind) {
                       bind(fingerprint.first, store::bytesOf(fingerprint.second));
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
