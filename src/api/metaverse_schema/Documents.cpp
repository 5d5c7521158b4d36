#include "api/metaverse_schema/Documents.hpp"

#include "api/metaverse_schema/Operations.hpp"
#include "api/operation/Audit.hpp"

#include <algorithm>

namespace jim::api::metaverse_schema {

using namespace operation;
using runs::activity::TargetOperation;
using runs::activity::TargetType;

namespace {

bool has(const MetaverseObjectType& type, const MetaverseAttribute& attribute) {
    return std::ranges::find(type.attributes, attribute.id) != type.attributes.end();
}

/// The types that have the attribute, each as an object with these two members.
Json typesOf(const MetaverseAttribute& attribute, const MetaverseSchema& schema,
             std::string_view idName, std::string_view textName) {
    Json::Array types;
    for (const auto& type : schema.objectTypes)
        if (has(type, attribute))
            types.push_back(Json::object().set(idName, type.id).set(textName, type.name));
    return types;
}

base::Status recordOf(const Call& call, TargetType target, TargetOperation operation,
                      const std::string& name) {
    JIM_ASSIGN(auto reason, changeReasonOf(call));
    JIM_TRY(recordChange(
        call,
        {.target = target, .operation = operation, .name = name, .reason = std::move(reason)}));
    return {};
}

}  // namespace

Json headerOf(const MetaverseObjectType& type) {
    return Json::object()
        .set("id", type.id)
        .set("name", type.name)
        .set("pluralName", type.pluralName)
        .set("created", type.created)
        .set("attributesCount", static_cast<std::int64_t>(type.attributes.size()))
        .set("builtIn", type.builtIn)
        .set("icon", orNull(type.icon))
        .set("hasPredefinedSearches", false)
        .set("deletionRule", type.deletionRule)
        .set("deletionTriggerMode", type.deletionTriggerMode)
        .set("deletionGracePeriod", type.deletionGracePeriod);
}

Json detailOf(const MetaverseObjectType& type, const MetaverseSchema& schema) {
    Json::Array attributes;
    for (const auto& attribute : schema.attributes)
        if (has(type, attribute))
            attributes.push_back(Json::object()
                                     .set("id", attribute.id)
                                     .set("name", attribute.name)
                                     .set("type", attribute.type)
                                     .set("attributePlurality", attribute.plurality)
                                     .set("builtIn", attribute.builtIn));
    return Json::object()
        .set("id", type.id)
        .set("name", type.name)
        .set("pluralName", type.pluralName)
        .set("created", type.created)
        .set("builtIn", type.builtIn)
        .set("icon", orNull(type.icon))
        .set("deletionRule", type.deletionRule)
        .set("deletionGracePeriod", type.deletionGracePeriod)
        .set("deletionTriggerMode", type.deletionTriggerMode)
        .set("deletionTriggerConnectedSystemIds", type.deletionTriggerSystems)
        .set("attributes", std::move(attributes));
}

Json headerOf(const MetaverseAttribute& attribute, const MetaverseSchema& schema) {
    return Json::object()
        .set("id", attribute.id)
        .set("created", attribute.created)
        .set("name", attribute.name)
        .set("type", attribute.type)
        .set("attributePlurality", attribute.plurality)
        .set("builtIn", attribute.builtIn)
        .set("metaverseObjectTypes", typesOf(attribute, schema, "key", "value"));
}

Json detailOf(const MetaverseAttribute& attribute, const MetaverseSchema& schema) {
    Json::Array mappings;
    for (const auto& mapping : attribute.standardMappings)
        mappings.push_back(Json::object()
                               .set("standard", mapping.standard)
                               .set("counterpartName", mapping.counterpartName)
                               .set("notes", orNull(mapping.notes)));
    return Json::object()
        .set("id", attribute.id)
        .set("name", attribute.name)
        .set("created", attribute.created)
        .set("type", attribute.type)
        .set("attributePlurality", attribute.plurality)
        .set("builtIn", attribute.builtIn)
        .set("renderingHint", attribute.renderingHint)
        .set("objectTypes", typesOf(attribute, schema, "id", "name"))
        .set("standardMappings", std::move(mappings));
}

base::Result<MetaverseObjectType> findType(const Call& call, const MetaverseSchema& schema) {
    const auto id = call.integer("id");
    const auto* type = schema.findObjectType(id);
    if (type == nullptr)
        return base::fail(base::notFound("Metaverse object type", std::to_string(id)));
    return *type;
}

base::Result<MetaverseAttribute> findAttribute(const Call& call, const MetaverseSchema& schema) {
    const auto id = call.integer("id");
    const auto* attribute = schema.findAttribute(id);
    if (attribute == nullptr)
        return base::fail(base::notFound("Metaverse attribute", std::to_string(id)));
    return *attribute;
}

base::Status record(const Call& call, const MetaverseObjectType& type, TargetOperation operation) {
    return recordOf(call, TargetType::MetaverseObjectType, operation, type.name);
}

base::Status record(const Call& call, const MetaverseAttribute& attribute,
                    TargetOperation operation) {
    return recordOf(call, TargetType::MetaverseAttribute, operation, attribute.name);
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"MetaverseObjectTypeHeader",
         "id:int, name, pluralName, created:ts, attributesCount:int, builtIn:bool, icon?, "
         "hasPredefinedSearches:bool, deletionRule:E:MetaverseObjectDeletionRule, "
         "deletionTriggerMode:E:AuthoritativeSourceTriggerMode, deletionGracePeriod:span?"},
        {"MetaverseObjectType",
         "id:int, name, pluralName, created:ts, builtIn:bool, icon?, "
         "deletionRule:E:MetaverseObjectDeletionRule, deletionGracePeriod:span?, "
         "deletionTriggerMode:E:AuthoritativeSourceTriggerMode, "
         "deletionTriggerConnectedSystemIds:int[], attributes:MetaverseTypeAttribute[]"},
        {"MetaverseTypeAttribute",
         "id:int, name, type:E:AttributeDataType, attributePlurality:E:AttributePlurality, "
         "builtIn:bool"},
        {"MetaverseAttributeHeader",
         "id:int, created:ts, name, type:E:AttributeDataType, "
         "attributePlurality:E:AttributePlurality, builtIn:bool, "
         "metaverseObjectTypes:MetaverseObjectTypeKey[]?"},
        {"MetaverseObjectTypeKey", "key:int, value"},
        {"MetaverseAttribute",
         "id:int, name, created:ts, type:E:AttributeDataType, "
         "attributePlurality:E:AttributePlurality, builtIn:bool, "
         "renderingHint:E:AttributeRenderingHint, objectTypes:MetaverseObjectTypeName[], "
         "standardMappings:StandardMapping[]"},
        {"StandardMapping", "standard:E:AttributeStandard, counterpartName, notes?"},
    };
    return kSchemas;
}

}  // namespace jim::api::metaverse_schema
