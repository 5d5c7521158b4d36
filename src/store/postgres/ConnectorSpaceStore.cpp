#include "store/postgres/ConnectorSpaceStore.hpp"

#include "store/ObjectRows.hpp"
#include "store/postgres/impl/ConnectorSpaceChange.hpp"
#include "transport/postgres/Lookup.hpp"

#include <fmt/format.h>

namespace jim::store::postgres {

namespace cs = identity::connector_space;
using store::kCsoColumns;
using store::kCsoFrom;
using transport::postgres::Statement;

namespace {

/// All rows of a statement whose columns are those of an object, document last.
base::Result<std::vector<cs::ConnectorSpaceObject>> objectsOf(Statement rows) {
    std::vector<cs::ConnectorSpaceObject> objects;
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return objects;
        cs::ConnectorSpaceObject& object = objects.emplace_back(store::connectorSpaceObject(rows));
        JIM_ASSIGN(object.document, store::documentOf(rows, store::kCsoColumnCount));
    }
}

}  // namespace

base::Status ConnectorSpaceStore::forEachKnown(
    std::int32_t systemId, const std::function<void(const KnownObject&)>& visit) {
    // A stream: there may be more of them than memory for a result.
    return connection_.copyOut(
        fmt::format("SELECT id, type_id, status, external_id, hash FROM cso WHERE system_id = {}",
                    systemId),
        [&](const transport::postgres::CopyRow& row) {
            visit(KnownObject{CsoId{row.integer(0)}, static_cast<std::int32_t>(row.integer(1)),
                              static_cast<cs::CsoStatus>(row.integer(2)), row.text(3),
                              store::contentHash(row.text(4))});
        });
}

base::Result<std::vector<cs::ConnectorSpaceObject>> ConnectorSpaceStore::load(
    std::span<const CsoId> ids) {
    static const std::string sql =
        fmt::format("SELECT {}, c.document FROM {} WHERE c.id = ANY(?::bigint[]) ORDER BY c.id",
                    kCsoColumns, kCsoFrom);
    JIM_ASSIGN(Statement rows, prepareFor(connection_, sql, ids));
    return objectsOf(std::move(rows));
}

base::Result<std::vector<cs::ConnectorSpaceObject>> ConnectorSpaceStore::page(
    const cs::SynchronisationPage& page) {
    static const std::string all = fmt::format(
        "SELECT {}, c.document FROM {} WHERE c.id > ?1 AND c.system_id = ?2 AND c.status <> ?3 "
        "ORDER BY c.id LIMIT ?4",
        kCsoColumns, kCsoFrom);
    static const std::string changed = fmt::format(
        "SELECT {}, c.document FROM cso_changed l JOIN cso c ON c.id = l.cso_id LEFT JOIN "
        "cso_join j ON j.cso_id = c.id WHERE l.cso_id > ?1 AND c.system_id = ?2 AND c.status <> "
        "?3 ORDER BY l.cso_id LIMIT ?4",
        kCsoColumns);
    JIM_ASSIGN(Statement rows, connection_.prepare(page.changedOnly ? changed : all));
    rows.bindAll(page.after, page.systemId, cs::CsoStatus::PendingProvisioning, page.limit);
    return objectsOf(std::move(rows));
}

base::Result<std::vector<cs::CsoReference>> ConnectorSpaceStore::references(
    std::span<const CsoId> owners) {
    JIM_ASSIGN(Statement rows,
               prepareFor(connection_,
                          "SELECT cso_id, attribute_id, target_external_id, target_cso_id "
                          "FROM cso_reference WHERE cso_id = ANY(?::bigint[]) "
                          "ORDER BY cso_id, attribute_id, target_external_id",
                          owners));
    std::vector<CsoReference> references;
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) {
        CsoReference& reference = references.emplace_back();
        reference.owner = row.as<CsoId>(0);
        reference.attribute = row.as<std::int32_t>(1);
        reference.targetExternalId = row.text(2);
        if (!row.isNull(3)) reference.target = row.as<CsoId>(3);
    }));
    return references;
}

base::Status ConnectorSpaceStore::apply(const cs::ConnectorSpaceChanges& changes) {
    return connection_.atomically([&] { return impl::ConnectorSpaceChange{connection_}(changes); });
}

base::Result<std::int64_t> ConnectorSpaceStore::resolveReferences(std::int32_t systemId) {
    JIM_TRY(connection_.atomically([&] { return impl::resolve(connection_, systemId); }));
    return connection_.integer(
        "SELECT count(*) FROM cso_reference r JOIN cso o ON o.id = r.cso_id "
        "WHERE r.target_cso_id IS NULL AND o.system_id = ?",
        systemId);
}

base::Result<std::int64_t> ConnectorSpaceStore::allocate(std::uint16_t kind, std::int64_t count) {
    std::int64_t first = 0;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(first, connection_.integer(
                              "INSERT INTO id_block AS b (kind, next) VALUES (?1, 1 + ?2::bigint) "
                              "ON CONFLICT (kind) DO UPDATE SET next = b.next + ?2 "
                              "RETURNING b.next - ?2",
                              kind, count));
        return {};
    }));
    return first;
}

}  // namespace jim::store::postgres
