#include "store/postgres/impl/ConnectorSpaceChange.hpp"

#include "store/ObjectRows.hpp"
#include "transport/postgres/Lookup.hpp"
#include "transport/postgres/RowWriter.hpp"

#include <array>

namespace jim::store::postgres::impl {

namespace cs = identity::connector_space;
using store::bytesOf;
using transport::postgres::Blob;
using transport::postgres::Columns;
using transport::postgres::Connection;
using transport::postgres::RowWriter;
using transport::postgres::Type;

base::Status ConnectorSpaceChange::operator()(const Changes& changes) {
    JIM_TRY(remove(changes.removed));
    JIM_TRY(insert(changes.inserted));
    JIM_TRY(rename(changes.renamed));
    JIM_TRY(update(changes.updated));
    JIM_TRY(runFor(connection_, "UPDATE cso SET status = 1 WHERE id = ANY(?::bigint[])",
                   changes.obsoleted));
    JIM_TRY(removeReferences(changes.removedReferences));
    JIM_TRY(addReferences(changes.addedReferences));
    JIM_TRY(runFor(connection_, "DELETE FROM cso_join WHERE cso_id = ANY(?::bigint[])",
                   changes.disjoined));
    JIM_TRY(join(changes.joined));
    JIM_TRY(touch(changes.touched));
    return runFor(connection_, "DELETE FROM cso_changed WHERE cso_id = ANY(?::bigint[])",
                  changes.settled);
}

base::Status ConnectorSpaceChange::remove(const std::vector<CsoId>& objects) {
    // What goes with objects, children first.
    constexpr std::array statements{
        "DELETE FROM pending_reference WHERE pending_export_id IN "
        "(SELECT id FROM pending_export WHERE cso_id = ANY(?::bigint[]))",
        "DELETE FROM pending_reference WHERE target_cso_id = ANY(?::bigint[])",
        "DELETE FROM pending_export WHERE cso_id = ANY(?::bigint[])",
        "DELETE FROM cso_reference WHERE cso_id = ANY(?::bigint[])",
        "UPDATE cso_reference SET target_cso_id = NULL WHERE target_cso_id = ANY(?::bigint[])",
        "DELETE FROM cso_join WHERE cso_id = ANY(?::bigint[])",
        "DELETE FROM cso_changed WHERE cso_id = ANY(?::bigint[])",
        "DELETE FROM cso_settled WHERE cso_id = ANY(?::bigint[])",
        "DELETE FROM cso WHERE id = ANY(?::bigint[])",
    };
    for (const char* statement : statements) JIM_TRY(runFor(connection_, statement, objects));
    return {};
}

base::Status ConnectorSpaceChange::insert(const Objects& objects) {
    return RowWriter{connection_, "cso"}.write(
        std::span{objects}, [](const cs::ConnectorSpaceObject& object, const auto& bind) {
            bind(object.id, object.systemId, object.objectTypeId, object.status, object.externalId,
                 object.displayName, bytesOf(object.hash), object.created.micros,
                 object.updated.micros, Blob{object.document});
        });
}

base::Status ConnectorSpaceChange::rename(const std::vector<cs::CsoName>& names) {
    // One by one, as there are few: each takes its name when the one before has given up its own.
    for (const cs::CsoName& name : names)
        JIM_TRY(connection_.run("UPDATE cso SET external_id = ? WHERE id = ?", name.externalId,
                                name.id));
    return {};
}

base::Status ConnectorSpaceChange::update(const Objects& objects) {
    Columns rows{
        {Type::Bigint, Type::Smallint, Type::Text, Type::Bytes, Type::Bigint, Type::Bytes}};
    for (const cs::ConnectorSpaceObject& object : objects)
        rows.add(object.id, object.status, object.displayName, bytesOf(object.hash),
                 object.updated.micros, Blob{object.document});
    return runWith(connection_,
                   "UPDATE cso SET status = u.status, display_name = u.display_name, hash = "
                   "u.hash, updated = u.updated, document = u.document FROM unnest(?::bigint[], "
                   "?::smallint[], ?::text[], ?::bytea[], ?::bigint[], ?::bytea[]) AS "
                   "u (id, status, display_name, hash, updated, document) WHERE cso.id = u.id",
                   rows);
}

base::Status ConnectorSpaceChange::addReferences(const References& references) {
    Columns rows{{Type::Bigint, Type::Integer, Type::Text, Type::Bigint}};
    for (const cs::CsoReference& reference : references)
        rows.add(reference.owner, reference.attribute, reference.targetExternalId,
                 reference.target);
    // The last of several that are alike counts: one statement may touch a row once.
    return runWith(connection_,
                   "INSERT INTO cso_reference SELECT DISTINCT ON (u.owner, u.attribute, u.name) "
                   "u.owner, u.attribute, u.name, u.target FROM unnest(?::bigint[], ?::integer[], "
                   "?::text[], ?::bigint[]) WITH ORDINALITY AS u (owner, attribute, name, target, "
                   "place) ORDER BY u.owner, u.attribute, u.name, u.place DESC ON CONFLICT "
                   "(cso_id, attribute_id, target_external_id) DO UPDATE SET target_cso_id = "
                   "excluded.target_cso_id",
                   rows);
}

base::Status ConnectorSpaceChange::removeReferences(const References& references) {
    Columns rows{{Type::Bigint, Type::Integer, Type::Text}};
    for (const cs::CsoReference& reference : references)
        rows.add(reference.owner, reference.attribute, reference.targetExternalId);
    return runWith(connection_,
                   "DELETE FROM cso_reference r USING unnest(?::bigint[], ?::integer[], ?::text[]) "
                   "AS u (owner, attribute, name) WHERE r.cso_id = u.owner AND r.attribute_id = "
                   "u.attribute AND r.target_external_id = u.name",
                   rows);
}

base::Status ConnectorSpaceChange::join(const std::vector<cs::Join>& joins) {
    Columns rows{{Type::Bigint, Type::Bigint, Type::Smallint, Type::Bigint}};
    for (const cs::Join& join : joins) rows.add(join.cso, join.mvo, join.type, join.joined.micros);
    return runWith(connection_,
                   "INSERT INTO cso_join SELECT DISTINCT ON (u.cso) u.cso, u.mvo, u.type, "
                   "u.joined, c.system_id FROM unnest(?::bigint[], ?::bigint[], ?::smallint[], "
                   "?::bigint[]) WITH ORDINALITY AS u (cso, mvo, type, joined, place) LEFT JOIN "
                   "cso c ON c.id = u.cso ORDER BY u.cso, u.place DESC ON CONFLICT (cso_id) DO "
                   "UPDATE SET mvo_id = excluded.mvo_id, type = excluded.type, joined = "
                   "excluded.joined",
                   rows);
}

base::Status ConnectorSpaceChange::touch(const std::vector<CsoId>& objects) {
    return runFor(connection_,
                  "INSERT INTO cso_changed SELECT DISTINCT unnest(?::bigint[]) ON CONFLICT DO "
                  "NOTHING",
                  objects);
}

base::Status resolve(Connection& connection, std::int32_t systemId) {
    return connection.run(R"sql(
        WITH found AS (
            SELECT r.cso_id, r.attribute_id, r.target_external_id, min(t.id) AS target
            FROM cso_reference r
            JOIN cso o ON o.id = r.cso_id AND o.system_id = ?1
            JOIN cso t ON t.system_id = ?1 AND t.external_id = r.target_external_id
                      AND t.external_id <> '' AND t.status <> 2 AND t.status <> 1
            WHERE r.target_cso_id IS NULL
            GROUP BY r.target_external_id, r.cso_id, r.attribute_id
        ), resolved AS (
            UPDATE cso_reference SET target_cso_id = found.target FROM found
            WHERE cso_reference.cso_id = found.cso_id
              AND cso_reference.attribute_id = found.attribute_id
              AND cso_reference.target_external_id = found.target_external_id
            RETURNING cso_reference.cso_id
        )
        INSERT INTO cso_changed SELECT DISTINCT cso_id FROM resolved ON CONFLICT DO NOTHING)sql",
                          systemId);
}

}  // namespace jim::store::postgres::impl
