#include "store/sqlite/MetaverseSchemaStore.hpp"

#include "store/sqlite/impl/Rows.hpp"

#include <map>

namespace jim::store::sqlite {

namespace mv = identity::metaverse;
using impl::eachRow;
using impl::textOf;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

namespace {

mv::MetaverseObjectType typeOf(const Statement& row) {
    mv::MetaverseObjectType type;
    type.id = row.as<std::int32_t>(0);
    type.name = textOf(row, 1);
    type.pluralName = textOf(row, 2);
    type.icon = textOf(row, 3);
    type.created = {row.integer(4)};
    type.builtIn = row.as<bool>(5);
    type.deletionRule = mv::parseDeletionRule(row.text(6)).value_or(mv::DeletionRule::Manual);
    type.deletionTriggerMode = mv::parseDeletionTriggerMode(row.text(7))
                                   .value_or(mv::DeletionTriggerMode::SpecificSourcesDisconnect);
    if (!row.isNull(8)) type.deletionGracePeriod = std::chrono::microseconds{row.integer(8)};
    return type;
}

mv::MetaverseAttribute attributeOf(const Statement& row) {
    mv::MetaverseAttribute attribute;
    attribute.id = row.as<std::int32_t>(0);
    attribute.name = textOf(row, 1);
    attribute.created = {row.integer(2)};
    attribute.type = row.as<identity::schema::AttributeType>(3);
    attribute.plurality = row.as<identity::schema::Plurality>(4);
    attribute.builtIn = row.as<bool>(5);
    attribute.renderingHint =
        mv::parseRenderingHint(row.text(6)).value_or(mv::RenderingHint::Default);
    return attribute;
}

base::Status loadTypes(Connection& connection, mv::MetaverseSchema& schema) {
    JIM_ASSIGN(
        Statement types,
        connection.prepare(
            "SELECT id, name, plural_name, icon, created, built_in, deletion_rule, "
            "deletion_trigger_mode, deletion_grace_period FROM mv_object_type ORDER BY name"));
    JIM_TRY(
        eachRow(types, [&](const Statement& row) { schema.objectTypes.push_back(typeOf(row)); }));
    std::map<std::int32_t, mv::MetaverseObjectType*> byId;
    for (auto& type : schema.objectTypes) byId[type.id] = &type;
    JIM_ASSIGN(
        Statement attributes,
        connection.prepare(
            "SELECT type_id, attribute_id FROM mv_type_attribute ORDER BY type_id, attribute_id"));
    JIM_TRY(eachRow(attributes, [&](const Statement& row) {
        byId.at(row.as<std::int32_t>(0))->attributes.push_back(row.as<std::int32_t>(1));
    }));
    JIM_ASSIGN(
        Statement triggers,
        connection.prepare(
            "SELECT type_id, system_id FROM mv_deletion_trigger ORDER BY type_id, system_id"));
    return eachRow(triggers, [&](const Statement& row) {
        byId.at(row.as<std::int32_t>(0))->deletionTriggerSystems.push_back(row.as<std::int32_t>(1));
    });
}

base::Status loadAttributes(Connection& connection, mv::MetaverseSchema& schema) {
    JIM_ASSIGN(Statement attributes,
               connection.prepare("SELECT id, name, created, type, plurality, built_in, "
                                  "rendering_hint FROM mv_attribute ORDER BY name"));
    JIM_TRY(eachRow(attributes,
                    [&](const Statement& row) { schema.attributes.push_back(attributeOf(row)); }));
    JIM_ASSIGN(Statement mappings,
               connection.prepare("SELECT attribute_id, standard, counterpart_name, notes FROM "
                                  "mv_standard_mapping ORDER BY attribute_id, position"));
    return eachRow(mappings, [&](const Statement& row) {
        const auto standard =
            mv::parseAttributeStandard(row.text(1)).value_or(mv::AttributeStandard::NotSet);
        for (auto& attribute : schema.attributes)
            if (attribute.id == row.as<std::int32_t>(0))
                attribute.standardMappings.push_back({standard, textOf(row, 2), textOf(row, 3)});
    });
}

}  // namespace

base::Result<mv::MetaverseSchema> MetaverseSchemaStore::schema() {
    mv::MetaverseSchema schema;
    JIM_TRY(loadTypes(connection_, schema));
    JIM_TRY(loadAttributes(connection_, schema));
    return schema;
}

base::Status MetaverseSchemaStore::saveObjectType(mv::MetaverseObjectType& type) {
    return connection_.atomically([&]() -> base::Status {
        const auto grace = type.deletionGracePeriod
                               ? std::optional{type.deletionGracePeriod->count()}
                               : std::nullopt;
        JIM_TRY(impl::upsert(
            connection_,
            "INSERT INTO mv_object_type VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT "
            "(id) DO "
            "UPDATE SET name = ?2, plural_name = ?3, icon = ?4, deletion_rule = ?7, "
            "deletion_trigger_mode = ?8, deletion_grace_period = ?9",
            type.id, type.name, type.pluralName, type.icon, type.created.micros, type.builtIn,
            toText(type.deletionRule), toText(type.deletionTriggerMode), grace));
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

base::Status MetaverseSchemaStore::saveAttribute(mv::MetaverseAttribute& attribute) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(impl::upsert(connection_,
                             "INSERT INTO mv_attribute VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON "
                             "CONFLICT (id) DO UPDATE "
                             "SET name = ?2, type = ?4, plurality = ?5, rendering_hint = ?7",
                             attribute.id, attribute.name, attribute.created.micros, attribute.type,
                             attribute.plurality, attribute.builtIn,
                             toText(attribute.renderingHint)));
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

}  // namespace jim::store::sqlite
