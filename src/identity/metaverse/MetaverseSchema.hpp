#pragma once

#include "foundation/base/Result.hpp"
#include "identity/schema/Document.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::identity::metaverse {

enum class DeletionRule {
    Manual,
    WhenLastConnectorDisconnected,
    WhenAuthoritativeSourceDisconnected
};
enum class DeletionTriggerMode { SpecificSourcesDisconnect, AllSourcesDisconnect };
enum class RenderingHint { Default, Table, ChipSet, List };
enum class AttributeStandard { NotSet, Scim, Ldap, Jim };

[[nodiscard]] std::string_view toText(DeletionRule rule);
[[nodiscard]] std::string_view toText(DeletionTriggerMode mode);
[[nodiscard]] std::string_view toText(RenderingHint hint);
[[nodiscard]] std::string_view toText(AttributeStandard standard);
[[nodiscard]] std::optional<DeletionRule> parseDeletionRule(std::string_view text);
[[nodiscard]] std::optional<DeletionTriggerMode> parseDeletionTriggerMode(std::string_view text);
[[nodiscard]] std::optional<RenderingHint> parseRenderingHint(std::string_view text);
[[nodiscard]] std::optional<AttributeStandard> parseAttributeStandard(std::string_view text);

struct StandardMapping {
    AttributeStandard standard = AttributeStandard::NotSet;
    std::string counterpartName;
    std::string notes;
};

/// An attribute of the metaverse; several object types may have it.
struct MetaverseAttribute {
    schema::AttributeId id = 0;
    std::string name;  ///< Unique, any case.
    base::Timestamp created;
    schema::AttributeType type = schema::AttributeType::Text;
    schema::Plurality plurality = schema::Plurality::SingleValued;
    bool builtIn = false;
    RenderingHint renderingHint = RenderingHint::Default;
    std::vector<StandardMapping> standardMappings;
};

/// A kind of object of the metaverse.
struct MetaverseObjectType {
    std::int32_t id = 0;
    std::string name;  ///< Unique, any case.
    std::string pluralName;
    std::string icon;
    base::Timestamp created;
    bool builtIn = false;
    DeletionRule deletionRule = DeletionRule::WhenLastConnectorDisconnected;
    DeletionTriggerMode deletionTriggerMode = DeletionTriggerMode::SpecificSourcesDisconnect;
    std::optional<std::chrono::microseconds> deletionGracePeriod;
    std::vector<std::int32_t> deletionTriggerSystems;
    std::vector<schema::AttributeId> attributes;
};

/// The whole schema, looked up by id or name (any case).
struct MetaverseSchema {
    std::vector<MetaverseObjectType> objectTypes;  ///< By name.
    std::vector<MetaverseAttribute> attributes;    ///< By name.

    [[nodiscard]] const MetaverseObjectType* findObjectType(std::int32_t id) const;
    [[nodiscard]] const MetaverseObjectType* findObjectType(std::string_view name) const;
    [[nodiscard]] const MetaverseAttribute* findAttribute(schema::AttributeId id) const;
    [[nodiscard]] const MetaverseAttribute* findAttribute(std::string_view name) const;
};

/// What every new database starts with: User and Group with their usual attributes, ids from 1.
[[nodiscard]] MetaverseSchema builtInSchema(base::Timestamp created);

/// Keeps the schema. One session is used by one thread.
class MetaverseSchemaStore {
public:
    virtual ~MetaverseSchemaStore() = default;
    [[nodiscard]] virtual base::Result<MetaverseSchema> schema() = 0;
    /// Inserts (id 0, filled in) or replaces.
    [[nodiscard]] virtual base::Status saveObjectType(MetaverseObjectType& type) = 0;
    [[nodiscard]] virtual base::Status saveAttribute(MetaverseAttribute& attribute) = 0;
};

}  // namespace jim::identity::metaverse
