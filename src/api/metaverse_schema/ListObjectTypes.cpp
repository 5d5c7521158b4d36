#include "api/metaverse_schema/Documents.hpp"
#include "api/metaverse_schema/Operations.hpp"
#include "api/operation/Paging.hpp"

namespace jim::api::metaverse_schema {

using namespace operation;

Route listObjectTypes() {
    return {
        .method = Method::Get,
        .path = "/metaverse/object-types",
        .access = Level::Reader,
        .summary = "Lists the kinds of metaverse objects, by name.",
        .query =
            "page:int=1, pageSize:int=25, sortBy?, sortDirection?=asc, filter?, "
            "includeChildObjects?:bool",
        .successes = {{200, "page:MetaverseObjectTypeHeader"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const Page page, readPage(call));
            JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
            Json::Array rows;
            for (const auto& type : schema.objectTypes) rows.push_back(headerOf(type));
            return ok(pageOf(std::move(rows), page));
        },
    };
}

}  // namespace jim::api::metaverse_schema
