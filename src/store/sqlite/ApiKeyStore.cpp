#include "store/sqlite/ApiKeyStore.hpp"

#include "store/sqlite/impl/Rows.hpp"

namespace jim::store::sqlite {

using impl::blobOf;
using impl::textOf;
using security::ApiKey;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

namespace {

ApiKey keyOf(const Statement& row) {
    ApiKey key;
    key.id = impl::guidOf(row, 0);
    key.name = textOf(row, 1);
    key.description = textOf(row, 2);
    key.prefix = textOf(row, 3);
    key.hash = textOf(row, 4);
    key.created = {row.integer(5)};
    key.expires = impl::optionalTime(row, 6);
    key.lastUsed = impl::optionalTime(row, 7);
    key.lastUsedFrom = textOf(row, 8);
    key.enabled = row.as<bool>(9);
    key.infrastructure = row.as<bool>(10);
    return key;
}

base::Result<std::vector<ApiKey>> load(Connection& connection,
                                       const std::optional<std::string>& hash) {
    std::vector<ApiKey> keys;
    JIM_ASSIGN(Statement rows,
               connection.prepare(
                   "SELECT id, name, description, prefix, hash, created, expires, last_used, "
                   "last_used_from, enabled, infrastructure FROM api_key "
                   "WHERE ?1 IS NULL OR hash = ?1 ORDER BY name"));
    rows.bind(1, hash);
    JIM_TRY(impl::eachRow(rows, [&](const Statement& row) { keys.push_back(keyOf(row)); }));
    JIM_ASSIGN(
        Statement roles,
        connection.prepare("SELECT role FROM api_key_role WHERE api_key_id = ? ORDER BY role"));
    for (auto& key : keys) {
        roles.bind(1, blobOf(key.id));
        JIM_TRY(impl::eachRow(roles, [&](const Statement& row) {
            if (const auto role = security::roleOf(row.as<std::int32_t>(0)))
                key.roles.push_back(*role);
        }));
    }
    return keys;
}

}  // namespace

base::Result<std::vector<ApiKey>> ApiKeyStore::all() {
    return load(connection_, std::nullopt);
}

base::Result<std::optional<ApiKey>> ApiKeyStore::findByHash(const std::string& hash) {
    JIM_ASSIGN(auto keys, load(connection_, hash));
    if (keys.empty()) return std::optional<ApiKey>{};
    return std::optional{std::move(keys.front())};
}

base::Status ApiKeyStore::save(const ApiKey& key) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(connection_.run(
            "INSERT INTO api_key VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT "
            "(id) DO UPDATE SET name = ?2, description = ?3, prefix = ?4, hash = ?5, expires = ?7, "
            "last_used = ?8, last_used_from = ?9, enabled = ?10, infrastructure = ?11",
            blobOf(key.id), key.name, key.description, key.prefix, key.hash, key.created.micros,
            impl::micros(key.expires), impl::micros(key.lastUsed), key.lastUsedFrom, key.enabled,
            key.infrastructure));
        JIM_TRY(connection_.run("DELETE FROM api_key_role WHERE api_key_id = ?", blobOf(key.id)));
        for (const auto role : key.roles)
            JIM_TRY(
                connection_.run("INSERT INTO api_key_role VALUES (?, ?)", blobOf(key.id), role));
        return {};
    });
}

base::Status ApiKeyStore::remove(const base::Guid& id) {
    return connection_.run("DELETE FROM api_key WHERE id = ?", blobOf(id));
}

}  // namespace jim::store::sqlite
