#include "api/metaverse_schema/Operations.hpp"
#include "api/metaverse_schema/TypeInput.hpp"

namespace jim::api::metaverse_schema {

using namespace operation;

namespace {

base::Result<Reply> runUpdateObjectType(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
        JIM_ASSIGN(auto type, findType(call, schema));
        Reader body = Reader::ofBody(call);
        JIM_TRY(readType(call, body, type, schema));
        // Previews come later; the id of one is accepted and means nothing yet.
        static_cast<void>(body.guid("previewActivityId"));
        JIM_TRY(body.finish());
        JIM_TRY(call.session().metaverseSchema().saveObjectType(type));
        answer = detailOf(type, schema);
        return record(call, type, runs::activity::TargetOperation::Update);
    }));
    return ok(answer);
}

}  // namespace

Route updateObjectType() {
    return {
        .method = Method::Put,
        .path = "/metaverse/object-types/{id:int}",
        .access = Level::Administrator,
        .summary =
            "Changes a kind of metaverse objects; what is left out stays as it is. A grace "
            "period of zero is none.",
        .body =
            "name?, pluralName?, icon?, deletionRule?:E:MetaverseObjectDeletionRule, "
            "deletionGracePeriod?:span, "
            "deletionTriggerMode?:E:AuthoritativeSourceTriggerMode, "
            "deletionTriggerConnectedSystemIds?:int[], changeReason?, "
            "previewActivityId?:guid",
        .successes = {{200, "MetaverseObjectType"}},
        .run = runUpdateObjectType,
    };
}

}  // namespace jim::api::metaverse_schema
