#include "api/metaverse_schema/AttributeInput.hpp"
#include "api/metaverse_schema/Operations.hpp"
#include "api/metaverse_schema/Uses.hpp"

#include <fmt/format.h>

namespace jim::api::metaverse_schema {

using namespace operation;

namespace {

base::Result<Reply> runUpdateAttributeSchema(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
        JIM_ASSIGN(auto attribute, findAttribute(call, schema));
        const auto before = attribute;
        Reader body = Reader::ofBody(call);
        readKind(body, attribute);
        if (!body.isGiven("attributePlurality"))
            body.problem("attributePlurality", "This is required.");
        JIM_TRY(body.finish());
        if (attribute.type != before.type || attribute.plurality != before.plurality) {
            if (attribute.builtIn)
                return base::fail(base::invalidState(
                    fmt::format("'{}' is built in: it stays as it is.", attribute.name)));
            JIM_TRY(checkUnused(call, attribute));
        }
        JIM_TRY(call.session().metaverseSchema().saveAttribute(attribute));
        answer = detailOf(attribute, schema);
        return record(call, attribute, runs::activity::TargetOperation::Update);
    }));
    return ok(answer);
}

}  // namespace

Route updateAttributeSchema() {
    return {
        .method = Method::Patch,
        .path = "/metaverse/attributes/{id:int}/schema",
        .access = Level::Administrator,
        .summary = "Changes type and plurality of an attribute that nothing uses yet.",
        .body =
            "type!:E:AttributeDataType, attributePlurality!:E:AttributePlurality, "
            "changeReason?",
        .successes = {{200, "MetaverseAttribute"}},
        .run = runUpdateAttributeSchema,
    };
}

}  // namespace jim::api::metaverse_schema
