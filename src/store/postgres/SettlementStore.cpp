#include "store/postgres/SettlementStore.hpp"

#include "store/Standings.hpp"
#include "transport/postgres/Lookup.hpp"

#include <fmt/format.h>

namespace jim::store::postgres {

namespace cs = identity::connector_space;
using transport::postgres::Columns;
using transport::postgres::Connection;
using transport::postgres::Statement;
using transport::postgres::Type;

namespace {

/// Rows of ids, by one statement for all of them.
auto lookUpIn(Connection& connection) {
    return [&connection]<class Id>(std::string_view sql, std::span<const Id> ids,
                                   const auto& visit) -> base::Status {
        if (ids.empty()) return {};
        const std::string named = fmt::format(fmt::runtime(sql), "= ANY(?::bigint[])");
        JIM_ASSIGN(Statement rows, prepareFor(connection, named, ids));
        while (true) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) return {};
            JIM_TRY(visit(rows.as<Id>(0), rows));
        }
    };
}

}  // namespace

base::Result<identity::schema::ContentHash> SettlementStore::configuration() {
    return store::configurationFingerprint(connection_);
}

base::Result<std::vector<identity::metaverse::Standing>> SettlementStore::page(
    std::int32_t systemId, CsoId after, std::size_t limit, const ContentHash& rules) {
    static const std::string kSql = fmt::format(
        "SELECT {} FROM cso c {} "
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
        Columns rows{{Type::Bigint, Type::Bytes}};
        for (const auto& [cso, fingerprint] : fingerprints)
            rows.add(cso, store::bytesOf(fingerprint));
        return runWith(connection_,
                       "INSERT INTO cso_settled SELECT * FROM unnest(?::bigint[], "
                       "?::bytea[]) ON CONFLICT (cso_id) DO UPDATE SET fingerprint = "
                       "excluded.fingerprint",
                       rows);
    });
}

base::Result<std::vector<identity::metaverse::IdRange<cs::CsoId>>> SettlementStore::inboundDoubts(
    std::span<const identity::metaverse::ReferenceFlow> flows,
    identity::metaverse::IdRange<CsoId> range) {
    std::vector<identity::metaverse::IdRange<CsoId>> doubts;
    if (!flows.empty() && range.from <= range.to) doubts.push_back(range);
    return doubts;
}

base::Result<std::vector<identity::metaverse::IdRange<cs::MvoId>>> SettlementStore::outboundDoubts(
    std::span<const identity::metaverse::ReferenceFlow> flows,
    identity::metaverse::IdRange<MvoId> range) {
    std::vector<identity::metaverse::IdRange<MvoId>> doubts;
    if (!flows.empty() && range.from <= range.to) doubts.push_back(range);
    return doubts;
}

}  // namespace jim::store::postgres
