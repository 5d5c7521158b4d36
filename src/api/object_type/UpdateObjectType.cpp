#include "api/connected_system/SchemaDocuments.hpp"
#include "api/connected_system/Writing.hpp"
#include "api/object_type/Lookup.hpp"
#include "api/object_type/Operations.hpp"

namespace jim::api::object_type {

using namespace operation;
using connected_system::documentOf;

namespace {

base::Result<Reply> runUpdateObjectType(Call& call) {
    Reader body = Reader::ofBody(call);
    const auto selected = body.boolean("selected");
    const auto recall = body.boolean("removeContributedAttributesOnObsoletion");
    JIM_TRY(body.finish());
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(auto system, connected_system::find(call));
        JIM_ASSIGN(ObjectType * type, find(call, system));
        type->selected = selected.value_or(type->selected);
        type->removeContributedAttributesOnObsoletion =
            recall.value_or(type->removeContributedAttributesOnObsoletion);
        JIM_TRY(connected_system::save(call, system, runs::activity::TargetOperation::Update, {}));
        answer = documentOf(*type);
        return {};
    }));
    return ok(answer);
}

}  // namespace

Route updateObjectType() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/connected-systems/{cs:int}/object-types/{ot:int}",
        .access = Level::Administrator,
        .summary = "Selects an object type, or changes what obsoletion does with its values.",
        .body = "selected:bool?, removeContributedAttributesOnObsoletion:bool?",
        .successes = {{200, "ObjectType"}},
        .run = runUpdateObjectType,
    };
}

}  // namespace jim::api::object_type
