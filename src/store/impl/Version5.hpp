#pragma once

#include <string_view>

namespace jim::store::impl {

/// Fifth step: alert rules, what they said of a run so far, and runs that stand paused.
extern const std::string_view kAlertRulesSqlite;
extern const std::string_view kAlertRulesPostgres;

}  // namespace jim::store::impl
