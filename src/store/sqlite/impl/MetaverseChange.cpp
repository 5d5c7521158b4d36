#include "store/sqlite/impl/MetaverseChange.hpp"

#include "store/ByTarget.hpp"
#include "store/sqlite/impl/ObjectRows.hpp"
#include "transport/sqlite/Lookup.hpp"
#include "transport/sqlite/RowWriter.hpp"

#include <array>

namespace jim::store::sqlite::impl {

namespace mv = identity::metaverse;
using transport::sqlite::Blob;
using transport::sqlite::RowWriter;

base::Status MetaverseChange::operator()(const Changes& changes) {
    if (!changes.removed.empty()) JIM_TRY(remove(changes.removed));
    JIM_TRY(insert(changes.inserted));
    JIM_TRY(update(changes.updated));
    JIM_TRY(removeReferences(changes.removedReferences));
    JIM_TRY(addReferences(changes.addedReferences));
    JIM_TRY(removeKeys(changes.removedKeys));
    return addKeys(changes.addedKeys);
}

base::Status MetaverseChange::remove(const std::vector<MvoId>& objects) {
    constexpr std::array statements{
        "DELETE FROM mvo_reference WHERE mvo_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM mvo_reference WHERE target_mvo_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM cso_join WHERE mvo_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM mvo_key WHERE mvo_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM mvo WHERE id IN (SELECT value FROM json_each(?))",
    };
    const std::string ids = transport::sqlite::idList(objects);
    for (const char* statement : statements) JIM_TRY(connection_.run(statement, ids));
    return {};
}

base::Status MetaverseChange::insert(const Objects& objects) {
    return RowWriter{connection_, "INSERT INTO mvo VALUES", 9}.write(
        std::span{objects}, [](const mv::MetaverseObject& object, const auto& bind) {
            bind(object.id, object.objectTypeId, object.status, object.origin, object.displayName,
                 object.created.micros, object.updated.micros,
                 micros(object.lastConnectorDisconnected), Blob{object.document});
        });
}

base::Status MetaverseChange::update(const Objects& objects) {
    if (objects.empty()) return {};
    JIM_ASSIGN(Statement one,
               connection_.prepare("UPDATE mvo SET type_id = ?2, status = ?3, origin = ?4, "
                                   "display_name = ?5, updated = ?6, last_disconnected = ?7, "
                                   "document = ?8 WHERE id = ?1"));
    for (const mv::MetaverseObject& object : objects)
        JIM_TRY(one.bindAll(object.id, object.objectTypeId, object.status, object.origin,
                            object.displayName, object.updated.micros,
                            micros(object.lastConnectorDisconnected), Blob{object.document})
                    .run());
    return {};
}

base::Status MetaverseChange::removeReferences(const References& references) {
    if (references.empty()) return {};
    JIM_ASSIGN(Statement one,
               connection_.prepare("DELETE FROM mvo_reference WHERE mvo_id = ? AND attribute_id = "
                                   "? AND target_mvo_id = ? AND origin = ?"));
    for (const mv::MvoReference& reference : references)
        JIM_TRY(
            one.bindAll(reference.owner, reference.attribute, reference.target, reference.origin)
                .run());
    return {};
}

base::Status MetaverseChange::addReferences(const References& references) {
    const auto ordered = byTarget(references);
    return RowWriter{connection_, "INSERT OR IGNORE INTO mvo_reference VALUES", 4}.write(
        std::span{ordered}, [](const mv::MvoReference* reference, const auto& bind) {
            bind(reference->owner, reference->attribute, reference->target, reference->origin);
        });
}

base::Status MetaverseChange::removeKeys(const Keys& keys) {
    if (keys.empty()) return {};
    JIM_ASSIGN(Statement one,
               connection_.prepare("DELETE FROM mvo_key WHERE type_id = ? AND attribute_id = ? AND "
                                   "case_sensitive = ? AND value = ? AND mvo_id = ?"));
    for (const auto& [mvo, key] : keys)
        JIM_TRY(
            one.bindAll(key.objectTypeId, key.attribute, key.caseSensitive, Blob{key.value}, mvo)
                .run());
    return {};
}

base::Status MetaverseChange::addKeys(const Keys& keys) {
    return RowWriter{connection_, "INSERT OR IGNORE INTO mvo_key VALUES", 5}.write(
        std::span{keys}, [](const Keys::value_type& entry, const auto& bind) {
            const auto& [mvo, key] = entry;
            bind(key.objectTypeId, key.attribute, key.caseSensitive, Blob{key.value}, mvo);
        });
}

}  // namespace jim::store::sqlite::impl
