#include "api/metaverse_object/Documents.hpp"

#include "api/metaverse_object/Operations.hpp"
#include "api/operation/AttributeValue.hpp"

#include <map>

namespace jim::api::metaverse_object {

using namespace operation;
using identity::connector_space::kCsoKind;
using identity::connector_space::kMvoKind;
using identity::metaverse::MetaverseAttribute;
using identity::metaverse::MetaverseObject;
using identity::metaverse::MetaverseSchema;
using identity::metaverse::MvoDetail;
using identity::metaverse::MvoOrigin;
using identity::metaverse::MvoReferenceDetail;
using identity::metaverse::MvoStatus;
using identity::schema::AttributeId;
using identity::schema::AttributeView;
using identity::schema::DocumentView;
using identity::schema::Origin;
using identity::schema::Plurality;

namespace {

template <class Id>
base::Guid guidOf(const Call& call, std::uint16_t kind, Id id) {
    return call.guidOf(kind, static_cast<std::int64_t>(id));
}

std::string_view textOf(MvoStatus status) {
    return status == MvoStatus::Obsolete ? "Obsolete" : "Normal";
}

std::string_view textOf(MvoOrigin origin) {
    return origin == MvoOrigin::Internal ? "Internal" : "Projected";
}

Json typeOf(const MetaverseObject& object, const MetaverseSchema& schema) {
    const auto* type = schema.findObjectType(object.objectTypeId);
    return Json::object()
        .set("id", object.objectTypeId)
        .set("name", type == nullptr ? std::string{} : type->name);
}

/// One value alone, or a list where the attribute can have several.
void setPlain(Json& out, const MetaverseAttribute& attribute, Json::Array values) {
    if (values.empty()) return;
    if (attribute.plurality == Plurality::MultiValued)
        out.set(attribute.name, std::move(values));
    else
        out.set(attribute.name, std::move(values.front()));
}

Json attributesOf(const Call& call, const MetaverseObject& object,
                  const std::vector<MvoReferenceDetail>& references,
                  const std::set<AttributeId>& wanted, const MetaverseSchema& schema) {
    Json out = Json::object();
    for (const AttributeView& attribute : DocumentView{object.document}) {
        const auto* known = schema.findAttribute(attribute.id);
        if (known == nullptr || !wanted.contains(attribute.id)) continue;
        Json::Array values;
        for (const auto value : attribute) values.push_back(plainValue(attribute.type, value));
        setPlain(out, *known, std::move(values));
    }
    std::map<AttributeId, Json::Array> targets;
    for (const auto& detail : references)
        if (detail.reference.owner == object.id && wanted.contains(detail.reference.attribute))
            targets[detail.reference.attribute].push_back(
                guidOf(call, kMvoKind, detail.reference.target));
    for (auto& [id, values] : targets)
        if (const auto* known = schema.findAttribute(id)) setPlain(out, *known, std::move(values));
    return out;
}

/// Who contributed a value: the import rule that is its origin, and that rule's system.
void setContributor(Json& out, Origin origin, const Configuration& configuration) {
    const auto* rule = configuration.findRule(origin);
    const auto* system = rule == nullptr ? nullptr : configuration.findSystem(rule->systemId);
    out.set("contributedBySystemId", system == nullptr ? Json{} : Json{system->id})
        .set("contributedBySystemName", system == nullptr ? Json{} : Json{system->name})
        .set("contributedBySyncRuleId", rule == nullptr ? Json{} : Json{rule->id})
        .set("contributedBySyncRuleName", rule == nullptr ? Json{} : Json{rule->name})
        .set("nullValue", false);
}

Json startOf(const base::Guid& id, const MetaverseAttribute& attribute) {
    Json out = Json::object();
    out.set("id", id)
        .set("attributeId", attribute.id)
        .set("attributeName", attribute.name)
        .set("attributeType", attribute.type)
        .set("attributePlurality", attribute.plurality);
    return out;
}

void appendValues(Json::Array& out, const base::Guid& object, const AttributeView& attribute,
                  const MetaverseAttribute& known, const Configuration& configuration) {
    for (const auto value : attribute) {
        Json row = startOf(valueId(object, attribute.id, value), known);
        setValue(row, attribute.type, value);
        row.set("referenceValueId", nullptr).set("referenceValueDisplayName", nullptr);
        setContributor(row, attribute.origin, configuration);
        out.push_back(std::move(row));
    }
}

Json referenceOf(const Call& call, const base::Guid& object, const MvoReferenceDetail& detail,
                 const MetaverseAttribute& known, const Configuration& configuration) {
    const auto target = static_cast<std::int64_t>(detail.reference.target);
    Json row = startOf(valueId(object, known.id, identity::schema::integerBytes(target)), known);
    setValue(row, identity::schema::AttributeType::Reference, {});
    row.set("referenceValueId", call.guidOf(kMvoKind, target))
        .set("referenceValueDisplayName", orNull(detail.targetDisplayName));
    setContributor(row, detail.reference.origin, configuration);
    return row;
}

/// By attribute name, as people look for them.
Json valuesOf(const Call& call, const MvoDetail& detail, const Configuration& configuration) {
    const auto object = guidOf(call, kMvoKind, detail.object.id);
    const DocumentView document{detail.object.document};
    Json::Array rows;
    for (const auto& known : configuration.schema.attributes) {
        if (const auto attribute = document.find(known.id))
            appendValues(rows, object, *attribute, known, configuration);
        for (const auto& reference : detail.references)
            if (reference.reference.attribute == known.id)
                rows.push_back(referenceOf(call, object, reference, known, configuration));
    }
    return rows;
}

Json connectorsOf(const Call& call, const MvoDetail& detail, const Configuration& configuration) {
    Json::Array rows;
    for (const auto& connector : detail.connectors) {
        const auto* system = configuration.findSystem(connector.systemId);
        rows.push_back(
            Json::object()
                .set("id", guidOf(call, kCsoKind, connector.id))
                .set("connectedSystemId", connector.systemId)
                .set("connectedSystemName", system == nullptr ? std::string{} : system->name)
                .set("displayName", orNull(connector.displayName.empty() ? connector.externalId
                                                                         : connector.displayName)));
    }
    return rows;
}

}  // namespace

Json headerOf(const Call& call, const MetaverseObject& object,
              const std::vector<MvoReferenceDetail>& references,
              const std::set<AttributeId>& attributes, const MetaverseSchema& schema) {
    return Json::object()
        .set("id", guidOf(call, kMvoKind, object.id))
        .set("created", object.created)
        .set("displayName", orNull(object.displayName))
        .set("status", textOf(object.status))
        .set("type", typeOf(object, schema))
        .set("attributes", attributesOf(call, object, references, attributes, schema));
}

Json detailOf(const Call& call, const MvoDetail& detail, const Configuration& configuration) {
    const MetaverseObject& object = detail.object;
    return Json::object()
        .set("id", guidOf(call, kMvoKind, object.id))
        .set("created", object.created)
        .set("lastUpdated", object.updated)
        .set("displayName", orNull(object.displayName))
        .set("status", textOf(object.status))
        .set("origin", textOf(object.origin))
        .set("lastConnectorDisconnectedDate", object.lastConnectorDisconnected)
        .set("isPendingDeletion", false)
        .set("deletionEligibleDate", nullptr)
        .set("type", typeOf(object, configuration.schema))
        .set("attributeValues", valuesOf(call, detail, configuration))
        .set("connectedSystemObjects", connectorsOf(call, detail, configuration));
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"MetaverseObjectHeader",
         "id:guid, created:ts, displayName?, status:E:MetaverseObjectStatus, "
         "type:MetaverseObjectTypeName, attributes:map:any"},
        {"MetaverseObjectTypeName", "id:int, name"},
        {"MetaverseObject",
         "id:guid, created:ts, lastUpdated:ts?, displayName?, status:E:MetaverseObjectStatus, "
         "origin:E:MetaverseObjectOrigin, lastConnectorDisconnectedDate:ts?, "
         "isPendingDeletion:bool, deletionEligibleDate:ts?, type:MetaverseObjectTypeName, "
         "attributeValues:MetaverseAttributeValue[], "
         "connectedSystemObjects:MetaverseObjectConnector[]"},
        {"MetaverseAttributeValue",
         "id:guid, attributeId:int, attributeName, attributeType:E:AttributeDataType, "
         "attributePlurality:E:AttributePlurality, stringValue?, dateTimeValue:ts?, "
         "intValue:int?, longValue:long?, decimalValue:number?, byteValue:base64?, "
         "guidValue:guid?, boolValue:bool?, referenceValueId:guid?, referenceValueDisplayName?, "
         "contributedBySystemId:int?, contributedBySystemName?, contributedBySyncRuleId:int?, "
         "contributedBySyncRuleName?, nullValue:bool"},
        {"MetaverseObjectConnector",
         "id:guid, connectedSystemId:int, connectedSystemName, displayName?"},
    };
    return kSchemas;
}

}  // namespace jim::api::metaverse_object
