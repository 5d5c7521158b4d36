#include "api/connected_system/Lookup.hpp"
#include "api/connected_system/SchemaDocuments.hpp"
#include "api/object_type/Operations.hpp"

namespace jim::api::object_type {

using namespace operation;
using connected_system::documentOf;

namespace {

base::Result<Reply> runListObjectTypes(Call& call) {
    JIM_ASSIGN(const auto system, connected_system::find(call));
    Json::Array items;
    for (const auto& type : system.objectTypes) items.push_back(documentOf(type));
    return ok(std::move(items));
}

}  // namespace

Route listObjectTypes() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/object-types",
        .access = Level::Reader,
        .summary = "Lists the object types of a system, by name, with their attributes.",
        .successes = {{200, "ObjectType[]"}},
        .run = runListObjectTypes,
    };
}

}  // namespace jim::api::object_type
