#include "api/metaverse_schema/Documents.hpp"
#include "api/metaverse_schema/Operations.hpp"
#include "api/operation/Paging.hpp"

namespace jim::api::metaverse_schema {

using namespace operation;

Route listAttributes() {
    return {
        .method = Method::Get,
        .path = "/metaverse/attributes",
        .access = Level::Reader,
        .summary = "Lists the attributes of the metaverse, by name.",
        .query = kPageParameters,
        .successes = {{200, "page:MetaverseAttributeHeader"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const Page page, readPage(call));
            JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
            Json::Array rows;
            for (const auto& attribute : schema.attributes)
                rows.push_back(headerOf(attribute, schema));
            return ok(pageOf(std::move(rows), page));
        },
    };
}

}  // namespace jim::api::metaverse_schema
