#pragma once

#include "identity/connected_system/ConnectedSystemStore.hpp"
#include "store/Rows.hpp"

namespace jim::store {

namespace impl {

namespace system = identity::connected_system;
using system::Attribute;
using system::ConnectedSystem;
using system::ObjectType;

constexpr const char* kRemovePendingReferences =
    "DELETE FROM pending_reference WHERE pending_export_id IN "
    "(SELECT id FROM pending_export WHERE system_id = ?)";

ConnectedSystem systemOf(const auto& row) {
    ConnectedSystem result;
    result.id = row.template as<std::int32_t>(0);
    result.name = textOf(row, 1);
    result.description = textOf(row, 2);
    result.created = {row.integer(3)};
    result.lastUpdated = optionalTime(row, 4);
    result.status = system::parseConnectedSystemStatus(row.text(5))
                        .value_or(system::ConnectedSystemStatus::Active);
    result.connectorDefinitionId = row.template as<std::int32_t>(6);
    if (!row.isNull(7)) result.maxExportParallelism = row.template as<std::int32_t>(7);
    result.initialPasswordTimeToLiveMicros = row.optionalInteger(8);
    result.requireSecureTransport = row.template as<bool>(9);
    result.unresolvedReferences = system::parseUnresolvedReferenceHandling(row.text(10))
                                      .value_or(system::UnresolvedReferenceHandling::Error);
    result.matchingMode = system::parseObjectMatchingRuleMode(row.text(11))
                              .value_or(system::ObjectMatchingRuleMode::ConnectedSystem);
    return result;
}

Attribute attributeOf(const auto& row) {
    Attribute result;
    result.id = row.template as<std::int32_t>(1);
    result.name = textOf(row, 2);
    result.description = textOf(row, 3);
    result.created = {row.integer(4)};
    result.type = row.template as<identity::schema::AttributeType>(5);
    result.typeSetByAdministrator = row.template as<bool>(6);
    result.plurality = row.template as<identity::schema::Plurality>(7);
    result.selected = row.template as<bool>(8);
    result.isExternalId = row.template as<bool>(9);
    result.isSecondaryExternalId = row.template as<bool>(10);
    result.writability = row.template as<identity::schema::Writability>(11);
    result.position = row.template as<std::int32_t>(12);
    return result;
}

base::Status loadSettings(auto& connection, ConnectedSystem& into) {
    JIM_ASSIGN(auto rows,
               connection.prepare("SELECT setting_id, text, integer, checkbox FROM system_setting "
                                  "WHERE system_id = ?"));
    rows.bind(1, into.id);
    return eachRow(rows, [&](const auto& row) {
        auto& value = into.settings[row.template as<std::int32_t>(0)];
        if (!row.isNull(1)) value.text = textOf(row, 1);
        if (!row.isNull(2)) value.integer = row.template as<std::int32_t>(2);
        if (!row.isNull(3)) value.checkbox = row.template as<bool>(3);
    });
}

base::Status loadTypes(auto& connection, ConnectedSystem& into) {
    JIM_ASSIGN(auto types, connection.prepare(
                               "SELECT id, name, created, selected, remove_contributed_attributes "
                               "FROM object_type WHERE system_id = ? ORDER BY lower(name), id"));
    types.bind(1, into.id);
    JIM_TRY(eachRow(types, [&](const auto& row) {
        into.objectTypes.push_back({row.template as<std::int32_t>(0),
                                    textOf(row, 1),
                                    {row.integer(2)},
                                    row.template as<bool>(3),
                                    row.template as<bool>(4),
                                    {}});
    }));
    JIM_ASSIGN(auto attributes,
               connection.prepare(
                   "SELECT a.object_type_id, a.id, a.name, a.description, a.created, a.type, "
                   "a.type_set_by_administrator, a.plurality, a.selected, a.is_external_id, "
                   "a.is_secondary_external_id, a.writability, a.position FROM object_type t "
                   "JOIN attribute a ON a.object_type_id = t.id WHERE t.system_id = ? "
                   "ORDER BY a.position, lower(a.name), a.id"));
    attributes.bind(1, into.id);
    return eachRow(attributes, [&](const auto& row) {
        for (auto& type : into.objectTypes)
            if (type.id == row.template as<std::int32_t>(0))
                type.attributes.push_back(attributeOf(row));
    });
}

base::Result<std::vector<ConnectedSystem>> loadSystems(auto& connection,
                                                       std::optional<std::int32_t> only) {
    std::vector<ConnectedSystem> systems;
    JIM_ASSIGN(auto rows,
               connection.prepare(
                   "SELECT id, name, description, created, last_updated, status, "
                   "connector_definition_id, max_export_parallelism, initial_password_ttl, "
                   "require_secure_transport, unresolved_references, matching_mode "
                   "FROM connected_system WHERE id = ?1 OR ?1 IS NULL ORDER BY lower(name), id"));
    rows.bind(1, only);
    JIM_TRY(eachRow(rows, [&](const auto& row) { systems.push_back(systemOf(row)); }));
    for (auto& one : systems) {
        JIM_TRY(loadSettings(connection, one));
        JIM_TRY(loadTypes(connection, one));
    }
    return systems;
}

base::Status saveSettings(auto& connection, const ConnectedSystem& from) {
    JIM_TRY(connection.run("DELETE FROM system_setting WHERE system_id = ?", from.id));
    for (const auto& [id, value] : from.settings)
        JIM_TRY(connection.run("INSERT INTO system_setting VALUES (?, ?, ?, ?, ?)", from.id, id,
                               value.text, value.integer, value.checkbox));
    return {};
}

base::Status saveAttributes(auto& connection, ObjectType& type) {
    std::vector<std::int32_t> keep;
    for (const auto& attribute : type.attributes) keep.push_back(attribute.id);
    JIM_TRY(keepOnly(connection, "attribute", "object_type_id", type.id, keep));
    for (auto& a : type.attributes)
        JIM_TRY(upsert(connection, "attribute",
                       "name = ?3, description = ?4, type = ?6, type_set_by_administrator = ?7, "
                       "plurality = ?8, selected = ?9, is_external_id = ?10, "
                       "is_secondary_external_id = ?11, writability = ?12, position = ?13",
                       a.id, type.id, a.name, a.description, a.created.micros, a.type,
                       a.typeSetByAdministrator, a.plurality, a.selected, a.isExternalId,
                       a.isSecondaryExternalId, a.writability, a.position));
    return {};
}

base::Status saveTypes(auto& connection, ConnectedSystem& from) {
    std::vector<std::int32_t> keep;
    for (const auto& type : from.objectTypes) keep.push_back(type.id);
    JIM_TRY(keepOnly(connection, "object_type", "system_id", from.id, keep));
    for (auto& type : from.objectTypes) {
        JIM_TRY(upsert(connection, "object_type",
                       "name = ?3, selected = ?5, remove_contributed_attributes = ?6", type.id,
                       from.id, type.name, type.created.micros, type.selected,
                       type.removeContributedAttributesOnObsoletion));
        JIM_TRY(saveAttributes(connection, type));
    }
    return {};
}

}  // namespace impl

template <class Connection>
class ConnectedSystemStore final : public identity::connected_system::ConnectedSystemStore {
public:
    explicit ConnectedSystemStore(Connection& connection) : connection_(connection) {}

    using ConnectedSystem = identity::connected_system::ConnectedSystem;

    [[nodiscard]] base::Result<std::vector<ConnectedSystem>> all() override;
    [[nodiscard]] base::Result<std::optional<ConnectedSystem>> find(std::int32_t id) override;
    [[nodiscard]] base::Status save(ConnectedSystem& system) override;
    [[nodiscard]] base::Status remove(std::int32_t id) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<identity::connected_system::ConnectedSystem>>
ConnectedSystemStore<Connection>::all() {
    return impl::loadSystems(connection_, std::nullopt);
}

template <class Connection>
base::Result<std::optional<identity::connected_system::ConnectedSystem>>
ConnectedSystemStore<Connection>::find(std::int32_t id) {
    JIM_ASSIGN(auto systems, impl::loadSystems(connection_, id));
    if (systems.empty()) return std::optional<ConnectedSystem>{};
    return std::optional{std::move(systems.front())};
}

template <class Connection>
base::Status ConnectedSystemStore<Connection>::save(
    identity::connected_system::ConnectedSystem& system) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(upsert(
            connection_, "connected_system",
            "name = ?2, description = ?3, last_updated = ?5, status = ?6, connector_definition_id "
            "= ?7, max_export_parallelism = ?8, initial_password_ttl = ?9, "
            "require_secure_transport = ?10, unresolved_references = ?11, matching_mode = ?12",
            system.id, system.name, system.description, system.created.micros,
            micros(system.lastUpdated), toText(system.status), system.connectorDefinitionId,
            system.maxExportParallelism, system.initialPasswordTimeToLiveMicros,
            system.requireSecureTransport, toText(system.unresolvedReferences),
            toText(system.matchingMode)));
        JIM_TRY(impl::saveSettings(connection_, system));
        return impl::saveTypes(connection_, system);
    });
}

template <class Connection>
base::Status ConnectedSystemStore<Connection>::remove(std::int32_t id) {
    // Everything of the system, children first; configuration goes by its foreign keys.
    return connection_.atomically([&]() -> base::Status {
        for (const char* sql :
             {impl::kRemovePendingReferences, "DELETE FROM pending_export WHERE system_id = ?",
              "DELETE FROM cso_reference WHERE cso_id IN (SELECT id FROM cso WHERE system_id = ?)",
              "DELETE FROM cso_join WHERE cso_id IN (SELECT id FROM cso WHERE system_id = ?)",
              "DELETE FROM cso_changed WHERE cso_id IN (SELECT id FROM cso WHERE system_id = ?)",
              "DELETE FROM cso_settled WHERE cso_id IN (SELECT id FROM cso WHERE system_id = ?)",
              "DELETE FROM settled_stretch WHERE system_id = ?",
              "DELETE FROM cso WHERE system_id = ?", "DELETE FROM connected_system WHERE id = ?"})
            JIM_TRY(connection_.run(sql, id));
        return {};
    });
}

}  // namespace jim::store
