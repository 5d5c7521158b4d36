#pragma once

#include "store/Rows.hpp"
#include "synchronisation/rule/SynchronisationRule.hpp"

#include <map>

namespace jim::store {

namespace impl {

namespace rule = synchronisation::rule;
using rule::Mapping;
using rule::MatchingRule;
using rule::SynchronisationRule;

SynchronisationRule ruleOf(const auto& row) {
    SynchronisationRule result;
    result.id = row.template as<std::int32_t>(0);
    result.name = textOf(row, 1);
    result.description = textOf(row, 2);
    result.created = {row.integer(3)};
    result.systemId = row.template as<std::int32_t>(4);
    result.objectTypeId = row.template as<std::int32_t>(5);
    result.metaverseObjectTypeId = row.template as<std::int32_t>(6);
    result.direction = rule::parseDirection(row.text(7)).value_or(rule::Direction::NotSet);
    result.projectToMetaverse = row.template as<bool>(8);
    result.provisionToConnectedSystem = row.template as<bool>(9);
    result.enabled = row.template as<bool>(10);
    result.enforceState = row.template as<bool>(11);
    result.deprovisionAction = rule::parseOutboundDeprovisionAction(row.text(12))
                                   .value_or(rule::OutboundDeprovisionAction::Disconnect);
    result.outOfScopeAction = rule::parseInboundOutOfScopeAction(row.text(13))
                                  .value_or(rule::InboundOutOfScopeAction::Disconnect);
    return result;
}

Mapping mappingOf(const auto& row) {
    Mapping mapping;
    mapping.id = row.template as<std::int32_t>(1);
    mapping.created = {row.integer(2)};
    mapping.target = row.template as<std::int32_t>(3);
    mapping.inboundProcessing = row.template as<std::uint8_t>(4);
    mapping.caseNormalisation =
        rule::parseCaseNormalisation(row.text(5)).value_or(rule::CaseNormalisation::None);
    mapping.priority = row.template as<std::int32_t>(6);
    mapping.nullIsValue = row.template as<bool>(7);
    mapping.initialExportOnly = row.template as<bool>(8);
    mapping.enabled = row.template as<bool>(9);
    mapping.disabledReason = textOf(row, 10);
    return mapping;
}

base::Status loadMappings(auto& connection, std::vector<SynchronisationRule>& rules) {
    std::map<std::int32_t, std::vector<rule::MappingSource>> sources;
    JIM_ASSIGN(auto sourceRows,
               connection.prepare(
                   "SELECT mapping_id, id, position, attribute_id, expression, missing_input "
                   "FROM mapping_source ORDER BY mapping_id, position"));
    JIM_TRY(eachRow(sourceRows, [&](const auto& row) {
        sources[row.template as<std::int32_t>(0)].push_back(
            {row.template as<std::int32_t>(1), row.template as<std::int32_t>(2),
             row.template as<std::int32_t>(3), textOf(row, 4),
             rule::parseMissingInputBehaviour(row.text(5))
                 .value_or(rule::MissingInputBehaviour::EvaluateAnyway)});
    }));
    std::map<std::int32_t, SynchronisationRule*> byId;
    for (auto& one : rules) byId[one.id] = &one;
    JIM_ASSIGN(auto rows,
               connection.prepare(
                   "SELECT rule_id, id, created, target, inbound_processing, case_normalisation, "
                   "priority, null_is_value, initial_export_only, enabled, disabled_reason "
                   "FROM mapping ORDER BY rule_id, position"));
    return eachRow(rows, [&](const auto& row) {
        auto mapping = mappingOf(row);
        mapping.sources = std::move(sources[mapping.id]);
        byId.at(row.template as<std::int32_t>(0))->mappings.push_back(std::move(mapping));
    });
}

base::Status saveSources(auto& connection, Mapping& mapping) {
    std::vector<std::int32_t> keep;
    for (const auto& source : mapping.sources) keep.push_back(source.id);
    JIM_TRY(keepOnly(connection, "mapping_source", "mapping_id", mapping.id, keep));
    for (auto& source : mapping.sources)
        JIM_TRY(upsert(connection, "mapping_source",
                       "position = ?3, attribute_id = ?4, expression = ?5, missing_input = ?6",
                       source.id, mapping.id, source.order, source.attribute, source.expression,
                       toText(source.missingInput)));
    return {};
}

base::Status saveMappings(auto& connection, SynchronisationRule& from) {
    std::vector<std::int32_t> keep;
    for (const auto& mapping : from.mappings) keep.push_back(mapping.id);
    JIM_TRY(keepOnly(connection, "mapping", "rule_id", from.id, keep));
    std::int32_t position = 0;
    for (auto& m : from.mappings) {
        JIM_TRY(upsert(connection, "mapping",
                       "position = ?3, target = ?5, inbound_processing = ?6, case_normalisation = "
                       "?7, priority = ?8, null_is_value = ?9, initial_export_only = ?10, enabled "
                       "= ?11, disabled_reason = ?12",
                       m.id, from.id, position++, m.created.micros, m.target, m.inboundProcessing,
                       toText(m.caseNormalisation), m.priority, m.nullIsValue, m.initialExportOnly,
                       m.enabled, m.disabledReason));
        JIM_TRY(saveSources(connection, m));
    }
    return {};
}

}  // namespace impl

template <class Connection>
class RuleStore final : public synchronisation::rule::SynchronisationRuleStore {
public:
    explicit RuleStore(Connection& connection) : connection_(connection) {}

    using SynchronisationRule = synchronisation::rule::SynchronisationRule;
    using MatchingRule = synchronisation::rule::MatchingRule;

    [[nodiscard]] base::Result<std::vector<SynchronisationRule>> rules() override;
    [[nodiscard]] base::Status save(SynchronisationRule& rule) override;
    [[nodiscard]] base::Status remove(std::int32_t id) override;
    [[nodiscard]] base::Result<std::vector<MatchingRule>> matchingRules() override;
    [[nodiscard]] base::Status save(MatchingRule& rule) override;
    [[nodiscard]] base::Status removeMatchingRule(std::int32_t id) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<synchronisation::rule::SynchronisationRule>>
RuleStore<Connection>::rules() {
    std::vector<SynchronisationRule> result;
    JIM_ASSIGN(auto rows,
               connection_.prepare(
                   "SELECT id, name, description, created, system_id, object_type_id, "
                   "mv_object_type_id, direction, project_to_metaverse, "
                   "provision_to_connected_system, enabled, enforce_state, deprovision_action, "
                   "out_of_scope_action FROM synchronisation_rule ORDER BY lower(name), id"));
    JIM_TRY(eachRow(rows, [&](const auto& row) { result.push_back(impl::ruleOf(row)); }));
    JIM_TRY(impl::loadMappings(connection_, result));
    return result;
}

template <class Connection>
base::Status RuleStore<Connection>::save(synchronisation::rule::SynchronisationRule& r) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(upsert(connection_, "synchronisation_rule",
                       "name = ?2, description = ?3, project_to_metaverse = ?9, "
                       "provision_to_connected_system = ?10, enabled = ?11, enforce_state = ?12, "
                       "deprovision_action = ?13, out_of_scope_action = ?14",
                       r.id, r.name, r.description, r.created.micros, r.systemId, r.objectTypeId,
                       r.metaverseObjectTypeId, toText(r.direction), r.projectToMetaverse,
                       r.provisionToConnectedSystem, r.enabled, r.enforceState,
                       toText(r.deprovisionAction), toText(r.outOfScopeAction)));
        return impl::saveMappings(connection_, r);
    });
}

template <class Connection>
base::Status RuleStore<Connection>::remove(std::int32_t id) {
    return connection_.run("DELETE FROM synchronisation_rule WHERE id = ?", id);
}

template <class Connection>
base::Result<std::vector<synchronisation::rule::MatchingRule>>
RuleStore<Connection>::matchingRules() {
    std::vector<MatchingRule> result;
    JIM_ASSIGN(auto rows, connection_.prepare(
                              "SELECT id, position, created, system_id, object_type_id, rule_id, "
                              "mv_object_type_id, target, case_sensitive FROM matching_rule "
                              "ORDER BY position, id"));
    JIM_TRY(eachRow(rows, [&](const auto& row) {
        MatchingRule one;
        one.id = row.template as<std::int32_t>(0);
        one.order = row.template as<std::int32_t>(1);
        one.created = {row.integer(2)};
        one.systemId = row.template as<std::int32_t>(3);
        one.objectTypeId = row.template as<std::int32_t>(4);
        if (!row.isNull(5)) one.ruleId = row.template as<std::int32_t>(5);
        one.metaverseObjectTypeId = row.template as<std::int32_t>(6);
        one.target = row.template as<std::int32_t>(7);
        one.caseSensitive = row.template as<bool>(8);
        result.push_back(std::move(one));
    }));
    JIM_ASSIGN(auto sources,
               connection_.prepare("SELECT matching_rule_id, id, position, attribute_id FROM "
                                   "matching_source ORDER BY matching_rule_id, position"));
    JIM_TRY(eachRow(sources, [&](const auto& row) {
        for (auto& one : result)
            if (one.id == row.template as<std::int32_t>(0))
                one.sources.push_back({row.template as<std::int32_t>(1),
                                       row.template as<std::int32_t>(2),
                                       row.template as<std::int32_t>(3)});
    }));
    return result;
}

template <class Connection>
base::Status RuleStore<Connection>::save(synchronisation::rule::MatchingRule& r) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(upsert(connection_, "matching_rule",
                       "position = ?2, mv_object_type_id = ?7, target = ?8, case_sensitive = ?9",
                       r.id, r.order, r.created.micros, r.systemId, r.objectTypeId, r.ruleId,
                       r.metaverseObjectTypeId, r.target, r.caseSensitive));
        std::vector<std::int32_t> keep;
        for (const auto& source : r.sources) keep.push_back(source.id);
        JIM_TRY(keepOnly(connection_, "matching_source", "matching_rule_id", r.id, keep));
        for (auto& source : r.sources)
            JIM_TRY(upsert(connection_, "matching_source", "position = ?3, attribute_id = ?4",
                           source.id, r.id, source.order, source.attribute));
        return {};
    });
}

template <class Connection>
base::Status RuleStore<Connection>::removeMatchingRule(std::int32_t id) {
    return connection_.run("DELETE FROM matching_rule WHERE id = ?", id);
}

}  // namespace jim::store
