#pragma once

#include "identity/metaverse/MetaverseSchema.hpp"
#include "store/Rows.hpp"

#include <map>

namespace jim::store {

namespace impl {

namespace mv = identity::metaverse;

mv::MetaverseObjectType metaverseTypeOf(const auto& row) {
    mv::MetaverseObjectType type;
    type.id = row.template as<std::int32_t>(0);
    type.name = textOf(row, 1);
    type.pluralName = textOf(row, 2);
    type.icon = textOf(row, 3);
    type.created = {row.integer(4)};
    type.builtIn = row.template as<bool>(5);
    type.deletionRule = mv::parseDeletionRule(row.text(6)).value_or(mv::DeletionRule::Manual);
    type.deletionTriggerMode = mv::parseDeletionTriggerMode(row.text(7))
                                   .value_or(mv::DeletionTriggerMode::SpecificSourcesDisconnect);
    if (!row.isNull(8)) type.deletionGracePeriod = std::chrono::microseconds{row.integer(8)};
    return type;
}

mv::MetaverseAttribute metaverseAttributeOf(const auto& row) {
    mv::MetaverseAttribute attribute;
    attribute.id = row.template as<std::int32_t>(0);
    attribute.name = textOf(row, 1);
    attribute.created = {row.integer(2)};
    attribute.type = row.template as<identity::schema::AttributeType>(3);
    attribute.plurality = row.template as<identity::schema::Plurality>(4);
    attribute.builtIn = row.template as<bool>(5);
    attribute.renderingHint =
        mv::parseRenderingHint(row.text(6)).value_or(mv::RenderingHint::Default);
    return attribute;
}

base::Status loadTypes(auto& connection, mv::MetaverseSchema& schema) {
    JIM_ASSIGN(
        auto types,
        connection.prepare("SELECT id, name, plural_name, icon, created, built_in, deletion_rule, "
                           "deletion_trigger_mode, deletion_grace_period FROM mv_object_type ORDER "
                           "BY lower(name), id"));
    JIM_TRY(eachRow(types,
                    [&](const auto& row) { schema.objectTypes.push_back(metaverseTypeOf(row)); }));
    std::map<std::int32_t, mv::MetaverseObjectType*> byId;
    for (auto& type : schema.objectTypes) byId[type.id] = &type;
    JIM_ASSIGN(
        auto attributes,
        connection.prepare(
            "SELECT type_id, attribute_id FROM mv_type_attribute ORDER BY type_id, attribute_id"));
    JIM_TRY(eachRow(attributes, [&](const auto& row) {
        byId.at(row.template as<std::int32_t>(0))
            ->attributes.push_back(row.template as<std::int32_t>(1));
    }));
    JIM_ASSIGN(
        auto triggers,
        connection.prepare(
            "SELECT type_id, system_id FROM mv_deletion_trigger ORDER BY type_id, system_id"));
    return eachRow(triggers, [&](const auto& row) {
        byId.at(row.template as<std::int32_t>(0))
            ->deletionTriggerSystems.push_back(row.template as<std::int32_t>(1));
    });
}

base::Status loadAttributes(auto& connection, mv::MetaverseSchema& schema) {
    JIM_ASSIGN(auto attributes,
               connection.prepare("SELECT id, name, created, type, plurality, built_in, "
                                  "rendering_hint FROM mv_attribute ORDER BY lower(name), id"));
    JIM_TRY(eachRow(attributes, [&](const auto& row) {
        schema.attributes.push_back(metaverseAttributeOf(row));
    }));
    JIM_ASSIGN(auto mappings,
               connection.prepare("SELECT attribute_id, standard, counterpart_name, notes FROM "
                                  "mv_standard_mapping ORDER BY attribute_id, position"));
    return eachRow(mappings, [&](const auto& row) {
        const auto standard =
            mv::parseAttributeStandard(row.text(1)).value_or(mv::AttributeStandard::NotSet);
        for (auto& attribute : schema.attributes)
            if (attribute.id == row.template as<std::int32_t>(0))
                attribute.standardMappings.push_back({standard, textOf(row, 2), textOf(row, 3)});
    });
}

}  // namespace impl

template <class Connection>
class MetaverseSchemaStore final : public identity::metaverse::MetaverseSchemaStore {
public:
    explicit MetaverseSchemaStore(Connection& connection) : connection_(connection) {}

    using MetaverseSchema = identity::metaverse::MetaverseSchema;

    [[nodiscard]] base::Result<MetaverseSchema> schema() override;
    [[nodiscard]] base::Status saveObjectType(
        identity::metaverse::MetaverseObjectType& type) override;
    [[nodiscard]] base::Status saveAttribute(
        identity::metaverse::MetaverseAttribute& attribute) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<identity::metaverse::MetaverseSchema> MetaverseSchemaStore<Connection>::schema() {
    identity::metaverse::MetaverseSchema schema;
    JIM_TRY(impl::loadTypes(connection_, schema));
    JIM_TRY(impl::loadAttributes(connection_, schema));
    return schema;
}

template <class Connection>
base::Status MetaverseSchemaStore<Connection>::saveObjectType(
    identity::metaverse::MetaverseObjectType& type) {
    return connection_.atomically([&]() -> base::Status {
        const auto grace = type.deletionGracePeriod
                               ? std::optional{type.deletionGracePeriod->count()}
                               : std::nullopt;
        JIM_TRY(upsert(connection_, "mv_object_type",
                       "name = ?2, plural_name = ?3, icon = ?4, deletion_rule = ?7, "
                       "deletion_trigger_mode = ?8, deletion_grace_period = ?9",
                       type.id, type.name, type.pluralName, type.icon, type.created.micros,
                       type.builtIn, toText(type.deletionRule), toText(type.deletionTriggerMode),
                       grace));
        JIM_TRY(connection_.run("DELETE FROM mv_type_attribute WHERE type_id = ?", type.id));
        for (const auto attribute : type.attributes)
            JIM_TRY(
                connection_.run("INSERT INTO mv_type_attribute VALUES (?, ?)", type.id, attribute));
        JIM_TRY(connection_.run("DELETE FROM mv_deletion_trigger WHERE type_id = ?", type.id));
        for (const auto system : type.deletionTriggerSystems)
            JIM_TRY(
                connection_.run("INSERT INTO mv_deletion_trigger VALUES (?, ?)", type.id, system));
        return {};
    });
}

template <class Connection>
base::Status MetaverseSchemaStore<Connection>::saveAttribute(
    identity::metaverse::MetaverseAttribute& attribute) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(upsert(connection_, "mv_attribute",
                       "name = ?2, type = ?4, plurality = ?5, rendering_hint = ?7", attribute.id,
                       attribute.name, attribute.created.micros, attribute.type,
                       attribute.plurality, attribute.builtIn, toText(attribute.renderingHint)));
        JIM_TRY(connection_.run("DELETE FROM mv_standard_mapping WHERE attribute_id = ?",
                                attribute.id));
        for (std::size_t i = 0; i < attribute.standardMappings.size(); ++i) {
            const auto& mapping = attribute.standardMappings[i];
            JIM_TRY(connection_.run("INSERT INTO mv_standard_mapping VALUES (?, ?, ?, ?, ?)",
                                    attribute.id, i, toText(mapping.standard),
                                    mapping.counterpartName, mapping.notes));
        }
        return {};
    });
}

}  // namespace jim::store
