#include "api/activity/Operations.hpp"

namespace jim::api::activity {

std::span<const operation::Schema> schemas() {
    static constexpr operation::Schema kSchemas[] = {
        {"ActivityIdentity",
         "created:ts, executed:ts?, status:E:ActivityStatus, targetType:E:ActivityTargetType, "
         "targetOperationType:E:ActivityTargetOperationType, targetName?, targetContext?, "
         "message?, initiatedByType:E:ActivityInitiatorType, initiatedById:guid?, "
         "initiatedByName?, objectsToProcess:int, objectsProcessed:int, executionTime:span?, "
         "totalActivityTime:span?"},
        {"ActivitySchedule",
         "scheduleExecutionId:guid?, scheduleStepIndex:int?, scheduledByScheduleId:guid?, "
         "scheduledByScheduleName?"},
        {"ActivityHeader",
         "id:guid, +ActivityIdentity, connectedSystemRunType:E:ConnectedSystemRunType?, "
         "totalAdded:int, totalUpdated:int, totalDeleted:int, totalProjected:int, "
         "totalJoined:int, totalAttributeFlows:int, totalDisconnected:int, "
         "totalDisconnectedOutOfScope:int, totalOutOfScopeRetainJoin:int, "
         "totalDriftCorrections:int, totalProvisioned:int, totalExported:int, "
         "totalDeprovisioned:int, totalCreated:int, totalPendingExports:int, totalErrors:int, "
         "childActivityCount:int, +ActivitySchedule"},
        {"Activity",
         "id:guid, parentActivityId:guid?, +ActivityIdentity, warningMessage?, errorMessage?, "
         "errorStackTrace?, errorDetail?, connectedSystemRunType:E:ConnectedSystemRunType?, "
         "connectedSystemId:int?, connectedSystemRunProfileId:int?, syncRuleId:int?, "
         "metaverseObjectId:guid?, exampleDataTemplateId:int?, executionStats:ActivityStats?, "
         "phases:ActivityPhase[], +ActivitySchedule, changeReason?, "
         "configurationChangeVersion:int?, configurationChangeSnapshot:object?, worker?, "
         "continuedByActivityId:guid?, progress:object?"},
        {"ActivityPhase",
         "key, name, parentKey?, order:int, status:E:ActivityPhaseStatus, started:ts?, ended:ts?, "
         "durationSeconds:number?, processed:long, statements:long"},
        {"ActivityStats",
         "totalObjectsProcessed:int, totalObjectChangeCount:int, totalUnchanged:int, "
         "totalObjectErrors:int, totalObjectTypes:int, totalCsoAdds:int, totalCsoUpdates:int, "
         "totalCsoDeletes:int, totalProjections:int, totalJoins:int, totalAttributeFlows:int, "
         "totalDisconnections:int, totalDisconnectedOutOfScope:int, "
         "totalOutOfScopeRetainJoin:int, totalDriftCorrections:int, totalProvisioned:int, "
         "totalExported:int, totalDeprovisioned:int, totalPendingExports:int, "
         "totalPendingExportsConfirmed:int, totalPendingExportsRetrying:int, "
         "totalPendingExportsFailed:int, totalCreated:int, "
         "entriesDiscardedByExcludedContainer:map:int, totalEntriesDiscardedByExclusion:int, "
         "totalMetaverseObjectsCreated:int, totalMetaverseObjectsUpdated:int, "
         "totalMetaverseObjectsDeleted:int, estimateScores:EstimateScore[], "
         "alerts:ActivityAlert[]"},
        {"ActivityAlert",
         "rule, condition:E:AlertCondition, measure:E:AlertMeasure, observed:number, "
         "threshold:number, pauses:bool, at:ts, resumedBy?, resumedAt:ts?, text"},
        {"EstimateScore",
         "percent:int, actualSeconds:number, p10:number?, p50:number?, p90:number?"},
        {"ActivityItemHeader",
         "id:guid, externalIdValue?, displayName?, connectedSystemObjectType?, "
         "objectChangeType:E:ObjectChangeType, "
         "errorType:E:ActivityRunProfileExecutionItemErrorType?, errorMessage?, outcomeSummary?"},
        {"ActivityItem",
         "+ActivityItemHeader, activityId:guid, sequence:long, connectedSystemObjectId:guid?, "
         "metaverseObjectId:guid?, outcomes:ActivityItemOutcome[], changes:ActivityItemChange[]"},
        {"ActivityItemOutcome", "type, count:int"},
        {"ActivityItemChange",
         "attributeId:int, attributeName?, attributeType:E:AttributeDataType, "
         "removed:ActivityItemValue[], added:ActivityItemValue[]"},
        {"ActivityItemValue", "value?, referenceId:guid?"},
    };
    return kSchemas;
}

}  // namespace jim::api::activity
