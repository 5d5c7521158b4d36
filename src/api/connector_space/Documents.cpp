#include "api/connector_space/Documents.hpp"

#include "api/connector_space/Operations.hpp"
#include "api/operation/AttributeValue.hpp"
#include "foundation/base/EnumText.hpp"

#include <algorithm>

namespace jim::api::connector_space {

using namespace operation;
using identity::connector_space::CsoReference;
using identity::connector_space::CsoStatus;
using identity::connector_space::kCsoKind;
using identity::connector_space::kPendingExportKind;
using identity::schema::AttributeType;

namespace {

std::string attributeName(const ConnectedSystem& system, std::int32_t id) {
    const auto [type, attribute] = system.findAttribute(id);
    return attribute == nullptr ? "attribute " + std::to_string(id) : attribute->name;
}

Json csoGuid(const Call& call, identity::connector_space::CsoId id) {
    return call.guidOf(kCsoKind, static_cast<std::int64_t>(id));
}

ValueRow valueRow(const Call& call, const CsoDetail& detail, std::int32_t attribute,
                  const std::string& name, AttributeType type, std::string_view bytes) {
    const auto owner = call.guidOf(kCsoKind, static_cast<std::int64_t>(detail.object.id));
    Json document = Json::object()
                        .set("id", valueId(owner, attribute, bytes))
                        .set("attributeId", attribute)
                        .set("attributeName", name);
    setValue(document, type, bytes);
    document.set("referenceValueId", nullptr);
    return {name, identity::schema::displayText(type, bytes), std::move(document)};
}

ValueRow referenceRow(const Call& call, const CsoDetail& detail, const CsoReference& reference,
                      const std::string& name) {
    ValueRow row = valueRow(call, detail, reference.attribute, name, AttributeType::Reference,
                            reference.targetExternalId);
    // What the source wrote stays readable, also while nothing answers to it.
    row.document.replace("stringValue", reference.targetExternalId);
    if (reference.target)
        row.document.replace("referenceValueId", csoGuid(call, *reference.target));
    return row;
}

}  // namespace

Json headerOf(const Call& call, const ConnectedSystem& system, const CsoHeader& row) {
    const auto& object = row.object;
    const auto* type = system.findObjectType(object.objectTypeId);
    const auto* idAttribute = type == nullptr ? nullptr : type->externalId();
    const bool pending = object.status == CsoStatus::PendingProvisioning;
    Json pendingExport;
    if (row.pendingExport)
        pendingExport =
            call.guidOf(kPendingExportKind, static_cast<std::int64_t>(*row.pendingExport));
    return Json::object()
        .set("id", csoGuid(call, object.id))
        .set("connectedSystemId", system.id)
        .set("displayName", orNull(object.displayName))
        .set("externalIdValue", orNull(object.externalId))
        .set("externalIdAttributeName", idAttribute ? Json{idAttribute->name} : Json{})
        .set("secondaryExternalIdValue", nullptr)
        .set("secondaryExternalIdAttributeName", nullptr)
        .set("created", object.created)
        .set("lastUpdated", object.updated)
        .set("typeId", object.objectTypeId)
        .set("typeName", type ? type->name : "")
        .set("status", object.status)
        .set("joinType",
             object.join ? object.join->type : identity::connector_space::JoinType::NotJoined)
        .set("dateJoined", object.join ? Json{object.join->joined} : Json{})
        .set("pendingDisplayName", pending ? orNull(object.displayName) : Json{})
        .set("pendingExternalId", pending ? orNull(object.externalId) : Json{})
        .set("pendingSecondaryExternalId", nullptr)
        .set("hasPendingExport", row.pendingExport.has_value())
        .set("pendingExportId", std::move(pendingExport));
}

base::Result<CsoDetail> find(const Call& call, const ConnectedSystem& system) {
    const auto& id = call.guid("id");
    const auto missing = base::notFound("Connector space object", base::toText(id));
    const auto number = call.numberOf(kCsoKind, id);
    if (!number) return base::fail(missing);
    JIM_ASSIGN(auto detail, call.session().connectorSpaceQueries().object(
                                identity::connector_space::CsoId{*number}));
    if (!detail || detail->object.systemId != system.id) return base::fail(missing);
    return std::move(*detail);
}

std::vector<ValueRow> valuesOf(const Call& call, const ConnectedSystem& system,
                               const CsoDetail& detail, std::string_view only) {
    const auto wanted = [&](const std::string& name) {
        return only.empty() || base::equalsIgnoringCase(name, only);
    };
    std::vector<ValueRow> rows;
    for (const auto& attribute : identity::schema::DocumentView{detail.object.document}) {
        const auto name = attributeName(system, attribute.id);
        if (!wanted(name)) continue;
        for (const auto bytes : attribute)
            rows.push_back(valueRow(call, detail, attribute.id, name, attribute.type, bytes));
    }
    for (const auto& reference : detail.references)
        if (const auto name = attributeName(system, reference.attribute); wanted(name))
            rows.push_back(referenceRow(call, detail, reference, name));
    return rows;
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ConnectorSpaceObjectHeader",
         "id:guid, connectedSystemId:int, displayName?, externalIdValue?, "
         "externalIdAttributeName?, secondaryExternalIdValue?, secondaryExternalIdAttributeName?, "
         "created:ts, lastUpdated:ts?, typeId:int, typeName, "
         "status:E:ConnectedSystemObjectStatus, joinType:E:ConnectedSystemObjectJoinType, "
         "dateJoined:ts?, pendingDisplayName?, pendingExternalId?, pendingSecondaryExternalId?, "
         "hasPendingExport:bool, pendingExportId:guid?"},
        {"ConnectorSpaceValue",
         "id:guid, attributeId:int, attributeName, stringValue?, dateTimeValue:ts?, "
         "intValue:int?, longValue:long?, decimalValue:number?, byteValue:base64?, "
         "guidValue:guid?, boolValue:bool?, referenceValueId:guid?"},
        {"AttributeValueSummary", "attributeName, totalCount:int, returnedCount:int, hasMore:bool"},
        {"ConnectorSpaceObject",
         "id:guid, created:ts, lastUpdated:ts?, status:E:ConnectedSystemObjectStatus, "
         "joinType:E:ConnectedSystemObjectJoinType, dateJoined:ts?, displayName?, "
         "connectedSystemId:int, connectedSystemName, typeId:int, typeName, "
         "metaverseObjectId:guid?, metaverseObjectDisplayName?, "
         "attributeValues:ConnectorSpaceValue[], "
         "attributeValueSummaries:AttributeValueSummary[]?"},
    };
    return kSchemas;
}

}  // namespace jim::api::connector_space
