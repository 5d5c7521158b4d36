#include "identity/connected_system/ConnectedSystem.hpp"

#include "foundation/base/EnumText.hpp"
#include "foundation/base/FirstWhere.hpp"

namespace jim::identity::connected_system {
namespace {

constexpr auto kStatuses = base::enumText<ConnectedSystemStatus>({
    {ConnectedSystemStatus::Active, "Active"},
    {ConnectedSystemStatus::Disabled, "Disabled"},
    {ConnectedSystemStatus::Deleting, "Deleting"},
});

constexpr auto kHandlings = base::enumText<UnresolvedReferenceHandling>({
    {UnresolvedReferenceHandling::Error, "Error"},
    {UnresolvedReferenceHandling::Warn, "Warn"},
    {UnresolvedReferenceHandling::Ignore, "Ignore"},
});

constexpr auto kModes = base::enumText<ObjectMatchingRuleMode>({
    {ObjectMatchingRuleMode::ConnectedSystem, "ConnectedSystem"},
    {ObjectMatchingRuleMode::SyncRule, "SyncRule"},
});

}  // namespace

std::string_view toText(ConnectedSystemStatus status) {
    return kStatuses.text(status);
}
std::string_view toText(UnresolvedReferenceHandling handling) {
    return kHandlings.text(handling);
}
std::string_view toText(ObjectMatchingRuleMode mode) {
    return kModes.text(mode);
}

std::optional<ConnectedSystemStatus> parseConnectedSystemStatus(std::string_view text) {
    return kStatuses.parse(text);
}
std::optional<UnresolvedReferenceHandling> parseUnresolvedReferenceHandling(std::string_view text) {
    return kHandlings.parse(text);
}
std::optional<ObjectMatchingRuleMode> parseObjectMatchingRuleMode(std::string_view text) {
    return kModes.parse(text);
}

const Attribute* ObjectType::findAttribute(schema::AttributeId wanted) const {
    return base::firstWhere(attributes, [&](const Attribute& a) { return a.id == wanted; });
}

const Attribute* ObjectType::findAttribute(std::string_view wanted) const {
    return base::firstWhere(
        attributes, [&](const Attribute& a) { return base::equalsIgnoringCase(a.name, wanted); });
}

const Attribute* ObjectType::externalId() const {
    return base::firstWhere(attributes, [](const Attribute& a) { return a.isExternalId; });
}

const ObjectType* ConnectedSystem::findObjectType(std::int32_t wanted) const {
    return base::firstWhere(objectTypes, [&](const ObjectType& t) { return t.id == wanted; });
}

const ObjectType* ConnectedSystem::findObjectType(std::string_view wanted) const {
    return base::firstWhere(
        objectTypes, [&](const ObjectType& t) { return base::equalsIgnoringCase(t.name, wanted); });
}

std::pair<const ObjectType*, const Attribute*> ConnectedSystem::findAttribute(
    schema::AttributeId wanted) const {
    for (const auto& type : objectTypes)
        if (const auto* attribute = type.findAttribute(wanted)) return {&type, attribute};
    return {nullptr, nullptr};
}

}  // namespace jim::identity::connected_system
