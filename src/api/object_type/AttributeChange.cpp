#include "api/object_type/AttributeChange.hpp"

#include "api/connected_system/SchemaDocuments.hpp"
#include "api/connected_system/SchemaUse.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace jim::api::object_type {

using identity::schema::AttributeType;
using identity::schema::Plurality;

namespace {

bool canIdentify(const Attribute& attribute, AttributeType type) {
    const bool kind = type == AttributeType::Text || type == AttributeType::Number ||
                      type == AttributeType::LongNumber || type == AttributeType::Guid;
    return kind && attribute.plurality == Plurality::SingleValued;
}

base::Status checkType(const AttributeChange& change, const Attribute& attribute,
                       const ChangeRules& rules) {
    if (!change.type || *change.type == attribute.type) return {};
    if (!rules.capabilities.userSelectedAttributeTypes)
        return base::fail(base::invalidState("This connector defines the types itself."));
    if (*change.type == AttributeType::NotSet)
        return base::fail(base::invalidInput("type", "This is a type other than NotSet."));
    if (rules.inUse)
        return base::fail(base::invalidState(fmt::format(
            "The type of '{}' cannot change: rules or objects in the connector space use it.",
            attribute.name)));
    return {};
}

base::Status checkIds(const AttributeChange& change, const Attribute& attribute,
                      const ChangeRules& rules) {
    if (change.isExternalId == true && !attribute.isExternalId) {
        if (!rules.capabilities.userSelectedExternalId)
            return base::fail(base::invalidState("This connector chooses the external id itself."));
        if (!canIdentify(attribute, change.type.value_or(attribute.type)))
            return base::fail(base::invalidInput(
                "isExternalId", fmt::format("'{}' cannot be the external id: that is one value of "
                                            "type Text, Number, LongNumber or Guid.",
                                            attribute.name)));
    }
    if (change.isSecondaryExternalId == true && !rules.capabilities.secondaryExternalId)
        return base::fail(base::invalidState("This connector has no secondary external id."));
    return {};
}

base::Status checkSelection(const AttributeChange& change, const Attribute& attribute) {
    const bool isId = change.isExternalId.value_or(attribute.isExternalId) ||
                      change.isSecondaryExternalId.value_or(attribute.isSecondaryExternalId);
    if (change.selected == false && isId)
        return base::fail(base::invalidState(
            fmt::format("'{}' is an external id and stays selected.", attribute.name)));
    const bool becomesSelected = change.selected == true || isId;
    if (becomesSelected && connected_system::isCredential(attribute.name))
        return base::fail(base::invalidState(
            fmt::format("'{}' holds credentials and cannot be selected.", attribute.name)));
    return {};
}

}  // namespace

AttributeChange readChange(operation::Reader& body) {
    return {body.boolean("selected"), body.boolean("isExternalId"),
            body.boolean("isSecondaryExternalId"),
            body.named("type", identity::schema::parseAttributeType)};
}

base::Status apply(const AttributeChange& change, ObjectType& type, Attribute& attribute,
                   const ChangeRules& rules) {
    JIM_TRY(checkType(change, attribute, rules));
    JIM_TRY(checkIds(change, attribute, rules));
    JIM_TRY(checkSelection(change, attribute));
    if (change.type) {
        attribute.typeSetByAdministrator = true;
        attribute.type = *change.type;
    }
    if (change.isExternalId == true && rules.clearsOthers)
        for (auto& other : type.attributes) other.isExternalId = false;
    attribute.isExternalId = change.isExternalId.value_or(attribute.isExternalId);
    attribute.isSecondaryExternalId =
        change.isSecondaryExternalId.value_or(attribute.isSecondaryExternalId);
    attribute.selected = change.selected.value_or(attribute.selected);
    if (change.isExternalId == true || change.isSecondaryExternalId == true)
        attribute.selected = true;
    return {};
}

base::Result<bool> isInUse(const operation::Call& call, const ConnectedSystem& system,
                           const ObjectType& type, const Attribute& attribute) {
    JIM_ASSIGN(const auto used, connected_system::attributesInRules(call, system.id));
    if (used.contains(attribute.id)) return true;
    identity::connector_space::CsoFilter filter;
    filter.systemId = system.id;
    filter.objectTypeIds = {type.id};
    JIM_ASSIGN(const auto page, call.session().connectorSpaceQueries().objects(filter, {0, 1}));
    return page.totalCount > 0 && attribute.selected;
}

}  // namespace jim::api::object_type
