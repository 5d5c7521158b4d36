#include "identity/metaverse/MetaverseSchema.hpp"

#include <array>

namespace jim::identity::metaverse {
namespace {

using schema::AttributeType;
using schema::Plurality;

constexpr auto kSingle = Plurality::SingleValued;
constexpr auto kMulti = Plurality::MultiValued;

enum Owner : unsigned { kUser = 1, kGroup = 2, kBoth = 3 };

struct Row {
    std::string_view name;
    AttributeType type;
    Plurality plurality;
    Owner owner;
};

constexpr std::int32_t kUserTypeId = 1;
constexpr std::int32_t kGroupTypeId = 2;

/// The order is the ids: only ever append.
constexpr auto kAttributes = std::to_array<Row>({
    {"Account Name", AttributeType::Text, kSingle, kBoth},
    {"Description", AttributeType::Text, kSingle, kBoth},
    {"Display Name", AttributeType::Text, kSingle, kBoth},
    {"Distinguished Name", AttributeType::Text, kSingle, kBoth},
    {"Email", AttributeType::Text, kSingle, kBoth},
    {"Emails", AttributeType::Text, kMulti, kBoth},
    {"Hide From Address Lists", AttributeType::Boolean, kSingle, kUser},
    {"Info", AttributeType::Text, kSingle, kBoth},
    {"Mail Nickname", AttributeType::Text, kSingle, kBoth},
    {"objectGUID", AttributeType::Guid, kSingle, kBoth},
    {"objectSid", AttributeType::Binary, kSingle, kBoth},
    {"Type", AttributeType::Text, kSingle, kUser},
    {"Account Expires", AttributeType::DateTime, kSingle, kUser},
    {"Alt Security Identities", AttributeType::Text, kMulti, kUser},
    {"Common Name", AttributeType::Text, kSingle, kBoth},
    {"Company", AttributeType::Text, kSingle, kUser},
    {"Country", AttributeType::Text, kSingle, kUser},
    {"Country Code", AttributeType::Text, kSingle, kUser},
    {"Department", AttributeType::Text, kSingle, kUser},
    {"Employee End Date", AttributeType::DateTime, kSingle, kUser},
    {"Employee ID", AttributeType::Text, kSingle, kUser},
    {"Employee Number", AttributeType::Number, kSingle, kUser},
    {"Employee Start Date", AttributeType::DateTime, kSingle, kUser},
    {"Employee Type", AttributeType::Text, kSingle, kUser},
    {"Facsimile Telephone Number", AttributeType::Text, kSingle, kUser},
    {"First Name", AttributeType::Text, kSingle, kUser},
    {"Middle Name", AttributeType::Text, kSingle, kUser},
    {"Last Name", AttributeType::Text, kSingle, kUser},
    {"Nickname", AttributeType::Text, kSingle, kUser},
    {"Honorific Prefix", AttributeType::Text, kSingle, kUser},
    {"Honorific Suffix", AttributeType::Text, kSingle, kUser},
    {"Pronouns", AttributeType::Text, kSingle, kUser},
    {"Home Directory", AttributeType::Text, kSingle, kUser},
    {"Home Drive", AttributeType::Text, kSingle, kUser},
    {"Home Phone", AttributeType::Text, kSingle, kUser},
    {"IP Phone", AttributeType::Text, kSingle, kUser},
    {"Job Title", AttributeType::Text, kSingle, kUser},
    {"Locality", AttributeType::Text, kSingle, kUser},
    {"Locale", AttributeType::Text, kSingle, kUser},
    {"Preferred Language", AttributeType::Text, kSingle, kUser},
    {"Time Zone", AttributeType::Text, kSingle, kUser},
    {"Manager", AttributeType::Reference, kSingle, kUser},
    {"Mobile Number", AttributeType::Text, kSingle, kUser},
    {"Object Identifier", AttributeType::Text, kSingle, kUser},
    {"Subject Identifier", AttributeType::Text, kSingle, kUser},
    {"Office", AttributeType::Text, kSingle, kUser},
    {"Organisation", AttributeType::Text, kSingle, kUser},
    {"Other Telephones", AttributeType::Text, kMulti, kUser},
    {"Other Mobiles", AttributeType::Text, kMulti, kUser},
    {"Pager", AttributeType::Text, kSingle, kUser},
    {"Photo", AttributeType::Binary, kSingle, kUser},
    {"Physical Delivery Office Name", AttributeType::Text, kSingle, kUser},
    {"Postal Address", AttributeType::Text, kSingle, kUser},
    {"Postal Code", AttributeType::Text, kSingle, kUser},
    {"Post Office Boxes", AttributeType::Text, kMulti, kUser},
    {"Proxy Addresses", AttributeType::Text, kMulti, kBoth},
    {"Script Path", AttributeType::Text, kSingle, kUser},
    {"State or Province", AttributeType::Text, kSingle, kUser},
    {"Status", AttributeType::Text, kSingle, kBoth},
    {"StreetAddress", AttributeType::Text, kSingle, kUser},
    {"Team", AttributeType::Text, kSingle, kUser},
    {"Telephone Number", AttributeType::Text, kSingle, kUser},
    {"Urls", AttributeType::Text, kMulti, kUser},
    {"User Account Control", AttributeType::Number, kSingle, kUser},
    {"User Certificates", AttributeType::Binary, kMulti, kUser},
    {"User Principal Name", AttributeType::Text, kSingle, kUser},
    {"WebPage", AttributeType::Text, kSingle, kUser},
    {"Account Enabled", AttributeType::Boolean, kSingle, kUser},
    {"Extension Attribute 1", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 2", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 3", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 4", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 5", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 6", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 7", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 8", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 9", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 10", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 11", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 12", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 13", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 14", AttributeType::Text, kSingle, kBoth},
    {"Extension Attribute 15", AttributeType::Text, kSingle, kBoth},
    {"Group Scope", AttributeType::Text, kSingle, kGroup},
    {"Group Type", AttributeType::Text, kSingle, kGroup},
    {"Group Type Flags", AttributeType::Number, kSingle, kGroup},
    {"Managed By", AttributeType::Reference, kSingle, kGroup},
    {"Owners", AttributeType::Reference, kMulti, kGroup},
    {"Static Members", AttributeType::Reference, kMulti, kGroup},
});

MetaverseObjectType builtInType(std::int32_t id, std::string name, std::string plural,
                                base::Timestamp created) {
    MetaverseObjectType type;
    type.id = id;
    type.name = std::move(name);
    type.pluralName = std::move(plural);
    type.created = created;
    type.builtIn = true;
    return type;
}

}  // namespace

MetaverseSchema builtInSchema(base::Timestamp created) {
    MetaverseSchema result;
    auto user = builtInType(kUserTypeId, "User", "Users", created);
    auto group = builtInType(kGroupTypeId, "Group", "Groups", created);
    schema::AttributeId id = 0;
    for (const auto& row : kAttributes) {
        MetaverseAttribute attribute;
        attribute.id = ++id;
        attribute.name = row.name;
        attribute.created = created;
        attribute.type = row.type;
        attribute.plurality = row.plurality;
        attribute.builtIn = true;
        if ((row.owner & kUser) != 0) user.attributes.push_back(id);
        if ((row.owner & kGroup) != 0) group.attributes.push_back(id);
        result.attributes.push_back(std::move(attribute));
    }
    result.objectTypes = {std::move(group), std::move(user)};
    return result;
}

}  // namespace jim::identity::metaverse
