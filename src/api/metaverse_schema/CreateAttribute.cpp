#include "api/metaverse_schema/AttributeInput.hpp"
#include "api/metaverse_schema/Operations.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::metaverse_schema {

using namespace operation;

namespace {

std::vector<MetaverseObjectType> readTypes(Reader& body, const MetaverseSchema& schema) {
    std::vector<MetaverseObjectType> types;
    for (const auto id : body.integers("objectTypeIds")) {
        const auto* type = schema.findObjectType(id);
        if (type == nullptr)
            body.problem("objectTypeIds", fmt::format("Object type {} does not exist.", id));
        else if (std::ranges::find(types, id, &MetaverseObjectType::id) == types.end())
            types.push_back(*type);
    }
    return types;
}

base::Result<Reply> runCreateAttribute(Call& call) {
    Json answer;
    MetaverseAttribute attribute;
    JIM_TRY(call.write([&]() -> base::Status {
        auto& store = call.session().metaverseSchema();
        JIM_ASSIGN(const auto before, store.schema());
        Reader body = Reader::ofBody(call);
        attribute.name = body.requiredText("name", {1, 200});
        attribute.created = call.now();
        readKind(body, attribute);
        auto types = readTypes(body, before);
        JIM_TRY(body.finish());
        JIM_TRY(checkName(attribute, before));
        JIM_TRY(store.saveAttribute(attribute));
        for (auto& type : types) {
            type.attributes.push_back(attribute.id);
            JIM_TRY(store.saveObjectType(type));
        }
        JIM_ASSIGN(const auto after, store.schema());
        answer = detailOf(attribute, after);
        return record(call, attribute, runs::activity::TargetOperation::Create);
    }));
    return created(fmt::format("/metaverse/attributes/{}", attribute.id), answer);
}

}  // namespace

Route createAttribute() {
    return {
        .method = Method::Post,
        .path = "/metaverse/attributes",
        .access = Level::Administrator,
        .summary = "Makes an attribute of the metaverse, and adds it to object types.",
        .body =
            "name!, type!:E:AttributeDataType, "
            "attributePlurality?:E:AttributePlurality=SingleValued, objectTypeIds?:int[], "
            "changeReason?",
        .successes = {{201, "MetaverseAttribute"}},
        .run = runCreateAttribute,
    };
}

}  // namespace jim::api::metaverse_schema
