#include "store/postgres/PendingExportStore.hpp"

#include "store/ObjectRows.hpp"
#include "transport/postgres/Lookup.hpp"
#include "transport/postgres/RowWriter.hpp"

#include <fmt/format.h>

namespace jim::store::postgres {

namespace cs = identity::connector_space;
using store::micros;
using transport::postgres::Blob;
using transport::postgres::Columns;
using transport::postgres::Connection;
using transport::postgres::RowWriter;
using transport::postgres::Statement;
using transport::postgres::Type;

namespace {

template <class Ids>
base::Result<std::vector<cs::PendingExport>> exportsBy(Connection& connection,
                                                       std::string_view column, const Ids& ids) {
    std::vector<cs::PendingExport> exports;
    JIM_ASSIGN(Statement rows,
               prepareFor(connection,
                          fmt::format("SELECT {1} FROM pending_export p WHERE p.{0} = "
                                      "ANY(?::bigint[]) ORDER BY p.{0}",
                                      column, store::kPendingExportColumns),
                          ids));
    JIM_TRY(store::eachRow(
        rows, [&](const Statement& row) { exports.push_back(store::pendingExport(row)); }));
    return exports;
}

base::Status remove(Connection& connection, const std::vector<cs::PendingExportId>& ids) {
    JIM_TRY(runFor(connection,
                   "DELETE FROM pending_reference WHERE pending_export_id = ANY(?::bigint[])",
                   ids));
    return runFor(connection, "DELETE FROM pending_export WHERE id = ANY(?::bigint[])", ids);
}

base::Status insert(Connection& connection, const std::vector<cs::PendingExport>& exports) {
    return RowWriter{connection, "pending_export"}.write(
        std::span{exports}, [](const cs::PendingExport& item, const auto& bind) {
            bind(item.id, item.systemId, item.cso, item.source, item.changeType, item.status,
                 item.created.micros, micros(item.lastAttempted), micros(item.nextRetry),
                 item.errorCount, item.lastError, Blob{item.changes});
        });
}

base::Status update(Connection& connection, const std::vector<cs::PendingExport>& exports) {
    Columns rows{{Type::Bigint, Type::Bigint, Type::Smallint, Type::Smallint, Type::Bigint,
                  Type::Bigint, Type::Integer, Type::Text, Type::Bytes}};
    for (const cs::PendingExport& item : exports)
        rows.add(item.id, item.source, item.changeType, item.status, micros(item.lastAttempted),
                 micros(item.nextRetry), item.errorCount, item.lastError, Blob{item.changes});
    return runWith(
        connection,
        "UPDATE pending_export SET mvo_id = u.mvo_id, change_type = u.change_type, status = "
        "u.status, last_attempted = u.last_attempted, next_retry = u.next_retry, error_count = "
        "u.error_count, last_error = u.last_error, changes = u.changes FROM unnest(?::bigint[], "
        "?::bigint[], ?::smallint[], ?::smallint[], ?::bigint[], ?::bigint[], ?::integer[], "
        "?::text[], ?::bytea[]) AS u (id, mvo_id, change_type, status, last_attempted, "
        "next_retry, error_count, last_error, changes) WHERE pending_export.id = u.id",
        rows);
}

base::Status removeReferences(Connection& connection,
                              const std::vector<cs::PendingReference>& references) {
    Columns rows{{Type::Bigint, Type::Integer, Type::Bigint}};
    for (const cs::PendingReference& reference : references)
        rows.add(reference.owner, reference.attribute, reference.target);
    return runWith(connection,
                   "DELETE FROM pending_reference r USING unnest(?::bigint[], ?::integer[], "
                   "?::bigint[]) AS u (owner, attribute, target) WHERE r.pending_export_id = "
                   "u.owner AND r.attribute_id = u.attribute AND r.target_cso_id = u.target",
                   rows);
}

base::Status addReferences(Connection& connection,
                           const std::vector<cs::PendingReference>& references) {
    Columns rows{{Type::Bigint, Type::Integer, Type::Bigint, Type::Boolean}};
    for (const cs::PendingReference& reference : references)
        rows.add(reference.owner, reference.attribute, reference.target, reference.added);
    return runWith(
        connection,
        "INSERT INTO pending_reference SELECT DISTINCT ON (u.owner, u.attribute, u.target) "
        "u.owner, u.attribute, u.target, u.added FROM unnest(?::bigint[], ?::integer[], "
        "?::bigint[], ?::boolean[]) WITH ORDINALITY AS u (owner, attribute, target, added, place) "
        "ORDER BY u.owner, u.attribute, u.target, u.place DESC ON CONFLICT (pending_export_id, "
        "attribute_id, target_cso_id) DO UPDATE SET added = excluded.added",
        rows);
}

}  // namespace

base::Result<std::vector<cs::PendingExport>> PendingExportStore::ofObjects(
    std::span<const cs::CsoId> objects) {
    return exportsBy(connection_, "cso_id", objects);
}

base::Result<std::vector<cs::PendingExport>> PendingExportStore::load(
    std::span<const PendingExportId> ids) {
    return exportsBy(connection_, "id", ids);
}

base::Result<std::vector<cs::PendingExportStore::Due>> PendingExportStore::due(
    std::int32_t systemId, base::Timestamp now) {
    // One that was left Executing belongs to a run that died: runs of a system never overlap.
    JIM_ASSIGN(
        Statement rows,
        connection_.prepare("SELECT p.id, p.cso_id, c.type_id, p.change_type, c.external_id "
                            "FROM pending_export p JOIN cso c ON c.id = p.cso_id "
                            "WHERE p.system_id = ?1 AND p.status IN (0, 1, 2) "
                            "AND (p.next_retry IS NULL OR p.next_retry <= ?2) ORDER BY p.id"));
    rows.bindAll(systemId, now.micros);
    std::vector<Due> result;
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) {
        result.push_back({row.as<PendingExportId>(0), row.as<cs::CsoId>(1), row.as<std::int32_t>(2),
                          row.as<cs::PendingExportChangeType>(3), std::string{row.text(4)}});
    }));
    return result;
}

base::Result<std::vector<cs::PendingReference>> PendingExportStore::references(
    std::span<const PendingExportId> owners) {
    JIM_ASSIGN(Statement rows,
               prepareFor(connection_,
                          "SELECT pending_export_id, attribute_id, target_cso_id, added FROM "
                          "pending_reference WHERE pending_export_id = ANY(?::bigint[]) "
                          "ORDER BY pending_export_id, attribute_id, target_cso_id",
                          owners));
    std::vector<PendingReference> references;
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) {
        references.push_back({row.as<PendingExportId>(0), row.as<std::int32_t>(1),
                              row.as<cs::CsoId>(2), row.as<bool>(3)});
    }));
    return references;
}

base::Status PendingExportStore::apply(const cs::PendingExportChanges& changes) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(remove(connection_, changes.removed));
        JIM_TRY(insert(connection_, changes.inserted));
        JIM_TRY(update(connection_, changes.updated));
        JIM_TRY(removeReferences(connection_, changes.removedReferences));
        return addReferences(connection_, changes.addedReferences);
    });
}

}  // namespace jim::store::postgres
