#include "api/role/Operations.hpp"

namespace jim::api::role {

using namespace operation;

namespace {

base::Result<Reply> runListRoles(Call&) {
    Json::Array roles;
    for (std::int32_t id = 1; const auto role = security::roleOf(id); ++id)
        roles.push_back(documentOf(*role));
    return ok(std::move(roles));
}

}  // namespace

Route listRoles() {
    return {
        .method = Method::Get,
        .path = "/security/roles",
        .access = Level::Reader,
        .summary = "Lists the roles that a key can have.",
        .successes = {{200, "Role[]"}},
        .run = runListRoles,
    };
}

Json documentOf(security::Role role) {
    // Roles are part of the program: they were never created, and only keys hold them.
    return Json::object()
        .set("id", static_cast<std::int32_t>(role))
        .set("name", role)
        .set("builtIn", true)
        .set("created", base::Timestamp{0})
        .set("staticMemberCount", 0);
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"Role", "id:int, name, builtIn:bool, created:ts, staticMemberCount:int"},
    };
    return kSchemas;
}

}  // namespace jim::api::role
