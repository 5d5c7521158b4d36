#pragma once

#include "foundation/base/Timestamp.hpp"
#include "identity/connected_system/Setting.hpp"
#include "identity/schema/Document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::identity::connected_system {

enum class ConnectedSystemStatus { Active, Disabled, Deleting };
enum class UnresolvedReferenceHandling { Error, Warn, Ignore };
enum class ObjectMatchingRuleMode { ConnectedSystem, SyncRule };

[[nodiscard]] std::string_view toText(ConnectedSystemStatus status);
[[nodiscard]] std::string_view toText(UnresolvedReferenceHandling handling);
[[nodiscard]] std::string_view toText(ObjectMatchingRuleMode mode);
[[nodiscard]] std::optional<ConnectedSystemStatus> parseConnectedSystemStatus(std::string_view);
[[nodiscard]] std::optional<UnresolvedReferenceHandling> parseUnresolvedReferenceHandling(
    std::string_view);
[[nodiscard]] std::optional<ObjectMatchingRuleMode> parseObjectMatchingRuleMode(std::string_view);

/// One attribute of an object type of a connected system.
struct Attribute {
    schema::AttributeId id = 0;  ///< Unique among the attributes of all connected systems.
    std::string name;
    std::string description;
    base::Timestamp created;
    schema::AttributeType type = schema::AttributeType::NotSet;
    bool typeSetByAdministrator = false;
    schema::Plurality plurality = schema::Plurality::SingleValued;
    bool selected = false;
    bool isExternalId = false;
    bool isSecondaryExternalId = false;
    schema::Writability writability = schema::Writability::Writable;
    std::int32_t position = 0;  ///< Its place in the source, for files: the column.
};

/// A kind of object of a connected system.
struct ObjectType {
    std::int32_t id = 0;  ///< Unique among the object types of all connected systems.
    std::string name;
    base::Timestamp created;
    bool selected = false;
    bool removeContributedAttributesOnObsoletion = true;
    std::vector<Attribute> attributes;

    [[nodiscard]] const Attribute* findAttribute(schema::AttributeId id) const;
    /// By name, any case.
    [[nodiscard]] const Attribute* findAttribute(std::string_view name) const;
    [[nodiscard]] const Attribute* externalId() const;
};

/// A system that identities come from or go to, with its schema. Run profiles, rules and objects
/// refer to it by id.
struct ConnectedSystem {
    std::int32_t id = 0;
    std::string name;
    std::string description;
    base::Timestamp created;
    std::optional<base::Timestamp> lastUpdated;
    ConnectedSystemStatus status = ConnectedSystemStatus::Active;
    std::int32_t connectorDefinitionId = 0;
    SettingValues settings;  ///< Encrypted ones in their stored form.
    std::optional<std::int32_t> maxExportParallelism;
    std::optional<std::int64_t> initialPasswordTimeToLiveMicros;
    bool requireSecureTransport = false;
    UnresolvedReferenceHandling unresolvedReferences = UnresolvedReferenceHandling::Error;
    ObjectMatchingRuleMode matchingMode = ObjectMatchingRuleMode::ConnectedSystem;
    std::vector<ObjectType> objectTypes;

    [[nodiscard]] const ObjectType* findObjectType(std::int32_t id) const;
    /// By name, any case.
    [[nodiscard]] const ObjectType* findObjectType(std::string_view name) const;
    /// The attribute and the type it belongs to; nulls when unknown.
    [[nodiscard]] std::pair<const ObjectType*, const Attribute*> findAttribute(
        schema::AttributeId id) const;
};

}  // namespace jim::identity::connected_system
