#include "api/object_type/Operations.hpp"

namespace jim::api::object_type {

using operation::Schema;

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ObjectType",
         "id:int, name, created:ts, selected:bool, removeContributedAttributesOnObsoletion:bool, "
         "attributeCount:int, tags:any[], isInternal:bool, attributes:ObjectTypeAttribute[]?"},
        {"ObjectTypeAttribute",
         "id:int, name, description?, className?, created:ts, type:E:AttributeDataType, "
         "typeSetByAdministrator:bool, attributePlurality:E:AttributePlurality, selected:bool, "
         "isExternalId:bool, isSecondaryExternalId:bool, selectionLocked:bool, "
         "writability:E:AttributeWritability, referencedObjectTypeId:int?, "
         "referencedObjectTypeName?"},
        {"AttributeProblem", "attributeId:int, errorMessage"},
        {"AttributesUpdated",
         "activityId:guid, updatedCount:int, updatedAttributes:ObjectTypeAttribute[], "
         "errors:AttributeProblem[]?"},
    };
    return kSchemas;
}

}  // namespace jim::api::object_type
