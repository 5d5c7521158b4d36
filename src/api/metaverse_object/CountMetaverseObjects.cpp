#include "api/metaverse_object/Filter.hpp"
#include "api/metaverse_object/Operations.hpp"

namespace jim::api::metaverse_object {

using namespace operation;

Route countMetaverseObjects() {
    return {
        .method = Method::Get,
        .path = "/metaverse/objects/count",
        .access = Level::Reader,
        .summary = "Counts metaverse objects.",
        .query = kFilterParameters,
        .successes = {{200, "long"}},
        .run = [](Call& call) -> base::Result<Reply> {
            JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
            JIM_ASSIGN(const auto filter, readFilter(call, schema));
            JIM_ASSIGN(const auto count, call.session().metaverseQueries().count(filter));
            return ok(count);
        },
    };
}

}  // namespace jim::api::metaverse_object
