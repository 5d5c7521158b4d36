#include "store/sqlite/PendingExportStore.hpp"

#include "store/sqlite/impl/ByTarget.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"
#include "transport/sqlite/Lookup.hpp"
#include "transport/sqlite/RowWriter.hpp"

#include <fmt/format.h>

namespace jim::store::sqlite {

namespace cs = identity::connector_space;
using transport::sqlite::Blob;
using transport::sqlite::Connection;
using transport::sqlite::RowWriter;
using transport::sqlite::Statement;

namespace {

template <class Id>
base::Result<std::vector<cs::PendingExport>> exportsBy(Connection& connection,
                                                       std::string_view column,
                                                       std::span<const Id> ids) {
    std::vector<cs::PendingExport> exports;
    // The id that is sought comes first, as the look-up wants it; the row as always after it.
    JIM_ASSIGN(Statement rows,
               connection.prepare(fmt::format(
                   "SELECT p.{0}, {1} FROM pending_export p WHERE p.{0} BETWEEN ? AND ? "
                   "ORDER BY p.{0}",
                   column, impl::kPendingExportColumns)));
    JIM_TRY(lookUp(rows, ids, [&](Id) -> base::Status {
        exports.push_back(impl::pendingExport(rows, 1));
        return {};
    }));
    return exports;
}

base::Status remove(Connection& connection, const std::vector<cs::PendingExportId>& ids) {
    if (ids.empty()) return {};
    // A statement that deletes keeps every page it touches for taking itself back: few statements.
    JIM_ASSIGN(Statement references,
               connection.prepare(
                   "DELETE FROM pending_reference WHERE pending_export_id BETWEEN ? AND ?"));
    JIM_TRY(eachRun(references, std::span{ids}));
    JIM_ASSIGN(Statement rows,
               connection.prepare("DELETE FROM pending_export WHERE id BETWEEN ? AND ?"));
    return eachRun(rows, std::span{ids});
}

base::Status insert(Connection& connection, const std::vector<cs::PendingExport>& exports) {
    return RowWriter{connection, "INSERT INTO pending_export VALUES", 12}.write(
        std::span{exports}, [](const cs::PendingExport& item, const auto& bind) {
            bind(item.id, item.systemId, item.cso, item.source, item.changeType, item.status,
                 item.created.micros, impl::micros(item.lastAttempted),
                 impl::micros(item.nextRetry), item.errorCount, item.lastError, Blob{item.changes});
        });
}

base::Status update(Connection& connection, const std::vector<cs::PendingExport>& exports) {
    if (exports.empty()) return {};
    JIM_ASSIGN(Statement one,
               connection.prepare("UPDATE pending_export SET mvo_id = ?2, change_type = ?3, "
                                  "status = ?4, last_attempted = ?5, next_retry = ?6, "
                                  "error_count = ?7, last_error = ?8, changes = ?9 WHERE id = ?1"));
    for (const cs::PendingExport& item : exports)
        JIM_TRY(one.bindAll(item.id, item.source, item.changeType, item.status,
                            impl::micros(item.lastAttempted), impl::micros(item.nextRetry),
                            item.errorCount, item.lastError, Blob{item.changes})
                    .run());
    return {};
}

base::Status writeReferences(Connection& connection, const cs::PendingExportChanges& changes) {
    if (!changes.removedReferences.empty()) {
        JIM_ASSIGN(Statement one,
                   connection.prepare("DELETE FROM pending_reference WHERE pending_export_id = ? "
                                      "AND attribute_id = ? AND target_cso_id = ?"));
        for (const cs::PendingReference& reference : changes.removedReferences)
            JIM_TRY(one.bindAll(reference.owner, reference.attribute, reference.target).run());
    }
    const auto ordered = impl::byTarget(changes.addedReferences);
    return RowWriter{connection, "INSERT INTO pending_reference VALUES", 4,
                     "ON CONFLICT DO UPDATE SET added = excluded.added"}
        .write(std::span{ordered}, [](const cs::PendingReference* reference, const auto& bind) {
            bind(reference->owner, reference->attribute, reference->target, reference->added);
        });
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
                            "FROM pending_export p CROSS JOIN cso c ON c.id = p.cso_id "
                            "WHERE p.system_id = ?1 AND p.status IN (0, 1, 2) "
                            "AND (p.next_retry IS NULL OR p.next_retry <= ?2) ORDER BY p.id"));
    rows.bindAll(systemId, now.micros);
    std::vector<Due> result;
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return result;
        result.push_back({rows.as<PendingExportId>(0), rows.as<cs::CsoId>(1),
                          rows.as<std::int32_t>(2), rows.as<cs::PendingExportChangeType>(3),
                          std::string{rows.text(4)}});
    }
}

base::Result<std::vector<cs::PendingReference>> PendingExportStore::references(
    std::span<const PendingExportId> owners) {
    std::vector<PendingReference> references;
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT pending_export_id, attribute_id, target_cso_id, added "
                                   "FROM pending_reference WHERE pending_export_id BETWEEN ? AND ? "
                                   "ORDER BY pending_export_id, attribute_id, target_cso_id"));
    JIM_TRY(lookUp(rows, owners, [&](PendingExportId owner) -> base::Status {
        references.push_back(
            {owner, rows.as<std::int32_t>(1), rows.as<cs::CsoId>(2), rows.as<bool>(3)});
        return {};
    }));
    return references;
}

base::Status PendingExportStore::apply(const cs::PendingExportChanges& changes) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(remove(connection_, changes.removed));
        JIM_TRY(insert(connection_, changes.inserted));
        JIM_TRY(update(connection_, changes.updated));
        return writeReferences(connection_, changes);
    });
}

}  // namespace jim::store::sqlite
