#include "api/connected_system/Documents.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/connected_system/SchemaUse.hpp"
#include "api/connected_system/Writing.hpp"
#include "security/ConnectorSecrets.hpp"

#include <fmt/format.h>

namespace jim::api::connected_system {

using namespace operation;
using connectors::DiscoveredSchema;

namespace {

constexpr std::size_t kMostAttributesNamed = 10;

base::Result<DiscoveredSchema> discover(const Call& call, const ConnectedSystem& system) {
    JIM_ASSIGN(auto* connector, connectorOf(call, system));
    auto* discovery = connector->schemaDiscovery();
    if (discovery == nullptr)
        return base::fail(base::invalidState(fmt::format(
            "The connector '{}' has no schema to import.", connector->definition().name)));
    JIM_ASSIGN(const auto settings,
               security::revealed(call.context().encryptionKeys, connector->definition(), system));
    auto schema = discovery->discoverSchema(settings, base::StopToken{});
    if (schema) return schema;
    base::Error error = std::move(schema).error();
    if (error.kind == base::ErrorKind::Internal) return base::fail(std::move(error));
    return base::fail(base::invalidState("Schema import failed: " + error.message));
}

std::string listOf(const SchemaUse& use) {
    std::string list;
    std::size_t count = 0;
    const auto add = [&](const std::string& name) {
        if (count++ < kMostAttributesNamed) list += (list.empty() ? "'" : ", '") + name + "'";
    };
    for (const auto& name : use.objectTypes) add(name);
    for (const auto& [type, names] : use.attributes)
        for (const auto& name : names) add(fmt::format("{}.{}", type, name));
    if (count > kMostAttributesNamed)
        list += fmt::format(" and {} more", count - kMostAttributesNamed);
    return list;
}

/// Mappings that need what goes are switched off, or removed, as the caller asked.
struct Dependents {
    bool disable = false;
    bool remove = false;
};

base::Result<Dependents> readDependents(const Call& call) {
    Reader body = Reader::ofBody(call);
    Dependents dependents{body.boolean("disableDependents").value_or(false),
                          body.boolean("removeDependents").value_or(false)};
    if (dependents.disable && dependents.remove)
        body.problem("disableDependents", "Either this or removeDependents, not both.");
    JIM_TRY(body.finish());
    return dependents;
}

bool needs(const synchronisation::rule::Mapping& mapping, const std::set<std::int32_t>& gone) {
    if (gone.contains(mapping.target)) return true;
    for (const auto& source : mapping.sources)
        if (gone.contains(source.attribute)) return true;
    return false;
}

std::set<std::int32_t> idsOf(const ConnectedSystem& system, const SchemaUse& use) {
    std::set<std::int32_t> ids;
    for (const auto& [typeName, names] : use.attributes)
        if (const auto* type = system.findObjectType(typeName))
            for (const auto& name : names)
                if (const auto* attribute = type->findAttribute(name)) ids.insert(attribute->id);
    return ids;
}

base::Status settle(const Call& call, const ConnectedSystem& system, const SchemaUse& use,
                    const Dependents& dependents) {
    auto& store = call.session().rules();
    const auto gone = idsOf(system, use);
    JIM_ASSIGN(auto rules, store.rules());
    for (auto& rule : rules) {
        if (rule.systemId != system.id) continue;
        if (dependents.remove)
            std::erase_if(rule.mappings, [&](const auto& each) { return needs(each, gone); });
        for (auto& mapping : rule.mappings) {
            if (!needs(mapping, gone)) continue;
            mapping.enabled = false;
            mapping.disabledReason = "A schema import took an attribute away or changed it.";
        }
        JIM_TRY(store.save(rule));
    }
    JIM_ASSIGN(const auto matching, store.matchingRules());
    for (const auto& rule : matching)
        for (const auto& source : rule.sources)
            if (gone.contains(source.attribute)) {
                JIM_TRY(store.removeMatchingRule(rule.id));
                break;
            }
    return {};
}

base::Status requireUnused(const SchemaUse& use, const Dependents& dependents) {
    const bool settled = use.objectTypes.empty() && (dependents.disable || dependents.remove);
    if (!use.any() || settled) return {};
    return base::fail(base::invalidState(fmt::format(
        "Schema import failed: the source no longer has {} as rules or objects need it. Clear the "
        "connector space and change the rules first, or send disableDependents or "
        "removeDependents.",
        listOf(use))));
}

base::Result<Reply> runImportSchema(Call& call) {
    JIM_ASSIGN(const auto dependents, readDependents(call));
    JIM_ASSIGN(ConnectedSystem system, find(call));
    JIM_ASSIGN(const auto discovered, discover(call, system));
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(system, find(call));
        const auto difference = runs::discovery::difference(system, discovered);
        if (difference.hasRemovalsOrChanges())
            JIM_TRY(requireIdle(call, system, "a schema import that takes something away"));
        JIM_ASSIGN(const auto use, useOf(call, system, difference));
        JIM_TRY(requireUnused(use, dependents));
        if (use.any()) JIM_TRY(settle(call, system, use, dependents));
        runs::discovery::merge(system, discovered, call.now());
        JIM_TRY(save(call, system, runs::activity::TargetOperation::ImportSchema, {},
                     discovered.warnings.empty() ? "" : discovered.warnings.front()));
        return {};
    }));
    return ok(detailOf(call, system));
}

base::Result<Reply> preview(Call& call) {
    JIM_ASSIGN(const auto system, find(call));
    JIM_ASSIGN(const auto discovered, discover(call, system));
    const auto difference = runs::discovery::difference(system, discovered);
    JIM_ASSIGN(const auto use, useOf(call, system, difference));
    Json inUse = Json::object();
    for (const auto& [type, names] : use.attributes) inUse.set(type, names);
    return ok(refreshOf(discovered, difference, std::move(inUse)));
}

}  // namespace

Route importSchema() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/import-schema",
        .access = Level::Administrator,
        .summary = "Reads the schema of the source into the system, keeping what was made of it.",
        .body = "disableDependents:bool=false, removeDependents:bool=false",
        .successes = {{200, "ConnectedSystem"}},
        .run = runImportSchema,
    };
}

Route previewSchemaImport() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/import-schema/preview",
        .access = Level::Administrator,
        .summary = "Says what importing the schema would change, without changing it.",
        .successes = {{200, "SchemaRefreshResult"}},
        .run = preview,
    };
}

}  // namespace jim::api::connected_system
