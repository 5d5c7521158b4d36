#include "runs/run_profile/step/SynchronisationPlan.hpp"

#include "foundation/base/Version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace jim::runs::run_profile::step {
namespace {

using identity::connected_system::ConnectedSystem;
using identity::metaverse::MatchKey;
using identity::metaverse::MvoId;
using synchronisation::inbound::InboundFlow;
using synchronisation::rule::CompiledMapping;
using synchronisation::rule::CompiledRule;
using synchronisation::rule::Direction;
using synchronisation::rule::MatchingRule;
using synchronisation::rule::SynchronisationRule;

constexpr std::size_t kKeyPage = 5'000;

base::Result<CompiledRule> compiled(const SynchronisationRule& rule,
                                    const SynchronisationPlan& plan) {
    const auto* system = plan.system(rule.systemId);
    if (system == nullptr)
        return base::fail(base::internal("a rule names a connected system that is not there"));
    auto result = synchronisation::rule::compileRule(rule, *system, plan.schema);
    if (!result)
        return base::fail(base::invalidState(
            fmt::format("Synchronisation rule '{}' no longer fits its schema: {}", rule.name,
                        result.error().message)));
    return result;
}

void planInbound(const RunContext& run, const std::vector<CompiledRule>& importRules,
                 const std::vector<SynchronisationRule>& rules,
                 const std::vector<MatchingRule>& matching, SynchronisationPlan& plan) {
    plan.priorities = std::make_unique<synchronisation::inbound::PriorityTable>(importRules);
    for (const auto& type : run.system().objectTypes) {
        InboundPlan inbound;
        inbound.objectTypeId = type.id;
        inbound.matchers =
            synchronisation::inbound::matchersFor(run.system(), type, matching, rules, plan.schema);
        std::map<std::int32_t, std::vector<CompiledMapping>> mappings;
        for (const auto& rule : importRules) {
            if (rule.rule.systemId != run.system().id || rule.rule.objectTypeId != type.id)
                continue;
            const auto mvType = rule.rule.metaverseObjectTypeId;
            auto& flows = mappings[mvType];
            flows.insert(flows.end(), rule.mappings.begin(), rule.mappings.end());
            if (rule.rule.projectToMetaverse && !inbound.projectsTo) inbound.projectsTo = mvType;
            for (const auto& reference : rule.references)
                plan.inboundReferences.push_back(
                    {run.system().id, type.id, reference.source, reference.target, rule.rule.id});
        }
        for (auto& [mvType, flows] : mappings)
            inbound.flows.emplace(mvType, InboundFlow{std::move(flows), *plan.priorities});
        plan.inbound.emplace(type.id, std::move(inbound));
    }
}

/// Rules between the same two types work as one: their flows side by side, by priority.
void planOutbound(const std::vector<CompiledRule>& exportRules, SynchronisationPlan& plan) {
    using Key = std::tuple<std::int32_t, std::int32_t, std::int32_t>;
    std::map<Key, std::vector<const CompiledRule*>> groups;
    for (const auto& rule : exportRules)
        groups[{rule.rule.systemId, rule.rule.objectTypeId, rule.rule.metaverseObjectTypeId}]
            .push_back(&rule);
    for (const auto& [key, rules] : groups) {
        std::vector<CompiledMapping> mappings;
        bool provisions = false;
        bool enforces = false;
        for (const auto* rule : rules) {
            mappings.insert(mappings.end(), rule->mappings.begin(), rule->mappings.end());
            provisions = provisions || rule->rule.provisionToConnectedSystem;
            enforces = enforces || rule->rule.enforceState;
            for (const auto& reference : rule->references)
                plan.outboundReferences.push_back({rule->rule.systemId, rule->rule.objectTypeId,
                                                   reference.target, reference.source,
                                                   rule->rule.id});
        }
        std::ranges::sort(mappings, {}, [](const CompiledMapping& m) {
            return std::tuple{m.target, m.priority, m.ruleId, m.mappingId};
        });
        const bool deletes = rules.front()->rule.deprovisionAction ==
                             synchronisation::rule::OutboundDeprovisionAction::Delete;
        plan.outbound.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), provisions,
                                 enforces, deletes,
                                 synchronisation::outbound::OutboundFlow{std::move(mappings)}});
    }
}

void planKeys(const std::vector<MatchingRule>& matching, SynchronisationPlan& plan) {
    std::set<MatchKey> keys;
    for (const auto& rule : matching)
        keys.insert({rule.metaverseObjectTypeId, rule.target, rule.caseSensitive, {}});
    plan.keyed.assign(keys.begin(), keys.end());
}

/// Another version of the program may decide otherwise by the same rules.
base::Result<identity::schema::ContentHash> rulesFingerprint(Session& session) {
    JIM_ASSIGN(const auto configuration, session.settlements().configuration());
    std::string bytes{base::kVersion};
    bytes.append(reinterpret_cast<const char*>(configuration.data()), configuration.size());
    return identity::schema::contentHash(bytes);
}

/// Gives every object of the type its keys, page by page; then the attribute counts as keyed.
base::Status fillKeys(RunContext& run, const MatchKey& pattern) {
    auto& store = run.session().metaverse();
    MvoId after{};
    while (true) {
        JIM_TRY(run.betweenBatches());
        JIM_ASSIGN(const auto objects, store.page(pattern.objectTypeId, after, kKeyPage));
        if (objects.empty()) break;
        after = objects.back().id;
        identity::metaverse::MetaverseChanges changes;
        for (const auto& object : objects)
            for (auto& key : synchronisation::inbound::keysOf(
                     pattern, identity::schema::DocumentView{object.document}))
                changes.addedKeys.emplace_back(object.id, std::move(key));
        JIM_TRY(run.write([&] { return store.apply(changes); }));
    }
    return run.write([&] { return store.setKeyed(pattern, true); });
}

}  // namespace

const ConnectedSystem* SynchronisationPlan::system(std::int32_t id) const {
    const auto at = std::ranges::find(systems, id, &ConnectedSystem::id);
    return at == systems.end() ? nullptr : &*at;
}

const OutboundPlan* SynchronisationPlan::outboundTo(std::int32_t systemId,
                                                    std::int32_t objectTypeId,
                                                    std::int32_t metaverseObjectTypeId) const {
    for (const auto& plan : outbound)
        if (plan.systemId == systemId && plan.objectTypeId == objectTypeId &&
            plan.metaverseObjectTypeId == metaverseObjectTypeId)
            return &plan;
    return nullptr;
}

base::Result<SynchronisationPlan> planSynchronisation(RunContext& run) {
    SynchronisationPlan plan;
    auto& session = run.session();
    JIM_ASSIGN(plan.schema, session.metaverseSchema().schema());
    JIM_ASSIGN(plan.systems, session.connectedSystems().all());
    JIM_ASSIGN(const auto rules, session.rules().rules());
    JIM_ASSIGN(const auto matching, session.rules().matchingRules());
    std::vector<CompiledRule> importRules;
    std::vector<CompiledRule> exportRules;
    for (const auto& rule : rules) {
        if (!rule.enabled) continue;
        JIM_ASSIGN(auto ready, compiled(rule, plan));
        (rule.direction == Direction::Import ? importRules : exportRules)
            .push_back(std::move(ready));
    }
    planOutbound(exportRules, plan);
    planInbound(run, importRules, rules, matching, plan);
    planKeys(matching, plan);
    JIM_ASSIGN(plan.rules, rulesFingerprint(session));
    return plan;
}

base::Status prepareMatchKeys(RunContext& run, SynchronisationPlan& plan) {
    auto& store = run.session().metaverse();
    JIM_ASSIGN(const auto there, store.keyedAttributes());
    for (const auto& pattern : there)
        if (std::ranges::find(plan.keyed, pattern) == plan.keyed.end())
            JIM_TRY(run.write([&] { return store.setKeyed(pattern, false); }));
    for (const auto& pattern : plan.keyed)
        if (std::ranges::find(there, pattern) == there.end()) JIM_TRY(fillKeys(run, pattern));
    return {};
}

}  // namespace jim::runs::run_profile::step
