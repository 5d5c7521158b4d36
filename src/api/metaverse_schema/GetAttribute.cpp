#include "api/metaverse_schema/Documents.hpp"
#include "api/metaverse_schema/Operations.hpp"

namespace jim::api::metaverse_schema {

using namespace operation;

Route getAttribute() {
    return {
        .method = Method::Get,
        .path = "/metaverse/attributes/{id:int}",
        .access = Level::Reader,
        .summary = "Reads an attribute of the metaverse.",
        .successes = {{200, "MetaverseAttribute"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
            JIM_ASSIGN(const auto attribute, findAttribute(call, schema));
            return ok(detailOf(attribute, schema));
        },
    };
}

}  // namespace jim::api::metaverse_schema
