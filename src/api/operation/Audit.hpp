#pragma once

#include "api/operation/Call.hpp"
#include "runs/activity/Activity.hpp"

#include <optional>
#include <string>

namespace jim::api::operation {

/// What a configuration write did, for the audit trail.
struct ConfigurationChange {
    runs::activity::TargetType target = runs::activity::TargetType::NotSet;
    runs::activity::TargetOperation operation = runs::activity::TargetOperation::Update;
    std::string name;
    std::string context{};  ///< What the target belongs to: the connected system's name.
    std::string reason{};   ///< As the caller gave it.
    std::optional<std::int32_t> systemId{};
    std::optional<std::int32_t> ruleId{};
    std::string warning{};  ///< Makes it complete with a warning.
};

/// Writes the activity of a change within the open transaction, and returns its id.
[[nodiscard]] base::Result<base::Guid> recordChange(const Call& call,
                                                    const ConfigurationChange& change);

/// `changeReason`, at most 2,000 characters, of body or query. InvalidInput when longer.
[[nodiscard]] base::Result<std::string> changeReasonOf(const Call& call);

}  // namespace jim::api::operation
