#include "api/metaverse_schema/TypeInput.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::metaverse_schema {

using namespace operation;

namespace {

void readNames(Reader& body, MetaverseObjectType& type, const MetaverseSchema& schema) {
    if (body.isGiven("name")) {
        const auto name = body.requiredText("name", {1, 200});
        const auto* other = schema.findObjectType(std::string_view{name});
        if (type.builtIn && name != type.name)
            body.problem("name", "A built-in object type keeps its name.");
        else if (other != nullptr && other->id != type.id)
            body.problem("name", fmt::format("There is an object type '{}' already.", other->name));
        type.name = name;
    }
    if (body.isGiven("pluralName")) type.pluralName = body.requiredText("pluralName", {1, 200});
    if (const auto icon = body.text("icon", {0, 200})) type.icon = *icon;
}

void readDeletion(Reader& body, MetaverseObjectType& type) {
    if (const auto rule = body.named("deletionRule", identity::metaverse::parseDeletionRule))
        type.deletionRule = *rule;
    if (const auto mode =
            body.named("deletionTriggerMode", identity::metaverse::parseDeletionTriggerMode))
        type.deletionTriggerMode = *mode;
    const auto grace = body.span("deletionGracePeriod");
    if (!grace) return;
    if (grace->count() < 0) body.problem("deletionGracePeriod", "This is not negative.");
    type.deletionGracePeriod = grace->count() == 0 ? std::nullopt : grace;
}

base::Status readTriggers(const Call& call, Reader& body, MetaverseObjectType& type) {
    constexpr std::string_view kField = "deletionTriggerConnectedSystemIds";
    if (!body.isGiven(kField)) return {};
    type.deletionTriggerSystems = body.integers(kField);
    std::ranges::sort(type.deletionTriggerSystems);
    const auto repeated = std::ranges::unique(type.deletionTriggerSystems);
    type.deletionTriggerSystems.erase(repeated.begin(), repeated.end());
    for (const auto id : type.deletionTriggerSystems) {
        JIM_ASSIGN(const auto system, call.session().connectedSystems().find(id));
        if (!system) body.problem(kField, fmt::format("Connected system {} does not exist.", id));
    }
    return {};
}

}  // namespace

base::Status readType(const Call& call, Reader& body, MetaverseObjectType& type,
                      const MetaverseSchema& schema) {
    readNames(body, type, schema);
    readDeletion(body, type);
    return readTriggers(call, body, type);
}

}  // namespace jim::api::metaverse_schema
