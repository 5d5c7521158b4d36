#include "api/role/Operations.hpp"

namespace jim::api::role {

using namespace operation;

namespace {

base::Result<Reply> runGetRole(Call& call) {
    const auto role = security::roleOf(call.integer("id"));
    if (!role) return base::fail(base::notFound("Role", std::to_string(call.integer("id"))));
    return ok(documentOf(*role));
}

}  // namespace

Route getRole() {
    return {
        .method = Method::Get,
        .path = "/security/roles/{id:int}",
        .access = Level::Reader,
        .summary = "Reads a role.",
        .successes = {{200, "Role"}},
        .run = runGetRole,
    };
}

}  // namespace jim::api::role
