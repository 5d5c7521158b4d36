#include "api/activity/Documents.hpp"

#include "runs/run_profile/RunProfile.hpp"

namespace jim::api::activity {

using namespace operation;
using runs::activity::Activity;
using runs::activity::ExecutionItem;
using runs::activity::ItemErrorType;
using runs::activity::Phase;
using runs::activity::Stats;

namespace {

using Duration = std::optional<std::chrono::microseconds>;

Duration between(const std::optional<base::Timestamp>& from,
                 const std::optional<base::Timestamp>& to) {
    return from && to ? Duration{*to - *from} : std::nullopt;
}

Json runTypeOf(const Activity& activity) {
    if (!activity.runType) return {};
    return static_cast<runs::run_profile::RunType>(*activity.runType);
}

/// What both the row and the whole activity say of it.
void setIdentity(Json& out, const Activity& activity) {
    out.set("created", activity.created)
        .set("executed", activity.executed)
        .set("status", activity.status)
        .set("targetType", activity.targetType)
        .set("targetOperationType", activity.operation)
        .set("targetName", orNull(activity.targetName))
        .set("targetContext", orNull(activity.targetContext))
        .set("message", orNull(activity.message))
        .set("initiatedByType", activity.initiator.type)
        .set("initiatedById", activity.initiator.id)
        .set("initiatedByName", orNull(activity.initiator.name))
        .set("objectsToProcess", activity.objectsToProcess)
        .set("objectsProcessed", activity.objectsProcessed)
        .set("executionTime", between(activity.executed, activity.ended))
        .set("totalActivityTime", between(activity.created, activity.ended));
}

/// Schedules come later; their members are part of the shape from now on.
void setSchedule(Json& out) {
    out.set("scheduleExecutionId", nullptr)
        .set("scheduleStepIndex", nullptr)
        .set("scheduledByScheduleId", nullptr)
        .set("scheduledByScheduleName", nullptr);
}

void setTotals(Json& out, const Stats& stats) {
    out.set("totalAdded", stats.csoAdds)
        .set("totalUpdated", stats.csoUpdates)
        .set("totalDeleted", stats.csoDeletes)
        .set("totalProjected", stats.projections)
        .set("totalJoined", stats.joins)
        .set("totalAttributeFlows", stats.attributeFlows)
        .set("totalDisconnected", stats.disconnections)
        .set("totalDisconnectedOutOfScope", 0)
        .set("totalOutOfScopeRetainJoin", 0)
        .set("totalDriftCorrections", stats.driftCorrections)
        .set("totalProvisioned", stats.provisioned)
        .set("totalExported", stats.exported)
        .set("totalDeprovisioned", stats.deprovisioned)
        .set("totalCreated", stats.created)
        .set("totalPendingExports", stats.pendingExports)
        .set("totalErrors", stats.objectErrors);
}

Json phaseOf(const Phase& phase) {
    const double seconds = std::chrono::duration<double>{phase.duration}.count();
    return Json::object()
        .set("key", phase.key)
        .set("name", phase.name)
        .set("parentKey", orNull(phase.parentKey))
        .set("order", phase.order)
        .set("status", phase.status)
        .set("started", phase.started)
        .set("ended", phase.ended)
        .set("durationSeconds", phase.started ? Json{seconds} : Json{})
        .set("processed", phase.processed)
        .set("statements", phase.statements);
}

Json scoreOf(const progress::EstimateScore& score) {
    const auto range = score.range;
    return Json::object()
        .set("percent", score.percent)
        .set("actualSeconds", score.actual)
        .set("p10", range ? Json{range->p10} : Json{})
        .set("p50", range ? Json{range->p50} : Json{})
        .set("p90", range ? Json{range->p90} : Json{});
}

Json alertOf(const progress::AlertFiring& firing) {
    return Json::object()
        .set("rule", firing.rule)
        .set("condition", firing.condition)
        .set("measure", firing.measure)
        .set("observed", firing.observed)
        .set("threshold", firing.threshold)
        .set("pauses", firing.pauses)
        .set("at", firing.at)
        .set("resumedBy", orNull(firing.resumedBy))
        .set("resumedAt", firing.resumedAt)
        .set("text", progress::observationText(firing));
}

}  // namespace

Json headerOf(const Activity& activity, std::int64_t children) {
    Json out = Json::object();
    out.set("id", activity.id);
    setIdentity(out, activity);
    out.set("connectedSystemRunType", runTypeOf(activity));
    setTotals(out, activity.stats.value_or(Stats{}));
    out.set("childActivityCount", children);
    setSchedule(out);
    return out;
}

Json detailOf(const Activity& activity, Json stats, Json progress) {
    Json::Array phases;
    for (const Phase& phase : activity.phases) phases.push_back(phaseOf(phase));
    Json out = Json::object();
    out.set("id", activity.id).set("parentActivityId", activity.parent);
    setIdentity(out, activity);
    out.set("warningMessage", orNull(activity.warningMessage))
        .set("errorMessage", orNull(activity.errorMessage))
        .set("errorStackTrace", nullptr)
        .set("errorDetail", nullptr)
        .set("connectedSystemRunType", runTypeOf(activity))
        .set("connectedSystemId", activity.systemId)
        .set("connectedSystemRunProfileId", activity.runProfileId)
        .set("syncRuleId", activity.synchronisationRuleId)
        .set("metaverseObjectId", nullptr)
        .set("exampleDataTemplateId", nullptr)
        .set("executionStats", std::move(stats))
        .set("phases", std::move(phases));
    setSchedule(out);
    out.set("changeReason", orNull(activity.changeReason))
        .set("configurationChangeVersion", nullptr)
        .set("configurationChangeSnapshot", nullptr)
        .set("worker", orNull(activity.worker))
        .set("continuedByActivityId", activity.stats ? activity.stats->continuedBy : std::nullopt)
        .set("progress", std::move(progress));
    return out;
}

Json statsOf(const Stats& stats) {
    Json::Array scores;
    for (const auto& score : stats.estimates) scores.push_back(scoreOf(score));
    Json::Array alerts;
    for (const auto& firing : stats.alerts) alerts.push_back(alertOf(firing));
    return Json::object()
        .set("totalObjectsProcessed", stats.objectsProcessed)
        .set("totalObjectChangeCount", stats.objectChanges)
        .set("totalUnchanged", stats.unchanged)
        .set("totalObjectErrors", stats.objectErrors)
        .set("totalObjectTypes", stats.objectTypes)
        .set("totalCsoAdds", stats.csoAdds)
        .set("totalCsoUpdates", stats.csoUpdates)
        .set("totalCsoDeletes", stats.csoDeletes)
        .set("totalProjections", stats.projections)
        .set("totalJoins", stats.joins)
        .set("totalAttributeFlows", stats.attributeFlows)
        .set("totalDisconnections", stats.disconnections)
        .set("totalDisconnectedOutOfScope", 0)
        .set("totalOutOfScopeRetainJoin", 0)
        .set("totalDriftCorrections", stats.driftCorrections)
        .set("totalProvisioned", stats.provisioned)
        .set("totalExported", stats.exported)
        .set("totalDeprovisioned", stats.deprovisioned)
        .set("totalPendingExports", stats.pendingExports)
        .set("totalPendingExportsConfirmed", stats.pendingExportsConfirmed)
        .set("totalPendingExportsRetrying", stats.pendingExportsRetrying)
        .set("totalPendingExportsFailed", stats.pendingExportsFailed)
        .set("totalCreated", stats.created)
        .set("entriesDiscardedByExcludedContainer", Json::object())
        .set("totalEntriesDiscardedByExclusion", 0)
        .set("totalMetaverseObjectsCreated", stats.mvoCreated)
        .set("totalMetaverseObjectsUpdated", stats.mvoUpdated)
        .set("totalMetaverseObjectsDeleted", stats.mvoDeleted)
        .set("estimateScores", std::move(scores))
        .set("alerts", std::move(alerts));
}

Json itemOf(const ExecutionItem& item, const base::Guid& id) {
    const bool failed = item.errorType != ItemErrorType::NotSet;
    return Json::object()
        .set("id", id)
        .set("externalIdValue", orNull(item.externalId))
        .set("displayName", orNull(item.displayName))
        .set("connectedSystemObjectType", orNull(item.objectType))
        .set("objectChangeType", item.changeType)
        .set("errorType", failed ? Json{item.errorType} : Json{})
        .set("errorMessage", orNull(item.message))
        .set("outcomeSummary", orNull(item.outcomes.summary()));
}

}  // namespace jim::api::activity
