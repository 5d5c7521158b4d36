#include "api/connected_system/SchemaDocuments.hpp"
#include "api/connected_system/Writing.hpp"
#include "api/object_type/AttributeChange.hpp"
#include "api/object_type/Operations.hpp"

namespace jim::api::object_type {

using namespace operation;
using connected_system::documentOf;

namespace {

base::Result<Reply> runUpdateAttribute(Call& call) {
    Reader body = Reader::ofBody(call);
    const auto change = readChange(body);
    JIM_TRY(body.finish());
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(auto system, connected_system::find(call));
        JIM_ASSIGN(ObjectType * type, find(call, system));
        JIM_ASSIGN(Attribute * attribute, findAttribute(*type, call.integer("attr")));
        JIM_ASSIGN(const auto* connector, connected_system::connectorOf(call, system));
        JIM_ASSIGN(const bool inUse, isInUse(call, system, *type, *attribute));
        JIM_TRY(
            apply(change, *type, *attribute, {connector->definition().capabilities, true, inUse}));
        JIM_TRY(connected_system::save(call, system, runs::activity::TargetOperation::Update, {}));
        answer = documentOf(*attribute);
        return {};
    }));
    return ok(answer);
}

}  // namespace

Route updateAttribute() {
    return {
        .method = Method::Put,
        .path =
            "/synchronisation/connected-systems/{cs:int}/object-types/{ot:int}/attributes/"
            "{attr:int}",
        .access = Level::Administrator,
        .summary = "Selects an attribute, makes it the external id, or sets its type.",
        .body =
            "selected:bool?, isExternalId:bool?, isSecondaryExternalId:bool?, "
            "type:E:AttributeDataType?",
        .successes = {{200, "ObjectTypeAttribute"}},
        .run = runUpdateAttribute,
    };
}

}  // namespace jim::api::object_type
