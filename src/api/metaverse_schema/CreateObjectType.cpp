#include "api/metaverse_schema/Operations.hpp"
#include "api/metaverse_schema/TypeInput.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::metaverse_schema {

using namespace operation;

namespace {

void readAttributes(Reader& body, MetaverseObjectType& type, const MetaverseSchema& schema) {
    for (const auto id : body.integers("attributeIds")) {
        if (schema.findAttribute(id) == nullptr)
            body.problem("attributeIds", fmt::format("Attribute {} does not exist.", id));
        if (std::ranges::find(type.attributes, id) == type.attributes.end())
            type.attributes.push_back(id);
    }
}

base::Result<Reply> runCreateObjectType(Call& call) {
    Json answer;
    MetaverseObjectType type;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(auto schema, call.session().metaverseSchema().schema());
        Reader body = Reader::ofBody(call);
        type.created = call.now();
        for (const auto* name : {"name", "pluralName"})
            if (!body.isGiven(name)) body.problem(name, "This is required.");
        JIM_TRY(readType(call, body, type, schema));
        readAttributes(body, type, schema);
        JIM_TRY(body.finish());
        JIM_TRY(call.session().metaverseSchema().saveObjectType(type));
        answer = detailOf(type, schema);
        return record(call, type, runs::activity::TargetOperation::Create);
    }));
    return created(fmt::format("/metaverse/object-types/{}", type.id), answer);
}

}  // namespace

Route createObjectType() {
    return {
        .method = Method::Post,
        .path = "/metaverse/object-types",
        .access = Level::Administrator,
        .summary = "Makes a kind of metaverse objects.",
        .body =
            "name!, pluralName!, icon?, attributeIds?:int[], "
            "deletionRule?:E:MetaverseObjectDeletionRule, deletionGracePeriod?:span, "
            "deletionTriggerMode?:E:AuthoritativeSourceTriggerMode, "
            "deletionTriggerConnectedSystemIds?:int[], changeReason?",
        .successes = {{201, "MetaverseObjectType"}},
        .run = runCreateObjectType,
    };
}

}  // namespace jim::api::metaverse_schema
