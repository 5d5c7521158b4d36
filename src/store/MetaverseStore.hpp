#pragma once

#include "foundation/base/Ascending.hpp"
#include "identity/metaverse/MetaverseObject.hpp"
#include "store/ByTarget.hpp"
#include "store/IndexedKeys.hpp"
#include "store/ObjectKinds.hpp"
#include "store/ObjectRows.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <utility>

namespace jim::store {

template <class Connection>
class MetaverseStore final : public identity::metaverse::MetaverseStore {
public:
    using CsoId = identity::metaverse::CsoId;
    using MvoId = identity::metaverse::MvoId;
    using JoinedObject = identity::metaverse::JoinedObject;
    using MatchKey = identity::metaverse::MatchKey;
    using MetaverseObject = identity::metaverse::MetaverseObject;
    using MvoReference = identity::metaverse::MvoReference;

    explicit MetaverseStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<std::vector<MetaverseObject>> load(
        std::span<const MvoId> ids) override;
    [[nodiscard]] base::Result<std::vector<JoinedObject>> joins(
        std::span<const MvoId> ids) override;
    [[nodiscard]] base::Result<std::vector<std::pair<std::size_t, MvoId>>> match(
        std::span<const MatchKey> keys) override;
    [[nodiscard]] base::Result<std::vector<MetaverseObject>> page(std::int32_t objectTypeId,
                                                                  MvoId after,
                                                                  std::size_t limit) override;
    [[nodiscard]] base::Status apply(const identity::metaverse::MetaverseChanges& changes) override;
    [[nodiscard]] base::Result<std::vector<MatchKey>> keyedAttributes() override;
    [[nodiscard]] base::Status setKeyed(const MatchKey& key, bool keyed) override;

private:
    using Keys = std::vector<std::pair<MvoId, MatchKey>>;

    [[nodiscard]] base::Status remove(const std::vector<MvoId>& objects);
    [[nodiscard]] base::Status insert(const std::vector<MetaverseObject>& objects);
    [[nodiscard]] base::Status update(const std::vector<MetaverseObject>& objects);
    [[nodiscard]] base::Status removeReferences(const std::vector<MvoReference>& references);
    [[nodiscard]] base::Status addReferences(const std::vector<MvoReference>& references);
    [[nodiscard]] base::Status removeKeys(const Keys& keys);
    [[nodiscard]] base::Status addKeys(const Keys& keys);
    [[nodiscard]] static IndexedKeys indexed(const Keys& keys);
    static constexpr auto kBindKey = [](const IndexedKey& entry, const auto& bind) {
        bind(entry.key.objectTypeId, entry.key.attribute, entry.key.caseSensitive,
             Bytes{entry.value}, entry.mvo);
    };

    Connection& connection_;
};

template <class Connection>
auto MetaverseStore<Connection>::load(std::span<const MvoId> ids)
    -> base::Result<std::vector<MetaverseObject>> {
    static const std::string kSql =
        fmt::format("SELECT {}, m.document FROM mvo m WHERE m.id {{}} ORDER BY m.id", kMvoColumns);
    std::vector<MetaverseObject> objects;
    objects.reserve(ids.size());
    JIM_TRY(lookUp(connection_, kSql, ids, [&](MvoId, const auto& row) -> base::Status {
        JIM_ASSIGN(objects.emplace_back(), wholeMetaverseObject(row));
        return {};
    }));
    return objects;
}

template <class Connection>
auto MetaverseStore<Connection>::joins(std::span<const MvoId> ids)
    -> base::Result<std::vector<JoinedObject>> {
    std::vector<JoinedObject> joins;
    std::vector<CsoId> csos;
    JIM_TRY(lookUp(connection_,
                   "SELECT mvo_id, cso_id, type, joined, system_id FROM cso_join WHERE mvo_id {0} "
                   "ORDER BY mvo_id, system_id, cso_id",
                   ids, [&](MvoId id, const auto& row) -> base::Status {
                       auto& join = joins.emplace_back().join;
                       join.mvo = id;
                       join.cso = row.template as<CsoId>(1);
                       join.type = row.template as<identity::connector_space::JoinType>(2);
                       join.joined = {row.integer(3)};
                       join.systemId = row.template as<std::int32_t>(4);
                       csos.push_back(join.cso);
                       return {};
                   }));
    JIM_ASSIGN(const auto kinds, kindsOf(connection_, std::span<const CsoId>{csos}));
    for (JoinedObject& joined : joins)
        if (const auto* kind = kindOf(kinds, joined.join.cso)) joined.objectTypeId = kind->typeId;
    return joins;
}

template <class Connection>
auto MetaverseStore<Connection>::match(std::span<const MatchKey> keys)
    -> base::Result<std::vector<std::pair<std::size_t, MvoId>>> {
    std::vector<std::pair<std::size_t, MvoId>> matches;
    IndexedKeys wanted{Connection::kIndexedBytes};
    for (const MatchKey& key : keys) wanted.add(key);
    JIM_TRY(findIds(
        connection_, "mvo_key", {"type_id", "attribute_id", "case_sensitive", "value"}, "mvo_id",
        wanted.all(),
        [](const IndexedKey& entry, const auto& bind) {
            bind(entry.key.objectTypeId, entry.key.attribute, entry.key.caseSensitive,
                 Bytes{entry.value});
        },
        [&](std::size_t index, std::int64_t id) { matches.emplace_back(index, MvoId{id}); }));
    return matches;
}

template <class Connection>
auto MetaverseStore<Connection>::page(std::int32_t objectTypeId, MvoId after, std::size_t limit)
    -> base::Result<std::vector<MetaverseObject>> {
    static const std::string kSql = fmt::format(
        "SELECT {}, m.document FROM mvo m WHERE m.id > ? AND m.type_id = ? ORDER BY m.id LIMIT ?",
        kMvoColumns);
    std::vector<MetaverseObject> objects;
    JIM_ASSIGN(auto rows, connection_.prepare(kSql));
    rows.bindAll(after, objectTypeId, limit);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return objects;
        JIM_ASSIGN(objects.emplace_back(), wholeMetaverseObject(rows));
    }
}

template <class Connection>
base::Status MetaverseStore<Connection>::apply(
    const identity::metaverse::MetaverseChanges& changes) {
    // What goes first, what comes after.
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(remove(changes.removed));
        JIM_TRY(insert(changes.inserted));
        JIM_TRY(update(changes.updated));
        JIM_TRY(removeReferences(changes.removedReferences));
        JIM_TRY(addReferences(changes.addedReferences));
        JIM_TRY(removeKeys(changes.removedKeys));
        return addKeys(changes.addedKeys);
    });
}

template <class Connection>
base::Status MetaverseStore<Connection>::remove(const std::vector<MvoId>& objects) {
    constexpr std::array<std::pair<const char*, const char*>, 5> places{{
        {"mvo_reference", "mvo_id"},
        {"mvo_reference", "target_mvo_id"},
        {"cso_join", "mvo_id"},
        {"mvo_key", "mvo_id"},
        {"mvo", "id"},
    }};
    for (const auto& [table, column] : places)
        JIM_TRY(deleteIds(connection_, table, column, objects));
    return {};
}

template <class Connection>
base::Status MetaverseStore<Connection>::insert(const std::vector<MetaverseObject>& objects) {
    return insertRows(connection_, "mvo", 9, std::span{objects},
                      [](const MetaverseObject& object, const auto& bind) {
                          bind(object.id, object.objectTypeId, object.status, object.origin,
                               object.displayName, object.created.micros, object.updated.micros,
                               micros(object.lastConnectorDisconnected), Bytes{object.document});
                      });
}

template <class Connection>
base::Status MetaverseStore<Connection>::update(const std::vector<MetaverseObject>& objects) {
    return updateRows(connection_, "mvo",
                      {"id", "type_id", "status", "origin", "display_name", "updated",
                       "last_disconnected", "document"},
                      std::span{objects}, [](const MetaverseObject& object, const auto& bind) {
                          bind(object.id, object.objectTypeId, object.status, object.origin,
                               object.displayName, object.updated.micros,
                               micros(object.lastConnectorDisconnected), Bytes{object.document});
                      });
}

template <class Connection>
base::Status MetaverseStore<Connection>::removeReferences(
    const std::vector<MvoReference>& references) {
    return deleteRows(
        connection_, "mvo_reference", {"mvo_id", "attribute_id", "target_mvo_id", "origin"},
        std::span{references}, [](const MvoReference& reference, const auto& bind) {
            bind(reference.owner, reference.attribute, reference.target, reference.origin);
        });
}

template <class Connection>
base::Status MetaverseStore<Connection>::addReferences(
    const std::vector<MvoReference>& references) {
    const auto ordered = byTarget(references, std::identity{});
    return mergeRows(connection_, "mvo_reference", "mvo_id",
                     {"mvo_id", "attribute_id", "target_mvo_id", "origin"}, {}, std::span{ordered},
                     [](const MvoReference* reference, const auto& bind) {
                         bind(reference->owner, reference->attribute, reference->target,
                              reference->origin);
                     });
}

template <class Connection>
IndexedKeys MetaverseStore<Connection>::indexed(const Keys& keys) {
    IndexedKeys result{Connection::kIndexedBytes};
    for (const auto& [mvo, key] : keys) result.add(key, mvo);
    return result;
}

template <class Connection>
base::Status MetaverseStore<Connection>::removeKeys(const Keys& keys) {
    const auto entries = indexed(keys);
    return deleteRows(connection_, "mvo_key",
                      {"type_id", "attribute_id", "case_sensitive", "value", "mvo_id"},
                      entries.all(), kBindKey);
}

template <class Connection>
base::Status MetaverseStore<Connection>::addKeys(const Keys& keys) {
    const Keys ordered = base::ascending(keys);
    const auto entries = indexed(ordered);
    return mergeRows(connection_, "mvo_key", "mvo_id",
                     {"type_id", "attribute_id", "case_sensitive", "value", "mvo_id"}, {},
                     entries.all(), kBindKey);
}

template <class Connection>
auto MetaverseStore<Connection>::keyedAttributes() -> base::Result<std::vector<MatchKey>> {
    std::vector<MatchKey> keys;
    JIM_ASSIGN(auto rows,
               connection_.prepare("SELECT type_id, attribute_id, case_sensitive FROM mvo_keyed "
                                   "ORDER BY type_id, attribute_id, case_sensitive"));
    JIM_TRY(eachRow(rows, [&](const auto& row) {
        keys.push_back({row.template as<std::int32_t>(0),
                        row.template as<std::int32_t>(1),
                        row.template as<bool>(2),
                        {}});
    }));
    return keys;
}

template <class Connection>
base::Status MetaverseStore<Connection>::setKeyed(const MatchKey& key, bool keyed) {
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

}  // namespace jim::store
