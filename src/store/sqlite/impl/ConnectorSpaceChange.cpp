#include "store/sqlite/impl/ConnectorSpaceChange.hpp"

#include "store/ByTarget.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"
#include "store/sqlite/impl/Pairs.hpp"
#include "transport/sqlite/Lookup.hpp"
#include "transport/sqlite/RowWriter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace jim::store::sqlite::impl {

namespace cs = identity::connector_space;
using transport::sqlite::Blob;
using transport::sqlite::Connection;
using transport::sqlite::RowWriter;

base::Status ConnectorSpaceChange::operator()(const Changes& changes) {
    if (!changes.removed.empty()) JIM_TRY(removeObjects(connection_, changes.removed));
    JIM_TRY(insert(changes.inserted));
    JIM_TRY(rename(changes.renamed));
    JIM_TRY(update(changes.updated));
    JIM_TRY(forEach("UPDATE cso SET status = 1 WHERE id = ?", changes.obsoleted));
    JIM_TRY(removeReferences(changes.removedReferences));
    JIM_TRY(addReferences(changes.addedReferences));
    JIM_TRY(forEach("DELETE FROM cso_join WHERE cso_id = ?", changes.disjoined));
    JIM_TRY(join(changes.joined, changes.inserted));
    JIM_TRY(touch(changes.touched));
    return settle(changes.settled);
}

base::Status ConnectorSpaceChange::insert(const Objects& objects) {
    return RowWriter{connection_, "INSERT INTO cso VALUES", 10}.write(
        std::span{objects}, [](const cs::ConnectorSpaceObject& object, const auto& bind) {
            bind(object.id, object.systemId, object.objectTypeId, object.status, object.externalId,
                 object.displayName, blobOf(object.hash), object.created.micros,
                 object.updated.micros, Blob{object.document});
        });
}

base::Status ConnectorSpaceChange::update(const Objects& objects) {
    if (objects.empty()) return {};
    // Naming an indexed column would make SQLite rewrite its index entries even when the value
    // stays.
    JIM_ASSIGN(Statement row,
               connection_.prepare("UPDATE cso SET status = ?2, display_name = ?3, hash = ?4, "
                                   "updated = ?5, document = ?6 WHERE id = ?1"));
    for (const cs::ConnectorSpaceObject& object : objects)
        JIM_TRY(row.bindAll(object.id, object.status, object.displayName, blobOf(object.hash),
                            object.updated.micros, Blob{object.document})
                    .run());
    return {};
}

base::Status ConnectorSpaceChange::rename(const std::vector<cs::CsoName>& names) {
    if (names.empty()) return {};
    JIM_ASSIGN(Statement one, connection_.prepare("UPDATE cso SET external_id = ?2 WHERE id = ?1"));
    for (const cs::CsoName& name : names) JIM_TRY(one.bindAll(name.id, name.externalId).run());
    return {};
}

base::Status ConnectorSpaceChange::addReferences(const References& references) {
    const auto ordered = byTarget(references);
    return RowWriter{connection_, "INSERT INTO cso_reference VALUES", 4,
                     "ON CONFLICT DO UPDATE SET target_cso_id = excluded.target_cso_id"}
        .write(std::span{ordered}, [](const cs::CsoReference* reference, const auto& bind) {
            bind(reference->owner, reference->attribute, reference->targetExternalId,
                 reference->target);
        });
}

base::Status ConnectorSpaceChange::removeReferences(const References& references) {
    if (references.empty()) return {};
    JIM_ASSIGN(Statement one,
               connection_.prepare("DELETE FROM cso_reference WHERE cso_id = ? AND attribute_id "
                                   "= ? AND target_external_id = ?"));
    for (const cs::CsoReference& reference : references)
        JIM_TRY(
            one.bindAll(reference.owner, reference.attribute, reference.targetExternalId).run());
    return {};
}

base::Status ConnectorSpaceChange::join(const std::vector<cs::Join>& joins,
                                        const Objects& inserted) {
    if (joins.empty()) return {};
    // The system of each object: known of those that have just come, to be read of the others.
    Pairs<CsoId, std::int32_t> systems;
    systems.reserve(joins.size());
    for (const auto& object : inserted) systems.emplace_back(object.id, object.systemId);
    std::ranges::sort(systems);
    std::vector<CsoId> others;
    others.reserve(joins.size());
    for (const cs::Join& join : joins)
        if (pairsFrom(systems, join.cso).empty()) others.push_back(join.cso);
    JIM_ASSIGN(Statement rows, connection_.prepare("SELECT id, system_id FROM cso "
                                                   "WHERE id BETWEEN ? AND ? ORDER BY id"));
    JIM_ASSIGN(const auto found, pairsOf<std::int32_t>(rows, std::span<const CsoId>{others}));
    systems.insert(systems.end(), found.begin(), found.end());
    std::ranges::sort(systems);
    const auto systemOf = [&](CsoId id) -> std::optional<std::int32_t> {
        const auto at = pairsFrom(systems, id);
        return at.empty() ? std::nullopt : std::optional{at.begin()->second};
    };
    return RowWriter{connection_, "INSERT INTO cso_join VALUES", 5,
                     "ON CONFLICT DO UPDATE SET mvo_id = excluded.mvo_id, type = excluded.type, "
                     "joined = excluded.joined"}
        .write(std::span{joins}, [&](const cs::Join& join, const auto& bind) {
            bind(join.cso, join.mvo, join.type, join.joined.micros, systemOf(join.cso));
        });
}

base::Status ConnectorSpaceChange::touch(const std::vector<CsoId>& objects) {
    return RowWriter{connection_, "INSERT OR IGNORE INTO cso_changed VALUES", 1}.write(
        std::span{objects}, [](CsoId object, const auto& bind) { bind(object); });
}

base::Status ConnectorSpaceChange::settle(const std::vector<CsoId>& objects) {
    if (objects.empty()) return {};
    JIM_ASSIGN(Statement rows,
               connection_.prepare("DELETE FROM cso_changed WHERE cso_id BETWEEN ? AND ?"));
    return eachRun(rows, std::span{objects});
}

base::Status ConnectorSpaceChange::forEach(std::string_view sql, const std::vector<CsoId>& ids) {
    if (ids.empty()) return {};
    JIM_ASSIGN(Statement one, connection_.prepare(sql));
    for (const CsoId id : ids) JIM_TRY(one.bind(1, id).run());
    return {};
}

base::Status resolve(Connection& connection, std::int32_t systemId) {
    JIM_ASSIGN(Statement update, connection.prepare(R"sql(
        UPDATE cso_reference SET target_cso_id = found.target
        FROM (SELECT r.cso_id, r.attribute_id, r.target_external_id, min(t.id) AS target
              FROM cso_reference r
              CROSS JOIN cso o ON o.id = r.cso_id AND +o.system_id = ?1
              CROSS JOIN cso t ON t.system_id = ?1 AND t.external_id = r.target_external_id
                              AND t.external_id <> '' AND t.status <> 2 AND t.status <> 1
              WHERE r.target_cso_id IS NULL
              GROUP BY r.target_external_id, r.cso_id, r.attribute_id) AS found
        WHERE cso_reference.cso_id = found.cso_id
          AND cso_reference.attribute_id = found.attribute_id
          AND cso_reference.target_external_id = found.target_external_id
        RETURNING cso_id)sql"));
    update.bind(1, systemId);
    std::vector<cs::CsoId> owners;
    while (true) {
        JIM_ASSIGN(const bool row, update.step());
        if (!row) break;
        owners.push_back(update.as<cs::CsoId>(0));
    }
    JIM_ASSIGN(Statement touch, connection.prepare("INSERT OR IGNORE INTO cso_changed VALUES (?)"));
    for (const cs::CsoId owner : transport::sqlite::ascending(std::span<const cs::CsoId>{owners}))
        JIM_TRY(touch.bind(1, owner).run());
    return {};
}

namespace {

/// What goes with objects, in the order in which rows refer to each other. `{}` selects their ids
/// by parameter 1.
base::Status removeSelected(Connection& connection, std::string_view selection,
                            const auto& parameter) {
    constexpr std::array statements{
        "DELETE FROM pending_reference WHERE pending_export_id IN "
        "(SELECT id FROM pending_export WHERE cso_id IN ({0}))",
        "DELETE FROM pending_reference WHERE target_cso_id IN ({0})",
        "DELETE FROM pending_export WHERE cso_id IN ({0})",
        "DELETE FROM cso_reference WHERE cso_id IN ({0})",
        "UPDATE cso_reference SET target_cso_id = NULL WHERE target_cso_id IN ({0})",
        "DELETE FROM cso_join WHERE cso_id IN ({0})",
        "DELETE FROM cso_changed WHERE cso_id IN ({0})",
        "DELETE FROM cso_settled WHERE cso_id IN ({0})",
        "DELETE FROM cso WHERE id IN ({0})",
    };
    for (const char* statement : statements)
        JIM_TRY(connection.run(fmt::format(fmt::runtime(statement), selection), parameter));
    return {};
}

}  // namespace

base::Status removeObjects(Connection& connection, const std::vector<cs::CsoId>& objects) {
    return removeSelected(connection, "SELECT value FROM json_each(?1)",
                          transport::sqlite::idList(objects));
}

base::Status removeSystem(Connection& connection, std::int32_t systemId) {
    return removeSelected(connection, "SELECT id FROM cso WHERE system_id = ?1", systemId);
}

}  // namespace jim::store::sqlite::impl
