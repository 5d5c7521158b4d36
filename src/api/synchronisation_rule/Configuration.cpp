#include "api/synchronisation_rule/Configuration.hpp"

#include "api/operation/Audit.hpp"
#include "foundation/base/Ensure.hpp"

#include <algorithm>

namespace jim::api::synchronisation_rule {

using namespace operation;
using identity::connected_system::ConnectedSystem;

const ConnectedSystem* Configuration::findSystem(std::int32_t id) const {
    const auto at = std::ranges::find(systems, id, &ConnectedSystem::id);
    return at == systems.end() ? nullptr : &*at;
}

const rule::SynchronisationRule* Configuration::findRule(std::int32_t id) const {
    const auto at = std::ranges::find(rules, id, &rule::SynchronisationRule::id);
    return at == rules.end() ? nullptr : &*at;
}

base::Result<rule::SynchronisationRule> Configuration::rule(std::int32_t id) const {
    const auto* found = findRule(id);
    if (found == nullptr)
        return base::fail(base::notFound("Synchronisation rule", std::to_string(id)));
    return *found;
}

const ConnectedSystem& Configuration::systemOf(const rule::SynchronisationRule& rule) const {
    const auto* system = findSystem(rule.systemId);
    base::ensure(system != nullptr, "a synchronisation rule goes with its connected system");
    return *system;
}

base::Result<Configuration> load(const Call& call) {
    Configuration configuration;
    JIM_ASSIGN(configuration.rules, call.session().rules().rules());
    JIM_ASSIGN(configuration.systems, call.session().connectedSystems().all());
    JIM_ASSIGN(configuration.schema, call.session().metaverseSchema().schema());
    return configuration;
}

base::Status record(const Call& call, const Configuration& configuration,
                    const rule::SynchronisationRule& rule,
                    runs::activity::TargetOperation operation) {
    JIM_ASSIGN(auto reason, changeReasonOf(call));
    JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::SynchronisationRule,
                                .operation = operation,
                                .name = rule.name,
                                .context = configuration.systemOf(rule).name,
                                .reason = std::move(reason),
                                .systemId = rule.systemId,
                                .ruleId = rule.id}));
    return {};
}

}  // namespace jim::api::synchronisation_rule
