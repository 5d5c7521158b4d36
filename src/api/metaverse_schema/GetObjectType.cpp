#include "api/metaverse_schema/Documents.hpp"
#include "api/metaverse_schema/Operations.hpp"

namespace jim::api::metaverse_schema {

using namespace operation;

Route getObjectType() {
    return {
        .method = Method::Get,
        .path = "/metaverse/object-types/{id:int}",
        .access = Level::Reader,
        .summary = "Reads a kind of metaverse objects with its attributes.",
        .query = "includeChildObjects?:bool",
        .successes = {{200, "MetaverseObjectType"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
            JIM_ASSIGN(const auto type, findType(call, schema));
            return ok(detailOf(type, schema));
        },
    };
}

}  // namespace jim::api::metaverse_schema
