#include "api/api_key/Documents.hpp"

#include "api/api_key/Operations.hpp"
#include "api/role/Operations.hpp"

#include <algorithm>

namespace jim::api::api_key {

using namespace operation;
using security::ApiKey;

namespace {

bool isAdministrator(const ApiKey& key, base::Timestamp now) {
    return key.enabled && (!key.expires || *key.expires > now) &&
           std::ranges::find(key.roles, security::Role::Administrator) != key.roles.end();
}

}  // namespace

Json documentOf(const Call& call, const ApiKey& key) {
    auto lastUsed = key.lastUsed;
    auto from = key.lastUsedFrom;
    if (const auto use = call.gate().lastUse(key.id)) {
        lastUsed = use->when;
        from = use->from;
    }
    Json::Array roles;
    for (const auto role : key.roles) roles.push_back(role::documentOf(role));
    return Json::object()
        .set("id", key.id)
        .set("name", key.name)
        .set("description", orNull(key.description))
        .set("keyPrefix", key.prefix)
        .set("createdAt", key.created)
        .set("expiresAt", key.expires)
        .set("lastUsedAt", lastUsed)
        .set("lastUsedFromIp", orNull(from))
        .set("isEnabled", key.enabled)
        .set("roles", std::move(roles));
}

base::Result<ApiKey> find(const Call& call, const base::Guid& id) {
    JIM_ASSIGN(const auto keys, call.session().apiKeys().all());
    const auto at = std::ranges::find(keys, id, &ApiKey::id);
    if (at == keys.end()) return base::fail(base::notFound("API key", base::toText(id)));
    return *at;
}

std::vector<security::Role> readRoles(Reader& body) {
    std::vector<security::Role> roles;
    for (const std::int32_t id : body.integers("roleIds")) {
        const auto role = security::roleOf(id);
        if (!role)
            body.problem("roleIds", "There is no role " + std::to_string(id) + ".");
        else if (std::ranges::find(roles, *role) == roles.end())
            roles.push_back(*role);
    }
    return roles;
}

base::Status keepAnAdministrator(const Call& call, const base::Guid& id, const ApiKey* changed) {
    const auto now = call.now();
    JIM_ASSIGN(auto keys, call.session().apiKeys().all());
    const bool before =
        std::ranges::any_of(keys, [&](const auto& key) { return isAdministrator(key, now); });
    std::erase_if(keys, [&](const auto& key) { return key.id == id; });
    if (changed != nullptr) keys.push_back(*changed);
    const bool after =
        std::ranges::any_of(keys, [&](const auto& key) { return isAdministrator(key, now); });
    if (!before || after) return {};
    return base::fail(base::invalidState(
        "This is the last key of an administrator: make another one before it goes."));
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ApiKey",
         "id:guid, name, description?, keyPrefix, createdAt:ts, expiresAt:ts?, lastUsedAt:ts?, "
         "lastUsedFromIp?, isEnabled:bool, roles:Role[]"},
        {"CreatedApiKey", "+ApiKey, key"},
    };
    return kSchemas;
}

}  // namespace jim::api::api_key
