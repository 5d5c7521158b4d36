#include "identity/metaverse/MetaverseSchema.hpp"

#include "foundation/base/EnumText.hpp"
#include "foundation/base/FirstWhere.hpp"

namespace jim::identity::metaverse {
namespace {

constexpr auto kDeletionRules = base::enumText<DeletionRule>({
    {DeletionRule::Manual, "Manual"},
    {DeletionRule::WhenLastConnectorDisconnected, "WhenLastConnectorDisconnected"},
    {DeletionRule::WhenAuthoritativeSourceDisconnected, "WhenAuthoritativeSourceDisconnected"},
});

constexpr auto kTriggerModes = base::enumText<DeletionTriggerMode>({
    {DeletionTriggerMode::SpecificSourcesDisconnect, "SpecificSourcesDisconnect"},
    {DeletionTriggerMode::AllSourcesDisconnect, "AllSourcesDisconnect"},
});

constexpr auto kHints = base::enumText<RenderingHint>({
    {RenderingHint::Default, "Default"},
    {RenderingHint::Table, "Table"},
    {RenderingHint::ChipSet, "ChipSet"},
    {RenderingHint::List, "List"},
});

constexpr auto kStandards = base::enumText<AttributeStandard>({
    {AttributeStandard::NotSet, "NotSet"},
    {AttributeStandard::Scim, "Scim"},
    {AttributeStandard::Ldap, "Ldap"},
    {AttributeStandard::Jim, "Jim"},
});

}  // namespace

std::string_view toText(DeletionRule rule) {
    return kDeletionRules.text(rule);
}
std::string_view toText(DeletionTriggerMode mode) {
    return kTriggerModes.text(mode);
}
std::string_view toText(RenderingHint hint) {
    return kHints.text(hint);
}
std::string_view toText(AttributeStandard standard) {
    return kStandards.text(standard);
}

std::optional<DeletionRule> parseDeletionRule(std::string_view text) {
    return kDeletionRules.parse(text);
}
std::optional<DeletionTriggerMode> parseDeletionTriggerMode(std::string_view text) {
    return kTriggerModes.parse(text);
}
std::optional<RenderingHint> parseRenderingHint(std::string_view text) {
    return kHints.parse(text);
}
std::optional<AttributeStandard> parseAttributeStandard(std::string_view text) {
    return kStandards.parse(text);
}

const MetaverseObjectType* MetaverseSchema::findObjectType(std::int32_t id) const {
    return base::firstWhere(objectTypes, [&](const auto& type) { return type.id == id; });
}

const MetaverseObjectType* MetaverseSchema::findObjectType(std::string_view name) const {
    return base::firstWhere(
        objectTypes, [&](const auto& type) { return base::equalsIgnoringCase(type.name, name); });
}

const MetaverseAttribute* MetaverseSchema::findAttribute(schema::AttributeId id) const {
    return base::firstWhere(attributes, [&](const auto& attribute) { return attribute.id == id; });
}

const MetaverseAttribute* MetaverseSchema::findAttribute(std::string_view name) const {
    return base::firstWhere(attributes, [&](const auto& attribute) {
        return base::equalsIgnoringCase(attribute.name, name);
    });
}

}  // namespace jim::identity::metaverse
