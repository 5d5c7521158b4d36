#include "api/connected_system/SchemaDocuments.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace jim::api::connected_system {

using namespace operation;

namespace {

constexpr std::array<std::string_view, 14> kCredentials = {
    "password",
    "passwd",
    "pwd",
    "userPassword",
    "unicodePwd",
    "ntPwdHistory",
    "lmPwdHistory",
    "dBCSPwd",
    "pwdHistory",
    "supplementalCredentials",
    "sambaNTPassword",
    "sambaLMPassword",
    "krbPrincipalKey",
    "initialPassword",
};

}  // namespace

Json documentOf(const identity::connected_system::Attribute& attribute) {
    return Json::object()
        .set("id", attribute.id)
        .set("name", attribute.name)
        .set("description", orNull(attribute.description))
        .set("className", nullptr)
        .set("created", attribute.created)
        .set("type", attribute.type)
        .set("typeSetByAdministrator", attribute.typeSetByAdministrator)
        .set("attributePlurality", attribute.plurality)
        .set("selected", attribute.selected)
        .set("isExternalId", attribute.isExternalId)
        .set("isSecondaryExternalId", attribute.isSecondaryExternalId)
        .set("selectionLocked", isCredential(attribute.name))
        .set("writability", attribute.writability)
        .set("referencedObjectTypeId", nullptr)
        .set("referencedObjectTypeName", nullptr);
}

Json documentOf(const identity::connected_system::ObjectType& type) {
    Json::Array attributes;
    for (const auto& attribute : type.attributes) attributes.push_back(documentOf(attribute));
    return Json::object()
        .set("id", type.id)
        .set("name", type.name)
        .set("created", type.created)
        .set("selected", type.selected)
        .set("removeContributedAttributesOnObsoletion",
             type.removeContributedAttributesOnObsoletion)
        .set("attributeCount", type.attributes.size())
        .set("tags", Json::array())
        .set("isInternal", false)
        .set("attributes", std::move(attributes));
}

bool isCredential(std::string_view name) {
    return std::ranges::any_of(
        kCredentials, [&](std::string_view each) { return base::equalsIgnoringCase(each, name); });
}

}  // namespace jim::api::connected_system
