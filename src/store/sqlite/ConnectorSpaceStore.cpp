#include "store/sqlite/ConnectorSpaceStore.hpp"

#include "store/sqlite/impl/ConnectorSpaceChange.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"
#include "transport/sqlite/Lookup.hpp"

#include <fmt/format.h>

namespace jim::store::sqlite {

namespace cs = identity::connector_space;
using impl::kCsoColumns;
using impl::kCsoFrom;
using transport::sqlite::Statement;

namespace {

/// Reads the row that the statement stands on, document last.
base::Result<cs::ConnectorSpaceObject> wholeObject(const Statement& row) {
    cs::ConnectorSpaceObject object = impl::connectorSpaceObject(row);
    JIM_ASSIGN(object.document, impl::documentOf(row, impl::kCsoColumnCount));
    return object;
}

}  // namespace

base::Status ConnectorSpaceStore::forEachKnown(
    std::int32_t systemId, const std::function<void(const KnownObject&)>& visit) {
    JIM_ASSIGN(Statement rows, connection_.prepare("SELECT id, type_id, status, external_id, hash "
                                                   "FROM cso INDEXED BY cso_of_system "
                                                   "WHERE system_id = ?"));
    rows.bind(1, systemId);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        visit(KnownObject{rows.as<CsoId>(0), rows.as<std::int32_t>(1), rows.as<cs::CsoStatus>(2),
                          rows.text(3), impl::contentHash(rows.blob(4))});
    }
}

base::Result<std::vector<cs::ConnectorSpaceObject>> ConnectorSpaceStore::load(
    std::span<const CsoId> ids) {
    static const std::string sql =
        fmt::format("SELECT {}, c.document FROM {} WHERE c.id BETWEEN ? AND ? ORDER BY c.id",
                    kCsoColumns, kCsoFrom);
    std::vector<ConnectorSpaceObject> objects;
    objects.reserve(ids.size());
    JIM_ASSIGN(Statement rows, connection_.prepare(sql));
    JIM_TRY(lookUp(rows, ids, [&](CsoId) -> base::Status {
        JIM_ASSIGN(objects.emplace_back(), wholeObject(rows));
        return {};
    }));
    return objects;
}

base::Result<std::vector<cs::ConnectorSpaceObject>> ConnectorSpaceStore::page(
    const cs::SynchronisationPage& page) {
    static const std::string all = fmt::format(
        "SELECT {}, c.document FROM {} WHERE c.id > ?1 AND c.system_id = ?2 AND c.status <> ?3 "
        "ORDER BY c.id LIMIT ?4",
        kCsoColumns, "cso c INDEXED BY cso_of_system LEFT JOIN cso_join j ON j.cso_id = c.id");
    static const std::string changed = fmt::format(
        "SELECT {}, c.document FROM cso_changed l CROSS JOIN {} WHERE l.cso_id > ?1 AND "
        "c.id = l.cso_id AND +c.system_id = ?2 AND c.status <> ?3 ORDER BY l.cso_id LIMIT ?4",
        kCsoColumns, kCsoFrom);
    std::vector<ConnectorSpaceObject> objects;
    JIM_ASSIGN(Statement rows, connection_.prepare(page.changedOnly ? changed : all));
    rows.bindAll(page.after, page.systemId, cs::CsoStatus::PendingProvisioning, page.limit);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return objects;
        JIM_ASSIGN(objects.emplace_back(), wholeObject(rows));
    }
}

base::Result<std::vector<cs::CsoReference>> ConnectorSpaceStore::references(
    std::span<const CsoId> owners) {
    std::vector<CsoReference> references;
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT cso_id, attribute_id, target_external_id, target_cso_id "
                                   "FROM cso_reference WHERE cso_id BETWEEN ? AND ? "
                                   "ORDER BY cso_id, attribute_id, target_external_id"));
    JIM_TRY(lookUp(rows, owners, [&](CsoId owner) -> base::Status {
        CsoReference& reference = references.emplace_back();
        reference.owner = owner;
        reference.attribute = rows.as<std::int32_t>(1);
        reference.targetExternalId = rows.text(2);
        if (!rows.isNull(3)) reference.target = rows.as<CsoId>(3);
        return {};
    }));
    return references;
}

base::Status ConnectorSpaceStore::apply(const cs::ConnectorSpaceChanges& changes) {
    return connection_.atomically([&] { return impl::ConnectorSpaceChange{connection_}(changes); });
}

base::Result<std::int64_t> ConnectorSpaceStore::resolveReferences(std::int32_t systemId) {
    JIM_TRY(connection_.atomically([&] { return impl::resolve(connection_, systemId); }));
    return connection_.integer(
        "SELECT count(*) FROM cso_reference r CROSS JOIN cso o ON o.id = r.cso_id "
        "WHERE r.target_cso_id IS NULL AND +o.system_id = ?",
        systemId);
}

base::Result<std::int64_t> ConnectorSpaceStore::allocate(std::uint16_t kind, std::int64_t count) {
    std::int64_t first = 0;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(first,
                   connection_.integer("INSERT INTO id_block (kind, next) VALUES (?1, 1 + ?2) "
                                       "ON CONFLICT (kind) DO UPDATE SET next = next + ?2 "
                                       "RETURNING next - ?2",
                                       kind, count));
        return {};
    }));
    return first;
}

base::Status clearConnectorSpace(transport::sqlite::Connection& connection, std::int32_t systemId) {
    return impl::removeSystem(connection, systemId);
}

}  // namespace jim::store::sqlite
