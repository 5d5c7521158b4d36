#include "api/metaverse_schema/Documents.hpp"
#include "api/metaverse_schema/Operations.hpp"

#include <algorithm>

namespace jim::api::metaverse_schema {

using namespace operation;

namespace {

base::Result<Reply> runAddAttributeToObjectType(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        auto& store = call.session().metaverseSchema();
        JIM_ASSIGN(const auto before, store.schema());
        JIM_ASSIGN(const auto attribute, findAttribute(call, before));
        const auto typeId = call.integer("type");
        const auto* found = before.findObjectType(typeId);
        if (found == nullptr)
            return base::fail(base::notFound("Metaverse object type", std::to_string(typeId)));
        MetaverseObjectType type = *found;
        if (std::ranges::find(type.attributes, attribute.id) == type.attributes.end()) {
            type.attributes.push_back(attribute.id);
            JIM_TRY(store.saveObjectType(type));
            JIM_TRY(record(call, type, runs::activity::TargetOperation::Update));
        }
        JIM_ASSIGN(const auto after, store.schema());
        answer = detailOf(attribute, after);
        return {};
    }));
    return ok(answer);
}

}  // namespace

Route addAttributeToObjectType() {
    return {
        .method = Method::Post,
        .path = "/metaverse/attributes/{id:int}/object-types/{type:int}",
        .access = Level::Administrator,
        .summary = "Gives an object type an attribute; it may have it already.",
        .query = "changeReason?",
        .successes = {{200, "MetaverseAttribute"}},
        .run = runAddAttributeToObjectType,
    };
}

}  // namespace jim::api::metaverse_schema
