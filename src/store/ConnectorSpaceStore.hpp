#pragma once

#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "store/ConnectorSpaceChange.hpp"
#include "store/ObjectRows.hpp"

#include <fmt/format.h>

namespace jim::store {

template <class Connection>
class ConnectorSpaceStore final : public identity::connector_space::ConnectorSpaceStore {
public:
    using CsoId = identity::connector_space::CsoId;
    using CsoStatus = identity::connector_space::CsoStatus;
    using ConnectorSpaceObject = identity::connector_space::ConnectorSpaceObject;
    using CsoReference = identity::connector_space::CsoReference;
    using KnownObject = identity::connector_space::KnownObject;

    explicit ConnectorSpaceStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Status forEachKnown(
        std::int32_t systemId, const std::function<void(const KnownObject&)>& visit) override;
    [[nodiscard]] base::Status forEachTaken(
        std::int32_t systemId,
        const std::function<void(std::int32_t typeId, std::string_view externalId)>& visit)
        override;
    [[nodiscard]] base::Result<std::vector<ConnectorSpaceObject>> load(
        std::span<const CsoId> ids) override;
    [[nodiscard]] base::Result<std::vector<ConnectorSpaceObject>> loadUnjoined(
        std::span<const CsoId> ids) override;
    [[nodiscard]] base::Result<std::vector<ConnectorSpaceObject>> page(
        const identity::connector_space::SynchronisationPage& page) override;
    [[nodiscard]] base::Result<std::vector<CsoReference>> references(
        std::span<const CsoId> owners) override;
    [[nodiscard]] base::Status apply(
        const identity::connector_space::ConnectorSpaceChanges& changes) override {
        return connection_.atomically([&] { return ConnectorSpaceChange{connection_}(changes); });
    }
    [[nodiscard]] base::Result<std::int64_t> resolveReferences(std::int32_t systemId) override;
    [[nodiscard]] base::Result<std::int64_t> allocate(std::uint16_t kind,
                                                      std::int64_t count) override;

private:
    [[nodiscard]] base::Result<std::vector<ConnectorSpaceObject>> wholeObjects(
        const std::string& sql, std::span<const CsoId> ids);
    [[nodiscard]] base::Status resolve(std::int32_t systemId);

    Connection& connection_;
};

template <class Connection>
base::Status ConnectorSpaceStore<Connection>::forEachKnown(
    std::int32_t systemId, const std::function<void(const KnownObject&)>& visit) {
    return stream(
        connection_, "SELECT id, type_id, status, external_id, hash FROM cso WHERE system_id = {}",
        [&](const auto& row) {
            visit(KnownObject{row.template as<CsoId>(0), row.template as<std::int32_t>(1),
                              row.template as<CsoStatus>(2), row.text(3),
                              contentHash(row.blob(4))});
        },
        systemId);
}

template <class Connection>
base::Status ConnectorSpaceStore<Connection>::forEachTaken(
    std::int32_t systemId,
    const std::function<void(std::int32_t typeId, std::string_view externalId)>& visit) {
    // As the unique index has it, which holds nothing else.
    return stream(
        connection_,
        "SELECT type_id, external_id FROM cso "
        "WHERE system_id = {} AND external_id <> '' AND status <> 2",
        [&](const auto& row) { visit(row.template as<std::int32_t>(0), row.text(1)); }, systemId);
}

template <class Connection>
auto ConnectorSpaceStore<Connection>::load(std::span<const CsoId> ids)
    -> base::Result<std::vector<ConnectorSpaceObject>> {
    // What is said of the objects is said of their joins too: a merge reads no less than it is told
    // to.
    static const std::string kSql = fmt::format(
        "SELECT {}, c.document FROM {} AND j.cso_id {{0}} WHERE c.id {{0}} ORDER BY c.id",
        kCsoColumns, kCsoFrom);
    return wholeObjects(kSql, ids);
}

template <class Connection>
auto ConnectorSpaceStore<Connection>::loadUnjoined(std::span<const CsoId> ids)
    -> base::Result<std::vector<ConnectorSpaceObject>> {
    static const std::string kSql = fmt::format(
        "SELECT {}, NULL, NULL, NULL, c.document FROM cso c WHERE c.id {{0}} "
        "ORDER BY c.id",
        kOwnCsoColumns);
    return wholeObjects(kSql, ids);
}

template <class Connection>
auto ConnectorSpaceStore<Connection>::wholeObjects(const std::string& sql,
                                                   std::span<const CsoId> ids)
    -> base::Result<std::vector<ConnectorSpaceObject>> {
    std::vector<ConnectorSpaceObject> objects;
    objects.reserve(ids.size());
    JIM_TRY(lookUp(connection_, sql, ids, [&](CsoId, const auto& row) -> base::Status {
        JIM_ASSIGN(objects.emplace_back(), wholeConnectorSpaceObject(row));
        return {};
    }));
    return objects;
}

template <class Connection>
auto ConnectorSpaceStore<Connection>::page(
    const identity::connector_space::SynchronisationPage& page)
    -> base::Result<std::vector<ConnectorSpaceObject>> {
    static const std::string kAll = fmt::format(
        "SELECT {}, c.document FROM {} AND j.cso_id > ?1 "
        "WHERE c.id > ?1 AND c.system_id = ?2 AND c.status <> ?3 ORDER BY c.id LIMIT ?4",
        kCsoColumns, kCsoFrom);
    static const std::string kChanged = fmt::format(
        "SELECT {}, c.document FROM cso_changed l CROSS JOIN {} "
        "WHERE l.cso_id > ?1 AND c.id = l.cso_id AND c.system_id = ?2 AND c.status <> ?3 ORDER BY "
        "l.cso_id LIMIT ?4",
        kCsoColumns, kCsoFrom);
    std::vector<ConnectorSpaceObject> objects;
    JIM_ASSIGN(auto rows, connection_.prepare(page.changedOnly ? kChanged : kAll));
    rows.bindAll(page.after, page.systemId, CsoStatus::PendingProvisioning, page.limit);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return objects;
        JIM_ASSIGN(objects.emplace_back(), wholeConnectorSpaceObject(rows));
    }
}

template <class Connection>
auto ConnectorSpaceStore<Connection>::references(std::span<const CsoId> owners)
    -> base::Result<std::vector<CsoReference>> {
    std::vector<CsoReference> references;
    JIM_TRY(lookUp(connection_,
                   "SELECT cso_id, attribute_id, target_external_id, target_cso_id "
                   "FROM cso_reference WHERE cso_id {0} "
                   "ORDER BY cso_id, attribute_id, target_external_id",
                   owners, [&](CsoId owner, const auto& row) -> base::Status {
                       CsoReference& reference = references.emplace_back();
                       reference.owner = owner;
                       reference.attribute = row.template as<std::int32_t>(1);
                       reference.targetExternalId = row.text(2);
                       if (!row.isNull(3)) reference.target = row.template as<CsoId>(3);
                       return {};
                   }));
    return references;
}

template <class Connection>
base::Status ConnectorSpaceStore<Connection>::resolve(std::int32_t systemId) {
    constexpr std::string_view kSql = R"sql(
        UPDATE cso_reference SET target_cso_id = found.target
        FROM (SELECT r.cso_id AS owner, r.attribute_id AS attribute, r.target_external_id AS name,
                     min(t.id) AS target
              FROM cso_reference r CROSS JOIN cso o CROSS JOIN cso t
              WHERE r.target_cso_id IS NULL AND o.id = r.cso_id AND o.system_id = ?1
                AND t.system_id = ?1 AND t.external_id = r.target_external_id
                AND t.external_id <> '' AND t.status <> 2 AND t.status <> 1
              GROUP BY r.target_external_id, r.cso_id, r.attribute_id) AS found
        WHERE cso_reference.cso_id = found.owner
          AND cso_reference.attribute_id = found.attribute
          AND cso_reference.target_external_id = found.name
        RETURNING cso_id)sql";
    std::vector<CsoId> owners;
    JIM_ASSIGN(auto resolved, connection_.prepare(kSql));
    JIM_TRY(eachRow(resolved.bindAll(systemId),
                    [&](const auto& row) { owners.push_back(row.template as<CsoId>(0)); }));
    return ConnectorSpaceChange{connection_}.touch(owners);
}

template <class Connection>
base::Result<std::int64_t> ConnectorSpaceStore<Connection>::resolveReferences(
    std::int32_t systemId) {
    JIM_TRY(connection_.atomically([&] { return resolve(systemId); }));
    return connection_.integer(
        "SELECT count(*) FROM cso_reference r CROSS JOIN cso o "
        "WHERE r.target_cso_id IS NULL AND o.id = r.cso_id AND o.system_id = ?",
        systemId);
}

template <class Connection>
base::Result<std::int64_t> ConnectorSpaceStore<Connection>::allocate(std::uint16_t kind,
                                                                     std::int64_t count) {
    std::int64_t first = 0;
    JIM_TRY(connection_.atomically([&]() -> base::Status {
        JIM_ASSIGN(first,
                   connection_.integer(
                       "INSERT INTO id_block AS b (kind, next) VALUES (?1, 1 + CAST(?2 AS BIGINT)) "
                       "ON CONFLICT (kind) DO UPDATE SET next = b.next + ?2 RETURNING next - ?2",
                       kind, count));
        return {};
    }));
    return first;
}

}  // namespace jim::store
