#include "api/metaverse_schema/AttributeInput.hpp"

#include <fmt/format.h>

namespace jim::api::metaverse_schema {

using namespace operation;
using identity::schema::AttributeType;

void readKind(Reader& body, MetaverseAttribute& attribute) {
    attribute.type = body.requiredNamed("type", identity::schema::parseAttributeType);
    if (body.isGiven("type") && attribute.type == AttributeType::NotSet)
        body.problem("type", "An attribute has a type.");
    if (const auto plurality = body.named("attributePlurality", identity::schema::parsePlurality))
        attribute.plurality = *plurality;
}

base::Status checkName(const MetaverseAttribute& attribute, const MetaverseSchema& schema) {
    const auto* other = schema.findAttribute(std::string_view{attribute.name});
    if (other == nullptr || other->id == attribute.id) return {};
    return base::fail(
        base::conflict(fmt::format("There is a metaverse attribute '{}' already.", other->name)));
}

}  // namespace jim::api::metaverse_schema
