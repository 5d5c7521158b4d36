#include "api/metaverse_schema/AttributeInput.hpp"
#include "api/metaverse_schema/Operations.hpp"
#include "api/metaverse_schema/Uses.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

namespace jim::api::metaverse_schema {

using namespace operation;
using identity::metaverse::StandardMapping;

namespace {

constexpr std::size_t kMostMappings = 50;

void readMappings(Reader& body, MetaverseAttribute& attribute) {
    const auto* given = body.array("standardMappings");
    if (given == nullptr) return;
    if (given->size() > kMostMappings)
        body.problem("standardMappings", fmt::format("There are at most {}.", kMostMappings));
    attribute.standardMappings.clear();
    for (std::size_t i = 0; i < given->size(); ++i) {
        const auto prefix = fmt::format("standardMappings[{}]", i);
        if ((*given)[i].members() == nullptr) {
            body.problem(prefix, "This is an object.");
            continue;
        }
        Reader mapping = body.nested((*given)[i], prefix + ".");
        StandardMapping result;
        result.standard =
            mapping.requiredNamed("standard", identity::metaverse::parseAttributeStandard);
        result.counterpartName = mapping.requiredText("counterpartName", {1, 200});
        result.notes = mapping.text("notes", {0, 1000}).value_or("");
        attribute.standardMappings.push_back(std::move(result));
    }
}

base::Status change(const Call& call, MetaverseAttribute& attribute) {
    Reader body = Reader::ofBody(call);
    if (body.isGiven("name")) {
        auto name = body.requiredText("name", {1, 200});
        if (attribute.builtIn && name != attribute.name)
            body.problem("name", "A built-in attribute keeps its name.");
        attribute.name = std::move(name);
    }
    if (const auto hint = body.named("renderingHint", identity::metaverse::parseRenderingHint))
        attribute.renderingHint = *hint;
    readMappings(body, attribute);
    return body.finish();
}

base::Result<Reply> runUpdateAttribute(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
        JIM_ASSIGN(auto attribute, findAttribute(call, schema));
        const auto before = attribute;
        JIM_TRY(change(call, attribute));
        if (!base::equalsIgnoringCase(attribute.name, before.name))
            JIM_TRY(checkNotNamed(call, before));
        JIM_TRY(checkName(attribute, schema));
        JIM_TRY(call.session().metaverseSchema().saveAttribute(attribute));
        answer = detailOf(attribute, schema);
        return record(call, attribute, runs::activity::TargetOperation::Update);
    }));
    return ok(answer);
}

}  // namespace

Route updateAttribute() {
    return {
        .method = Method::Patch,
        .path = "/metaverse/attributes/{id:int}",
        .access = Level::Administrator,
        .summary = "Changes an attribute of the metaverse; what is left out stays as it is.",
        .body =
            "name?, renderingHint?:E:AttributeRenderingHint, "
            "standardMappings?:StandardMapping[], changeReason?",
        .successes = {{200, "MetaverseAttribute"}},
        .run = runUpdateAttribute,
    };
}

}  // namespace jim::api::metaverse_schema
