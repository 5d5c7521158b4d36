#include "api/matching_rule/Owner.hpp"

#include <algorithm>

namespace jim::api::matching_rule {

using namespace operation;
using rule::MatchingRule;

base::Result<Owner> systemOwner(const Call& call, const Configuration& configuration) {
    const auto id = call.integer("cs");
    const auto* system = configuration.findSystem(id);
    if (system == nullptr)
        return base::fail(base::notFound("Connected system", std::to_string(id)));
    return Owner{system, std::nullopt};
}

base::Result<Owner> syncRuleOwner(const Call& call, const Configuration& configuration) {
    JIM_ASSIGN(auto rule, configuration.rule(call.integer("id")));
    const auto* system = &configuration.systemOf(rule);
    return Owner{system, std::move(rule)};
}

bool owns(const Owner& owner, const MatchingRule& matching) {
    if (owner.syncRule) return matching.ruleId == owner.syncRule->id;
    return !matching.ruleId && matching.systemId == owner.system->id;
}

base::Result<MatchingRule> findRule(const Call& call, const Owner& owner) {
    const auto id = call.integer("rule");
    JIM_ASSIGN(const auto all, call.session().rules().matchingRules());
    const auto at = std::ranges::find_if(
        all, [&](const auto& each) { return each.id == id && owns(owner, each); });
    if (at == all.end()) return base::fail(base::notFound("Matching rule", std::to_string(id)));
    return *at;
}

std::int32_t nextOrder(const std::vector<MatchingRule>& all, const Owner& owner,
                       std::int32_t objectTypeId) {
    std::int32_t next = 0;
    for (const auto& each : all)
        if (owns(owner, each) && each.objectTypeId == objectTypeId)
            next = std::max(next, each.order + 1);
    return next;
}

}  // namespace jim::api::matching_rule
