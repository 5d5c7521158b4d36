#pragma once

#include "foundation/base/Result.hpp"
#include "progress/Alert.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jim::runs::alert {

using progress::AlertCondition;
using progress::AlertFiring;
using progress::AlertMeasure;

/// So many rules a run profile may have.
inline constexpr std::size_t kMostRules = 20;

/// A threshold that an administrator has set for the runs of a run profile, and what is done when
/// a run reaches it. It is always written to the log and kept on the activity.
struct AlertRule {
    std::int32_t id = 0;
    std::int32_t runProfileId = 0;
    std::string name;  ///< No two of a run profile have the same.
    bool enabled = true;
    AlertCondition condition = AlertCondition::ErrorRatio;
    AlertMeasure measure = AlertMeasure::Absolute;
    double threshold = 0;  ///< A ratio to 1, objects, seconds, or a multiple of what is usual.
    /// It says nothing before so many objects were processed (error ratio), or deleted (times the
    /// usual deletes); 0 for all else.
    std::int64_t minimumObjects = 0;
    bool webhook = false;
    bool pauses = false;        ///< The run waits for somebody at its next batch.
    std::string webhookUrl;     ///< Empty without webhook.
    std::string webhookSecret;  ///< Sealed; empty without webhook.
    bool operator==(const AlertRule&) const = default;
};

/// The usual minimum of a condition, where it has one; 0 else.
[[nodiscard]] std::int64_t defaultMinimum(AlertCondition condition, AlertMeasure measure);

/// InvalidInput with all that is wrong, by field: what the rule says, and whether its condition,
/// measure, threshold and actions fit together. Of the webhook's secret only whether there is one.
[[nodiscard]] base::Status validate(const AlertRule& rule);

/// What the webhook's secret belongs to, for security::EncryptionKeys.
[[nodiscard]] std::string secretContext(const AlertRule& rule);

/// Keeps alert rules. Each call is atomic by itself, or part of the open transaction. They go with
/// their run profile.
class AlertRuleStore {
public:
    virtual ~AlertRuleStore() = default;
    /// By name.
    [[nodiscard]] virtual base::Result<std::vector<AlertRule>> ofRunProfile(
        std::int32_t runProfileId) = 0;
    [[nodiscard]] virtual base::Result<std::optional<AlertRule>> find(std::int32_t id) = 0;
    /// Inserts (id 0, filled in) or replaces.
    [[nodiscard]] virtual base::Status save(AlertRule& rule) = 0;
    [[nodiscard]] virtual base::Status remove(std::int32_t id) = 0;
};

}  // namespace jim::runs::alert
