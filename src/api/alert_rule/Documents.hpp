#pragma once

#include "api/connected_system/Lookup.hpp"
#include "api/operation/Reader.hpp"
#include "foundation/base/Secret.hpp"
#include "runs/alert/AlertRule.hpp"
#include "runs/run_profile/RunProfile.hpp"

#include <optional>

namespace jim::api::alert_rule {

using runs::alert::AlertRule;

/// Never with the webhook's secret.
[[nodiscard]] operation::Json documentOf(const AlertRule& rule);

/// What the path names: the run profile that `{rp:int}` is of the system `{cs:int}`.
struct Place {
    connected_system::ConnectedSystem system;
    runs::run_profile::RunProfile profile;
};
[[nodiscard]] base::Result<Place> place(const operation::Call& call);

/// The rule that `{ar:int}` of the path names, if it belongs to that run profile; NotFound.
[[nodiscard]] base::Result<AlertRule> find(const operation::Call& call, const Place& place);

/// A rule as the body changes it, and the webhook's secret if it has one.
struct Wanted {
    AlertRule rule;
    std::optional<base::Secret> secret;
};
/// InvalidInput with everything that is wrong.
[[nodiscard]] base::Result<Wanted> readRule(const operation::Call& call, AlertRule rule);

/// Within the open transaction. Conflict when the run profile has another rule of that name,
/// InvalidState when it has as many as it may.
[[nodiscard]] base::Result<AlertRule> save(const operation::Call& call, const Place& place,
                                           Wanted wanted,
                                           runs::activity::TargetOperation operation);

/// The change of the configuration, for the audit.
[[nodiscard]] base::Status record(const operation::Call& call, const Place& place,
                                  const AlertRule& rule, runs::activity::TargetOperation operation);

}  // namespace jim::api::alert_rule
