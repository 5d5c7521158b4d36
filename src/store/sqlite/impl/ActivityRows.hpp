#pragma once

#include "runs/activity/Activity.hpp"
#include "runs/activity/ExecutionItem.hpp"
#include "store/sqlite/impl/Rows.hpp"

namespace jim::store::sqlite::impl {

/// The columns of `activity a`, as `activityOf` reads them.
constexpr const char* kActivityColumns =
    "a.number, a.id, a.parent, a.created, a.executed, a.ended, a.status, a.target_type, "
    "a.operation, a.target_name, "
    "a.target_context, a.message, a.initiator_type, a.initiator_id, a.initiator_name, "
    "a.objects_to_process, "
    "a.objects_processed, a.warning_message, a.error_message, a.run_type, a.system_id, "
    "a.run_profile_id, "
    "a.synchronisation_rule_id, a.change_reason, a.worker, a.phases, a.stats";
[[nodiscard]] runs::activity::Activity activityOf(const Statement& row);

/// The columns of `execution_item`, as `itemOf` reads them.
constexpr const char* kItemColumns =
    "key, change_type, error_type, outcomes, external_id, display_name, object_type, cso_id, "
    "mvo_id, message, changes";
[[nodiscard]] runs::activity::ExecutionItem itemOf(const Statement& row);

/// An item's key: the activity's number above, its sequence in the lower 32 bits.
constexpr std::int64_t itemKey(std::int64_t activityNumber, std::int64_t sequence) {
    return activityNumber << 32 | sequence;
}

}  // namespace jim::store::sqlite::impl
