#include "store/sqlite/MetaverseStore.hpp"

#include "store/sqlite/impl/MetaverseChange.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"
#include "transport/sqlite/Lookup.hpp"

#include <fmt/format.h>

namespace jim::store::sqlite {

namespace mv = identity::metaverse;
using transport::sqlite::Blob;
using transport::sqlite::Statement;

namespace {

base::Result<mv::MetaverseObject> wholeObject(const Statement& row) {
    mv::MetaverseObject object = impl::metaverseObject(row);
    JIM_ASSIGN(object.document, impl::documentOf(row, impl::kMvoColumnCount));
    return object;
}

}  // namespace

base::Result<std::vector<mv::MetaverseObject>> MetaverseStore::load(std::span<const MvoId> ids) {
    static const std::string sql =
        fmt::format("SELECT {}, m.document FROM mvo m WHERE m.id BETWEEN ? AND ? ORDER BY m.id",
                    impl::kMvoColumns);
    std::vector<MetaverseObject> objects;
    objects.reserve(ids.size());
    JIM_ASSIGN(Statement rows, connection_.prepare(sql));
    JIM_TRY(lookUp(rows, ids, [&](MvoId) -> base::Status {
        JIM_ASSIGN(objects.emplace_back(), wholeObject(rows));
        return {};
    }));
    return objects;
}

base::Result<std::vector<mv::JoinedObject>> MetaverseStore::joins(std::span<const MvoId> ids) {
    std::vector<mv::JoinedObject> joins;
    JIM_ASSIGN(
        Statement rows,
        connection_.prepare("SELECT j.mvo_id, j.cso_id, j.type, j.joined, j.system_id, c.type_id "
                            "FROM cso_join j CROSS JOIN cso c ON c.id = j.cso_id "
                            "WHERE j.mvo_id BETWEEN ? AND ? "
                            "ORDER BY j.mvo_id, j.system_id, j.cso_id"));
    JIM_TRY(lookUp(rows, ids, [&](MvoId id) -> base::Status {
        mv::JoinedObject& joined = joins.emplace_back();
        joined.join.cso = rows.as<mv::CsoId>(1);
        joined.join.mvo = id;
        joined.join.type = rows.as<identity::connector_space::JoinType>(2);
        joined.join.joined = {rows.integer(3)};
        joined.systemId = rows.as<std::int32_t>(4);
        joined.objectTypeId = rows.as<std::int32_t>(5);
        return {};
    }));
    return joins;
}

base::Result<std::vector<std::pair<std::size_t, mv::MvoId>>> MetaverseStore::match(
    std::span<const MatchKey> keys) {
    std::vector<std::pair<std::size_t, MvoId>> matches;
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT mvo_id FROM mvo_key WHERE type_id = ? AND "
                                   "attribute_id = ? AND case_sensitive = ? AND value = ?"));
    for (std::size_t index = 0; index < keys.size(); ++index) {
        const MatchKey& key = keys[index];
        rows.bindAll(key.objectTypeId, key.attribute, key.caseSensitive, Blob{key.value});
        while (true) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) break;
            matches.emplace_back(index, rows.as<MvoId>(0));
        }
    }
    return matches;
}

base::Result<std::vector<mv::MetaverseObject>> MetaverseStore::page(std::int32_t objectTypeId,
                                                                    MvoId after,
                                                                    std::size_t limit) {
    static const std::string sql = fmt::format(
        "SELECT {}, m.document FROM mvo m WHERE m.id > ? AND m.type_id = ? "
        "ORDER BY m.id LIMIT ?",
        impl::kMvoColumns);
    std::vector<MetaverseObject> objects;
    JIM_ASSIGN(Statement rows, connection_.prepare(sql));
    rows.bindAll(after, objectTypeId, limit);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return objects;
        JIM_ASSIGN(objects.emplace_back(), wholeObject(rows));
    }
}

base::Status MetaverseStore::apply(const mv::MetaverseChanges& changes) {
    return connection_.atomically([&] { return impl::MetaverseChange{connection_}(changes); });
}

base::Result<std::vector<mv::MatchKey>> MetaverseStore::keyedAttributes() {
    std::vector<MatchKey> keys;
    JIM_ASSIGN(Statement rows,
               connection_.prepare("SELECT type_id, attribute_id, case_sensitive FROM mvo_keyed "
                                   "ORDER BY type_id, attribute_id, case_sensitive"));
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return keys;
        keys.push_back({rows.as<std::int32_t>(0), rows.as<std::int32_t>(1), rows.as<bool>(2), {}});
    }
}

base::Status MetaverseStore::setKeyed(const MatchKey& key, bool keyed) {
    return connection_.atomically([&]() -> base::Status {
        if (keyed)
            return connection_.run("INSERT OR IGNORE INTO mvo_keyed VALUES (?, ?, ?)",
                                   key.objectTypeId, key.attribute, key.caseSensitive);
        JIM_TRY(
            connection_.run("DELETE FROM mvo_keyed WHERE type_id = ? AND attribute_id = ? AND "
                            "case_sensitive = ?",
                            key.objectTypeId, key.attribute, key.caseSensitive));
        return connection_.run(
            "DELETE FROM mvo_key WHERE type_id = ? AND attribute_id = ? AND case_sensitive = ?",
            key.objectTypeId, key.attribute, key.caseSensitive);
    });
}

}  // namespace jim::store::sqlite
