#pragma once

#include "runs/activity/Activity.hpp"
#include "runs/activity/ExecutionItem.hpp"
#include "store/ActivityJson.hpp"
#include "store/Rows.hpp"

namespace jim::store {

/// The columns of `activity a`, as `activityOf` reads them.
constexpr const char* kActivityColumns =
    "a.number, a.id, a.parent, a.created, a.executed, a.ended, a.status, a.target_type, "
    "a.operation, a.target_name, "
    "a.target_context, a.message, a.initiator_type, a.initiator_id, a.initiator_name, "
    "a.objects_to_process, "
    "a.objects_processed, a.warning_message, a.error_message, a.run_type, a.system_id, "
    "a.run_profile_id, "
    "a.synchronisation_rule_id, a.change_reason, a.worker, a.phases, a.stats";
[[nodiscard]] runs::activity::Activity activityOf(const auto& row) {
    runs::activity::Activity a;
    a.number = row.integer(0);
    a.id = guidOf(row, 1);
    a.parent = optionalGuid(row, 2);
    a.created = {row.integer(3)};
    a.executed = optionalTime(row, 4);
    a.ended = optionalTime(row, 5);
    a.status = row.template as<runs::activity::ActivityStatus>(6);
    a.targetType = row.template as<runs::activity::TargetType>(7);
    a.operation = row.template as<runs::activity::TargetOperation>(8);
    a.targetName = textOf(row, 9);
    a.targetContext = textOf(row, 10);
    a.message = textOf(row, 11);
    a.initiator = {row.template as<runs::activity::InitiatorType>(12), optionalGuid(row, 13),
                   textOf(row, 14)};
    a.objectsToProcess = row.integer(15);
    a.objectsProcessed = row.integer(16);
    a.warningMessage = textOf(row, 17);
    a.errorMessage = textOf(row, 18);
    if (!row.isNull(19)) a.runType = row.template as<std::uint8_t>(19);
    if (!row.isNull(20)) a.systemId = row.template as<std::int32_t>(20);
    if (!row.isNull(21)) a.runProfileId = row.template as<std::int32_t>(21);
    if (!row.isNull(22)) a.synchronisationRuleId = row.template as<std::int32_t>(22);
    a.changeReason = textOf(row, 23);
    a.worker = textOf(row, 24);
    a.phases = phasesOf(row.text(25));
    if (!row.isNull(26)) a.stats = statsOf(row.text(26));
    return a;
}

/// The columns of `execution_item`, as `itemOf` reads them.
constexpr const char* kItemColumns =
    "key, change_type, error_type, outcomes, external_id, display_name, object_type, cso_id, "
    "mvo_id, message, changes";
[[nodiscard]] runs::activity::ExecutionItem itemOf(const auto& row) {
    runs::activity::ExecutionItem item;
    item.sequence = row.integer(0) & 0xffff'ffff;
    item.changeType = row.template as<runs::activity::ObjectChangeType>(1);
    item.errorType = row.template as<runs::activity::ItemErrorType>(2);
    item.outcomes = runs::activity::Outcomes{row.integer(3)};
    item.externalId = textOf(row, 4);
    item.displayName = textOf(row, 5);
    item.objectType = textOf(row, 6);
    if (!row.isNull(7)) item.cso = row.template as<identity::connector_space::CsoId>(7);
    if (!row.isNull(8)) item.mvo = row.template as<identity::connector_space::MvoId>(8);
    item.message = textOf(row, 9);
    item.changes = std::string{row.blob(10)};
    return item;
}

/// An item's key: the activity's number above, its sequence in the lower 32 bits.
constexpr std::int64_t itemKey(std::int64_t activityNumber, std::int64_t sequence) {
    return activityNumber << 32 | sequence;
}

}  // namespace jim::store
