#include "store/postgres/impl/MetaverseChange.hpp"

#include "store/ObjectRows.hpp"
#include "store/postgres/impl/IndexedValue.hpp"
#include "transport/postgres/Lookup.hpp"
#include "transport/postgres/RowWriter.hpp"

#include <array>

namespace jim::store::postgres::impl {

namespace mv = identity::metaverse;
using transport::postgres::Blob;
using transport::postgres::Columns;
using transport::postgres::RowWriter;
using transport::postgres::Type;

base::Status MetaverseChange::operator()(const Changes& changes) {
    JIM_TRY(remove(changes.removed));
    JIM_TRY(insert(changes.inserted));
    JIM_TRY(update(changes.updated));
    JIM_TRY(removeReferences(changes.removedReferences));
    JIM_TRY(addReferences(changes.addedReferences));
    JIM_TRY(removeKeys(changes.removedKeys));
    return addKeys(changes.addedKeys);
}

base::Status MetaverseChange::remove(const std::vector<MvoId>& objects) {
    constexpr std::array statements{
        "DELETE FROM mvo_reference WHERE mvo_id = ANY(?::bigint[])",
        "DELETE FROM mvo_reference WHERE target_mvo_id = ANY(?::bigint[])",
        "DELETE FROM cso_join WHERE mvo_id = ANY(?::bigint[])",
        "DELETE FROM mvo_key WHERE mvo_id = ANY(?::bigint[])",
        "DELETE FROM mvo WHERE id = ANY(?::bigint[])",
    };
    for (const char* statement : statements) JIM_TRY(runFor(connection_, statement, objects));
    return {};
}

base::Status MetaverseChange::insert(const Objects& objects) {
    return RowWriter{connection_, "mvo"}.write(
        std::span{objects}, [](const mv::MetaverseObject& object, const auto& bind) {
            bind(object.id, object.objectTypeId, object.status, object.origin, object.displayName,
                 object.created.micros, object.updated.micros,
                 store::micros(object.lastConnectorDisconnected), Blob{object.document});
        });
}

base::Status MetaverseChange::update(const Objects& objects) {
    Columns rows{{Type::Bigint, Type::Integer, Type::Smallint, Type::Integer, Type::Text,
                  Type::Bigint, Type::Bigint, Type::Bytes}};
    for (const mv::MetaverseObject& object : objects)
        rows.add(object.id, object.objectTypeId, object.status, object.origin, object.displayName,
                 object.updated.micros, store::micros(object.lastConnectorDisconnected),
                 Blob{object.document});
    return runWith(connection_,
                   "UPDATE mvo SET type_id = u.type_id, status = u.status, origin = u.origin, "
                   "display_name = u.display_name, updated = u.updated, last_disconnected = "
                   "u.last_disconnected, document = u.document FROM unnest(?::bigint[], "
                   "?::integer[], ?::smallint[], ?::integer[], ?::text[], ?::bigint[], "
                   "?::bigint[], ?::bytea[]) AS u (id, type_id, status, origin, display_name, "
                   "updated, last_disconnected, document) WHERE mvo.id = u.id",
                   rows);
}

namespace {

Columns columnsOf(const std::vector<mv::MvoReference>& references) {
    Columns rows{{Type::Bigint, Type::Integer, Type::Bigint, Type::Integer}};
    for (const mv::MvoReference& reference : references)
        rows.add(reference.owner, reference.attribute, reference.target, reference.origin);
    return rows;
}

Columns columnsOf(const std::vector<std::pair<mv::MvoId, mv::MatchKey>>& keys) {
    Columns rows{{Type::Integer, Type::Integer, Type::Boolean, Type::Bytes, Type::Bigint}};
    for (const auto& [mvo, key] : keys)
        rows.add(key.objectTypeId, key.attribute, key.caseSensitive, Blob{indexedValue(key.value)},
                 mvo);
    return rows;
}

}  // namespace

base::Status MetaverseChange::removeReferences(const References& references) {
    return runWith(connection_,
                   "DELETE FROM mvo_reference r USING unnest(?::bigint[], ?::integer[], "
                   "?::bigint[], ?::integer[]) AS u (owner, attribute, target, origin) WHERE "
                   "r.mvo_id = u.owner AND r.attribute_id = u.attribute AND r.target_mvo_id = "
                   "u.target AND r.origin = u.origin",
                   columnsOf(references));
}

base::Status MetaverseChange::addReferences(const References& references) {
    return runWith(connection_,
                   "INSERT INTO mvo_reference SELECT * FROM unnest(?::bigint[], ?::integer[], "
                   "?::bigint[], ?::integer[]) ON CONFLICT DO NOTHING",
                   columnsOf(references));
}

base::Status MetaverseChange::removeKeys(const Keys& keys) {
    return runWith(connection_,
                   "DELETE FROM mvo_key k USING unnest(?::integer[], ?::integer[], ?::boolean[], "
                   "?::bytea[], ?::bigint[]) AS u (type, attribute, sensitive, value, mvo) WHERE "
                   "k.type_id = u.type AND k.attribute_id = u.attribute AND k.case_sensitive = "
                   "u.sensitive AND k.value = u.value AND k.mvo_id = u.mvo",
                   columnsOf(keys));
}

base::Status MetaverseChange::addKeys(const Keys& keys) {
    return runWith(connection_,
                   "INSERT INTO mvo_key SELECT * FROM unnest(?::integer[], ?::integer[], "
                   "?::boolean[], ?::bytea[], ?::bigint[]) ON CONFLICT DO NOTHING",
                   columnsOf(keys));
}

}  // namespace jim::store::postgres::impl
