#include "store/sqlite/ConnectorSpaceQueries.hpp"

#include "store/Pattern.hpp"
#include "store/sqlite/ConnectorSpaceStore.hpp"
#include "store/sqlite/impl/Ids.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"

#include <fmt/format.h>

namespace jim::store::sqlite {

namespace cs = identity::connector_space;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

namespace {

/// The conditions of a list as one text with fixed parameters, so that it stays in the cache.
/// ?1 system, ?2 pattern or NULL, ?3 statuses, ?4 types, ?5 join types (JSON, NULL for any).
constexpr std::string_view kObjectConditions =
    "c.system_id = ?1 "
    "AND (?2 IS NULL OR c.display_name LIKE ?2 ESCAPE '\\' OR c.external_id LIKE ?2 ESCAPE '\\') "
    "AND (?3 IS NULL OR c.status IN (SELECT value FROM json_each(?3))) "
    "AND (?4 IS NULL OR c.type_id IN (SELECT value FROM json_each(?4))) "
    "AND (?5 IS NULL OR coalesce(j.type, 0) IN (SELECT value FROM json_each(?5)))";

/// What the parameters point at while the statement runs.
struct ObjectParameters {
    std::int32_t systemId;
    std::optional<std::string> pattern;
    std::optional<std::string> statuses;
    std::optional<std::string> types;
    std::optional<std::string> joinTypes;

    explicit ObjectParameters(const cs::CsoFilter& filter)
        : systemId(filter.systemId),
          pattern(store::containsPattern(filter.search)),
          statuses(listOrNothing(filter.statuses)),
          types(listOrNothing(filter.objectTypeIds)),
          joinTypes(listOrNothing(filter.joinTypes)) {}

    void bindTo(Statement& statement) const {
        statement.bindAll(systemId, pattern, statuses, types, joinTypes);
    }

    [[nodiscard]] static std::optional<std::string> listOrNothing(const auto& values) {
        return values.empty() ? std::nullopt : std::optional{impl::idList(values)};
    }
};

base::Result<std::int64_t> countObjects(Connection& connection, const cs::CsoFilter& filter) {
    static const std::string all = "SELECT count(*) FROM cso WHERE system_id = ?1";
    static const std::string some =
        fmt::format("SELECT count(*) FROM {} WHERE {}", impl::kCsoFrom, kObjectConditions);
    const ObjectParameters parameters{filter};
    if (!parameters.pattern && !parameters.statuses && !parameters.types && !parameters.joinTypes)
        return connection.integer(all, filter.systemId);
    JIM_ASSIGN(Statement row, connection.prepare(some));
    parameters.bindTo(row);
    JIM_TRY(row.step());
    return row.integer(0);
}

/// ?1 system, ?2 pattern, ?3 change type, ?4 status; NULL for any.
constexpr std::string_view kExportConditions =
    "p.system_id = ?1 "
    "AND (?2 IS NULL OR c.display_name LIKE ?2 ESCAPE '\\' OR c.external_id LIKE ?2 ESCAPE '\\' "
    "OR m.display_name LIKE ?2 ESCAPE '\\') "
    "AND (?3 IS NULL OR p.change_type = ?3) AND (?4 IS NULL OR p.status = ?4)";

constexpr std::string_view kExportFrom =
    "pending_export p JOIN cso c ON c.id = p.cso_id LEFT JOIN mvo m ON m.id = p.mvo_id";

const std::string& exportHeaderSelect() {
    static const std::string sql = fmt::format(
        "SELECT {}, c.external_id, c.display_name, c.type_id, coalesce(m.display_name, ''), "
        "(SELECT count(*) FROM pending_reference r WHERE r.pending_export_id = p.id) FROM {} ",
        impl::kPendingExportColumns, kExportFrom);
    return sql;
}

cs::PendingExportHeader exportHeader(const Statement& row) {
    cs::PendingExportHeader header;
    header.pendingExport = impl::pendingExport(row);
    header.targetDisplayName = row.text(13);
    header.targetIdentifier = row.text(12);
    if (header.targetIdentifier.empty()) header.targetIdentifier = header.targetDisplayName;
    header.objectTypeId = row.as<std::int32_t>(14);
    header.sourceDisplayName = row.text(15);
    header.referenceChanges = row.integer(16);
    return header;
}

}  // namespace

base::Result<cs::PageOf<cs::CsoHeader>> ConnectorSpaceQueries::objects(const cs::CsoFilter& filter,
                                                                       PageRequest page) {
    // Ids are given in the order of creation, and an index has them by system.
    const std::string sql = fmt::format(
        "SELECT {}, (SELECT p.id FROM pending_export p WHERE p.cso_id = c.id) FROM {} WHERE {} "
        "ORDER BY c.id {} LIMIT ?6 OFFSET ?7",
        impl::kCsoColumns, impl::kCsoFrom, kObjectConditions, filter.ascending ? "ASC" : "DESC");
    PageOf<cs::CsoHeader> result;
    JIM_ASSIGN(result.totalCount, countObjects(connection_, filter));
    const ObjectParameters parameters{filter};
    JIM_ASSIGN(Statement rows, connection_.prepare(sql));
    parameters.bindTo(rows);
    rows.bind(6, page.limit).bind(7, page.offset);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return result;
        cs::CsoHeader& header = result.items.emplace_back();
        header.object = impl::connectorSpaceObject(rows);
        if (!rows.isNull(12)) header.pendingExport = rows.as<PendingExportId>(12);
    }
}

base::Result<std::optional<cs::CsoDetail>> ConnectorSpaceQueries::object(cs::CsoId id) {
    ConnectorSpaceStore store{connection_};
    const std::span<const cs::CsoId> ids{&id, 1};
    JIM_ASSIGN(auto objects, store.load(ids));
    if (objects.empty()) return std::nullopt;
    cs::CsoDetail detail;
    detail.object = std::move(objects.front());
    JIM_ASSIGN(detail.references, store.references(ids));
    JIM_ASSIGN(Statement row,
               connection_.prepare("SELECT id FROM pending_export WHERE cso_id = ?"));
    JIM_ASSIGN(const bool found, row.bind(1, id).step());
    if (found) detail.pendingExport = row.as<PendingExportId>(0);
    return detail;
}

base::Result<cs::CsoCounts> ConnectorSpaceQueries::counts(std::int32_t systemId) {
    cs::CsoCounts counts;
    JIM_ASSIGN(Statement all, connection_.prepare(
                                  "SELECT count(*), count(*) FILTER (WHERE c.status <> 2), "
                                  "count(j.cso_id) FROM cso c INDEXED BY cso_of_system "
                                  "LEFT JOIN cso_join j ON j.cso_id = c.id WHERE c.system_id = ?"));
    JIM_TRY(all.bindAll(systemId).step());
    counts.objects = all.integer(0);
    counts.synchronisable = all.integer(1);
    counts.joined = all.integer(2);
    JIM_ASSIGN(counts.changed,
               connection_.integer("SELECT count(*) FROM cso_changed x CROSS JOIN cso c ON "
                                   "c.id = x.cso_id WHERE +c.system_id = ? AND c.status <> 2",
                                   systemId));
    JIM_ASSIGN(
        counts.pendingExports,
        connection_.integer("SELECT count(*) FROM pending_export WHERE system_id = ?", systemId));
    JIM_ASSIGN(counts.unresolvedReferences,
               connection_.integer("SELECT count(*) FROM cso_reference r CROSS JOIN cso c ON "
                                   "c.id = r.cso_id WHERE r.target_cso_id IS NULL AND "
                                   "+c.system_id = ?",
                                   systemId));
    return counts;
}

base::Result<cs::PageOf<cs::PendingExportHeader>> ConnectorSpaceQueries::pendingExports(
    const cs::PendingExportFilter& filter, PageRequest page) {
    static const std::string count =
        fmt::format("SELECT count(*) FROM {} WHERE {}", kExportFrom, kExportConditions);
    static const std::string list = fmt::format("{} WHERE {} ORDER BY p.id LIMIT ?5 OFFSET ?6",
                                                exportHeaderSelect(), kExportConditions);
    PageOf<PendingExportHeader> result;
    const auto pattern = store::containsPattern(filter.search);
    JIM_ASSIGN(result.totalCount, connection_.integer(count, filter.systemId, pattern,
                                                      filter.changeType, filter.status));
    JIM_ASSIGN(Statement rows, connection_.prepare(list));
    rows.bindAll(filter.systemId, pattern, filter.changeType, filter.status, page.limit,
                 page.offset);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return result;
        result.items.push_back(exportHeader(rows));
    }
}

base::Result<std::optional<cs::PendingExportHeader>> ConnectorSpaceQueries::pendingExport(
    PendingExportId id) {
    static const std::string sql = exportHeaderSelect() + "WHERE p.id = ?";
    JIM_ASSIGN(Statement row, connection_.prepare(sql));
    JIM_ASSIGN(const bool found, row.bind(1, id).step());
    if (!found) return std::nullopt;
    return exportHeader(row);
}

base::Result<std::vector<cs::PendingReferenceDetail>> ConnectorSpaceQueries::pendingReferences(
    PendingExportId id) {
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT r.attribute_id, r.target_cso_id, r.added, "
                                   "c.external_id, c.display_name, c.status "
                                   "FROM pending_reference r CROSS JOIN cso c ON "
                                   "c.id = r.target_cso_id WHERE r.pending_export_id = ? "
                                   "ORDER BY r.attribute_id, r.target_cso_id"));
    rows.bind(1, id);
    std::vector<cs::PendingReferenceDetail> result;
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return result;
        result.push_back({{id, rows.as<std::int32_t>(0), rows.as<cs::CsoId>(1), rows.as<bool>(2)},
                          std::string{rows.text(3)},
                          std::string{rows.text(4)},
                          rows.as<cs::CsoStatus>(5)});
    }
}

}  // namespace jim::store::sqlite
