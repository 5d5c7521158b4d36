#include "store/postgres/MetaverseStore.hpp"

#include "store/ObjectRows.hpp"
#include "store/postgres/impl/IndexedValue.hpp"
#include "store/postgres/impl/MetaverseChange.hpp"
#include "transport/postgres/Lookup.hpp"

#include <fmt/format.h>

namespace jim::store::postgres {

namespace mv = identity::metaverse;
using transport::postgres::Blob;
using transport::postgres::Columns;
using transport::postgres::Statement;
using transport::postgres::Type;

namespace {

/// All rows of a statement whose columns are those of an object, document last.
base::Result<std::vector<mv::MetaverseObject>> objectsOf(Statement rows) {
    std::vector<mv::MetaverseObject> objects;
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return objects;
        mv::MetaverseObject& object = objects.emplace_back(store::metaverseObject(rows));
        JIM_ASSIGN(object.document, store::documentOf(rows, store::kMvoColumnCount));
    }
}

}  // namespace

base::Result<std::vector<mv::MetaverseObject>> MetaverseStore::load(std::span<const MvoId> ids) {
    static const std::string sql =
        fmt::format("SELECT {}, m.document FROM mvo m WHERE m.id = ANY(?::bigint[]) ORDER BY m.id",
                    store::kMvoColumns);
    JIM_ASSIGN(Statement rows, prepareFor(connection_, sql, ids));
    return objectsOf(std::move(rows));
}

base::Result<std::vector<mv::JoinedObject>> MetaverseStore::joins(std::span<const MvoId> ids) {
    JIM_ASSIGN(Statement rows,
               prepareFor(connection_,
                          "SELECT j.mvo_id, j.cso_id, j.type, j.joined, j.system_id, "
                          "c.type_id FROM cso_join j JOIN cso c ON c.id = j.cso_id WHERE "
                          "j.mvo_id = ANY(?::bigint[]) ORDER BY j.mvo_id, j.system_id, "
                          "j.cso_id",
                          ids));
    std::vector<mv::JoinedObject> joins;
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) {
        mv::JoinedObject& joined = joins.emplace_back();
        joined.join.mvo = row.as<MvoId>(0);
        joined.join.cso = row.as<mv::CsoId>(1);
        joined.join.type = row.as<identity::connector_space::JoinType>(2);
        joined.join.joined = {row.integer(3)};
        joined.systemId = row.as<std::int32_t>(4);
        joined.objectTypeId = row.as<std::int32_t>(5);
    }));
    return joins;
}

base::Result<std::vector<std::pair<std::size_t, mv::MvoId>>> MetaverseStore::match(
    std::span<const MatchKey> keys) {
    std::vector<std::pair<std::size_t, MvoId>> matches;
    if (keys.empty()) return matches;
    Columns wanted{{Type::Integer, Type::Integer, Type::Boolean, Type::Bytes}};
    for (const MatchKey& key : keys)
        wanted.add(key.objectTypeId, key.attribute, key.caseSensitive,
                   Blob{impl::indexedValue(key.value)});
    JIM_ASSIGN(Statement rows,
               connection_.prepare(
                   "SELECT u.place, k.mvo_id FROM unnest(?::integer[], ?::integer[], ?::boolean[], "
                   "?::bytea[]) WITH ORDINALITY AS u (type, attribute, sensitive, value, place) "
                   "JOIN mvo_key k ON k.type_id = u.type AND k.attribute_id = u.attribute AND "
                   "k.case_sensitive = u.sensitive AND k.value = u.value "
                   "ORDER BY u.place, k.mvo_id"));
    wanted.bindTo(rows);
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) {
        matches.emplace_back(static_cast<std::size_t>(row.integer(0) - 1), row.as<MvoId>(1));
    }));
    return matches;
}

base::Result<std::vector<mv::MetaverseObject>> MetaverseStore::page(std::int32_t objectTypeId,
                                                                    MvoId after,
                                                                    std::size_t limit) {
    static const std::string sql = fmt::format(
        "SELECT {}, m.document FROM mvo m WHERE m.id > ? AND m.type_id = ? ORDER BY m.id LIMIT ?",
        store::kMvoColumns);
    JIM_ASSIGN(Statement rows, connection_.prepare(sql));
    rows.bindAll(after, objectTypeId, limit);
    return objectsOf(std::move(rows));
}

base::Status MetaverseStore::apply(const mv::MetaverseChanges& changes) {
    statistics_.inserted(changes.inserted.size());
    return connection_.atomically([&] { return impl::MetaverseChange{connection_}(changes); });
}

base::Result<std::vector<mv::MatchKey>> MetaverseStore::keyedAttributes() {
    std::vector<MatchKey> keys;
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT type_id, attribute_id, case_sensitive FROM mvo_keyed "
                                   "ORDER BY type_id, attribute_id, case_sensitive"));
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) {
        keys.push_back({row.as<std::int32_t>(0), row.as<std::int32_t>(1), row.as<bool>(2), {}});
    }));
    return keys;
}

base::Status MetaverseStore::setKeyed(const MatchKey& key, bool keyed) {
    return connection_.atomically([&]() -> base::Status {
        if (keyed)
            return connection_.run("INSERT INTO mvo_keyed VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                                   key.objectTypeId, key.attribute, key.caseSensitive);
        for (const char* table : {"mvo_keyed", "mvo_key"})
            JIM_TRY(connection_.run(fmt::format("DELETE FROM {} WHERE type_id = ? AND "
                                                "attribute_id = ? AND case_sensitive = ?",
                                                table),
                                    key.objectTypeId, key.attribute, key.caseSensitive));
        return {};
    });
}

}  // namespace jim::store::postgres
