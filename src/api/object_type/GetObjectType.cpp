#include "api/connected_system/SchemaDocuments.hpp"
#include "api/object_type/Lookup.hpp"
#include "api/object_type/Operations.hpp"

namespace jim::api::object_type {

using namespace operation;
using connected_system::documentOf;

namespace {

base::Result<Reply> runGetObjectType(Call& call) {
    JIM_ASSIGN(auto system, connected_system::find(call));
    JIM_ASSIGN(const ObjectType* type, find(call, system));
    return ok(documentOf(*type));
}

}  // namespace

Route getObjectType() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/object-types/{ot:int}",
        .access = Level::Reader,
        .summary = "Reads an object type of a system with its attributes.",
        .successes = {{200, "ObjectType"}},
        .run = runGetObjectType,
    };
}

}  // namespace jim::api::object_type
