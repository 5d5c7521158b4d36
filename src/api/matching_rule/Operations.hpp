#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <span>

namespace jim::api::matching_rule {

/// Those of an object type of a connected system, for the mode ConnectedSystem.
[[nodiscard]] operation::Route listTypeMatchingRules();
[[nodiscard]] operation::Route getTypeMatchingRule();
[[nodiscard]] operation::Route createTypeMatchingRule();
[[nodiscard]] operation::Route updateTypeMatchingRule();
[[nodiscard]] operation::Route deleteTypeMatchingRule();

/// Those of a synchronisation rule, for the mode SyncRule.
[[nodiscard]] operation::Route listSyncRuleMatchingRules();
[[nodiscard]] operation::Route getSyncRuleMatchingRule();
[[nodiscard]] operation::Route createSyncRuleMatchingRule();
[[nodiscard]] operation::Route updateSyncRuleMatchingRule();
[[nodiscard]] operation::Route deleteSyncRuleMatchingRule();

[[nodiscard]] operation::Route switchMatchingMode();

[[nodiscard]] std::span<const operation::Schema> schemas();

}  // namespace jim::api::matching_rule
