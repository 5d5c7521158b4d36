#include "api/matching_rule/Input.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::matching_rule {

using namespace operation;
using identity::connected_system::ObjectType;
using identity::metaverse::MetaverseAttribute;
using identity::metaverse::MetaverseObjectType;
using identity::schema::AttributeType;
using rule::MatchingRule;
using rule::MatchingSource;

namespace {

constexpr std::size_t kMostSources = 20;

base::Error missing(std::string_view what, std::int32_t id) {
    return base::notFound(what, std::to_string(id));
}

base::Status checkTarget(const MetaverseAttribute& target, const MetaverseObjectType& type) {
    if (std::ranges::find(type.attributes, target.id) == type.attributes.end())
        return base::fail(base::invalidInput(
            "targetMetaverseAttributeId",
            fmt::format("'{}' is not an attribute of '{}'.", target.name, type.name)));
    if (target.type == AttributeType::Reference || target.type == AttributeType::Binary)
        return base::fail(
            base::invalidInput("targetMetaverseAttributeId",
                               fmt::format("'{}' is {}: objects cannot be matched by it.",
                                           target.name, toText(target.type))));
    return {};
}

/// `type` is null for the rules of a synchronisation rule whose object type is gone.
base::Status checkSource(const MatchingSource& source, std::size_t index, const Owner& owner,
                         const ObjectType* type, const MetaverseAttribute& target) {
    const auto [holder, attribute] = owner.system->findAttribute(source.attribute);
    if (attribute == nullptr)
        return base::fail(missing("Connected system attribute", source.attribute));
    const auto field = fmt::format("sources[{}].connectedSystemAttributeId", index);
    if (holder != type)
        return base::fail(base::invalidInput(
            field, fmt::format("'{}' is not an attribute of '{}'.", attribute->name,
                               type == nullptr ? "" : type->name)));
    if (attribute->type != target.type)
        return base::fail(base::invalidInput(
            field, fmt::format("'{}' is {} and '{}' is {}: values of different types never match.",
                               attribute->name, toText(attribute->type), target.name,
                               toText(target.type))));
    return {};
}

}  // namespace

std::vector<MatchingSource> readSources(Reader& body) {
    std::vector<MatchingSource> sources;
    const auto* given = body.array("sources");
    if (given == nullptr || given->empty() || given->size() > kMostSources) {
        body.problem("sources",
                     fmt::format("There is at least one source, and at most {}.", kMostSources));
        return sources;
    }
    for (std::size_t i = 0; i < given->size(); ++i) {
        if ((*given)[i].members() == nullptr) {
            body.problem(fmt::format("sources[{}]", i), "This is an object.");
            continue;
        }
        Reader source = body.nested((*given)[i], fmt::format("sources[{}].", i));
        const auto order = source.integer("order").value_or(static_cast<std::int32_t>(i));
        sources.push_back({0, order, source.requiredInteger("connectedSystemAttributeId")});
    }
    return sources;
}

void readChanges(Reader& body, MatchingRule& matching, const Owner& owner) {
    if (const auto order = body.integer("order", {0, 1'000'000})) matching.order = *order;
    if (const auto type = body.integer("metaverseObjectTypeId")) {
        if (owner.syncRule && *type != owner.syncRule->metaverseObjectTypeId)
            body.problem("metaverseObjectTypeId", "This is the synchronisation rule's own.");
        matching.metaverseObjectTypeId = *type;
    }
    if (const auto target = body.integer("targetMetaverseAttributeId")) matching.target = *target;
    if (const auto cased = body.boolean("caseSensitive")) matching.caseSensitive = *cased;
    if (body.isGiven("sources")) matching.sources = readSources(body);
}

base::Status check(const MatchingRule& matching, const Owner& owner,
                   const Configuration& configuration) {
    const auto typeId = owner.syncRule ? owner.syncRule->objectTypeId : matching.objectTypeId;
    const auto* type = owner.system->findObjectType(typeId);
    if (type == nullptr && !owner.syncRule) return base::fail(missing("Object type", typeId));
    const auto* metaverseType = configuration.schema.findObjectType(matching.metaverseObjectTypeId);
    if (metaverseType == nullptr)
        return base::fail(missing("Metaverse object type", matching.metaverseObjectTypeId));
    const auto* target = configuration.schema.findAttribute(matching.target);
    if (target == nullptr) return base::fail(missing("Metaverse attribute", matching.target));
    JIM_TRY(checkTarget(*target, *metaverseType));
    for (std::size_t i = 0; i < matching.sources.size(); ++i)
        JIM_TRY(checkSource(matching.sources[i], i, owner, type, *target));
    return {};
}

}  // namespace jim::api::matching_rule
