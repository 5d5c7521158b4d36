#pragma once

#include "security/ApiKey.hpp"
#include "store/Rows.hpp"

namespace jim::store {

namespace impl {

using security::ApiKey;

ApiKey keyOf(const auto& row) {
    ApiKey key;
    key.id = guidOf(row, 0);
    key.name = textOf(row, 1);
    key.description = textOf(row, 2);
    key.prefix = textOf(row, 3);
    key.hash = textOf(row, 4);
    key.created = {row.integer(5)};
    key.expires = optionalTime(row, 6);
    key.lastUsed = optionalTime(row, 7);
    key.lastUsedFrom = textOf(row, 8);
    key.enabled = row.template as<bool>(9);
    key.infrastructure = row.template as<bool>(10);
    return key;
}

base::Result<std::vector<ApiKey>> loadKeys(auto& connection,
                                           const std::optional<std::string>& hash) {
    std::vector<ApiKey> keys;
    JIM_ASSIGN(auto rows,
               connection.prepare(
                   "SELECT id, name, description, prefix, hash, created, expires, last_used, "
                   "last_used_from, enabled, infrastructure FROM api_key "
                   "WHERE hash = ?1 OR ?1 IS NULL ORDER BY name"));
    rows.bind(1, hash);
    JIM_TRY(eachRow(rows, [&](const auto& row) { keys.push_back(keyOf(row)); }));
    JIM_ASSIGN(auto roles, connection.prepare(
                               "SELECT role FROM api_key_role WHERE api_key_id = ? ORDER BY role"));
    for (auto& key : keys) {
        roles.bind(1, bytesOf(key.id));
        JIM_TRY(eachRow(roles, [&](const auto& row) {
            if (const auto role = security::roleOf(row.template as<std::int32_t>(0)))
                key.roles.push_back(*role);
        }));
    }
    return keys;
}

}  // namespace impl

template <class Connection>
class ApiKeyStore final : public security::ApiKeyStore {
public:
    explicit ApiKeyStore(Connection& connection) : connection_(connection) {}

    using ApiKey = security::ApiKey;

    [[nodiscard]] base::Result<std::vector<ApiKey>> all() override;
    [[nodiscard]] base::Result<std::optional<ApiKey>> findByHash(const std::string& hash) override;
    [[nodiscard]] base::Status save(const ApiKey& key) override;
    [[nodiscard]] base::Status remove(const base::Guid& id) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<security::ApiKey>> ApiKeyStore<Connection>::all() {
    return impl::loadKeys(connection_, std::nullopt);
}

template <class Connection>
base::Result<std::optional<security::ApiKey>> ApiKeyStore<Connection>::findByHash(
    const std::string& hash) {
    JIM_ASSIGN(auto keys, impl::loadKeys(connection_, hash));
    if (keys.empty()) return std::optional<ApiKey>{};
    return std::optional{std::move(keys.front())};
}

template <class Connection>
base::Status ApiKeyStore<Connection>::save(const security::ApiKey& key) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(connection_.run(
            "INSERT INTO api_key VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT "
            "(id) DO UPDATE SET name = ?2, description = ?3, prefix = ?4, hash = ?5, expires = ?7, "
            "last_used = ?8, last_used_from = ?9, enabled = ?10, infrastructure = ?11",
            bytesOf(key.id), key.name, key.description, key.prefix, key.hash, key.created.micros,
            micros(key.expires), micros(key.lastUsed), key.lastUsedFrom, key.enabled,
            key.infrastructure));
        JIM_TRY(connection_.run("DELETE FROM api_key_role WHERE api_key_id = ?", bytesOf(key.id)));
        for (const auto role : key.roles)
            JIM_TRY(
                connection_.run("INSERT INTO api_key_role VALUES (?, ?)", bytesOf(key.id), role));
        return {};
    });
}

template <class Connection>
base::Status ApiKeyStore<Connection>::remove(const base::Guid& id) {
    return connection_.run("DELETE FROM api_key WHERE id = ?", bytesOf(id));
}

}  // namespace jim::store
