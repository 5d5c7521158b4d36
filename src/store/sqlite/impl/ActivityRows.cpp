#include "store/sqlite/impl/ActivityRows.hpp"

#include "store/sqlite/impl/ActivityJson.hpp"

namespace jim::store::sqlite::impl {

using namespace runs::activity;

Activity activityOf(const Statement& row) {
    Activity a;
    a.number = row.integer(0);
    a.id = guidOf(row, 1);
    a.parent = optionalGuid(row, 2);
    a.created = {row.integer(3)};
    a.executed = optionalTime(row, 4);
    a.ended = optionalTime(row, 5);
    a.status = row.as<ActivityStatus>(6);
    a.targetType = row.as<TargetType>(7);
    a.operation = row.as<TargetOperation>(8);
    a.targetName = textOf(row, 9);
    a.targetContext = textOf(row, 10);
    a.message = textOf(row, 11);
    a.initiator = {row.as<InitiatorType>(12), optionalGuid(row, 13), textOf(row, 14)};
    a.objectsToProcess = row.integer(15);
    a.objectsProcessed = row.integer(16);
    a.warningMessage = textOf(row, 17);
    a.errorMessage = textOf(row, 18);
    if (!row.isNull(19)) a.runType = row.as<std::uint8_t>(19);
    if (!row.isNull(20)) a.systemId = row.as<std::int32_t>(20);
    if (!row.isNull(21)) a.runProfileId = row.as<std::int32_t>(21);
    if (!row.isNull(22)) a.synchronisationRuleId = row.as<std::int32_t>(22);
    a.changeReason = textOf(row, 23);
    a.worker = textOf(row, 24);
    a.phases = phasesOf(row.text(25));
    if (!row.isNull(26)) a.stats = statsOf(row.text(26));
    return a;
}

ExecutionItem itemOf(const Statement& row) {
    ExecutionItem item;
    item.sequence = row.integer(0) & 0xffff'ffff;
    item.changeType = row.as<ObjectChangeType>(1);
    item.errorType = row.as<ItemErrorType>(2);
    item.outcomes = Outcomes{row.integer(3)};
    item.externalId = textOf(row, 4);
    item.displayName = textOf(row, 5);
    item.objectType = textOf(row, 6);
    if (!row.isNull(7)) item.cso = row.as<identity::connector_space::CsoId>(7);
    if (!row.isNull(8)) item.mvo = row.as<identity::connector_space::MvoId>(8);
    item.message = textOf(row, 9);
    item.changes = std::string{row.blob(10)};
    return item;
}

}  // namespace jim::store::sqlite::impl
