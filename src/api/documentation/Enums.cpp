#include "api/documentation/Documentation.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"
#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/MetaverseSchema.hpp"
#include "runs/activity/Activity.hpp"
#include "runs/activity/ExecutionItem.hpp"
#include "runs/alert/AlertAction.hpp"
#include "runs/run_profile/RunProfile.hpp"
#include "runs/run_queue/RunQueue.hpp"
#include "synchronisation/rule/SynchronisationRule.hpp"

namespace jim::api::documentation {

namespace system = identity::connected_system;
namespace space = identity::connector_space;
namespace metaverse = identity::metaverse;
namespace schema = identity::schema;
namespace activity = runs::activity;
namespace rule = synchronisation::rule;

using operation::membersOf;

std::vector<operation::EnumSchema> enumSchemas() {
    return {
        {"ActivityStatus", membersOf<activity::ActivityStatus>()},
        {"ActivityTargetType", membersOf<activity::TargetType>()},
        {"ActivityTargetOperationType", membersOf<activity::TargetOperation>()},
        {"ActivityInitiatorType", membersOf<activity::InitiatorType>()},
        {"ActivityPhaseStatus", membersOf<activity::PhaseStatus>()},
        {"ObjectChangeType", membersOf<activity::ObjectChangeType>()},
        {"ActivityRunProfileExecutionItemErrorType", membersOf<activity::ItemErrorType>()},
        {"AlertCondition", membersOf<progress::AlertCondition>()},
        {"AlertMeasure", membersOf<progress::AlertMeasure>()},
        {"AlertAction", membersOf<runs::alert::AlertAction>()},
        {"ConnectedSystemRunType", membersOf<runs::run_profile::RunType>()},
        {"ConnectedSystemStatus", membersOf<system::ConnectedSystemStatus>()},
        {"ConnectedSystemObjectStatus", membersOf<space::CsoStatus>()},
        {"ConnectedSystemObjectJoinType", membersOf<space::JoinType>()},
        {"ConnectedSystemSettingCategory", membersOf<system::SettingCategory>()},
        {"ConnectedSystemSettingType", membersOf<system::SettingType>()},
        {"ConnectorSettingRequiredGroupCardinality", membersOf<system::RequiredGroupCardinality>()},
        {"ConnectedSystemContainerScope", {"Subtree", "OneLevel"}},
        {"UnresolvedReferenceHandling", membersOf<system::UnresolvedReferenceHandling>()},
        {"ObjectMatchingRuleMode", membersOf<system::ObjectMatchingRuleMode>()},
        {"DeletionOutcome",
         {"CompletedImmediately", "QueuedAsBackgroundJob", "QueuedAfterSync", "Failed"}},
        {"AttributeDataType", membersOf<schema::AttributeType>()},
        {"AttributePlurality", membersOf<schema::Plurality>()},
        {"AttributeWritability", membersOf<schema::Writability>()},
        {"AttributeStandard", membersOf<metaverse::AttributeStandard>()},
        {"AttributeRenderingHint", membersOf<metaverse::RenderingHint>()},
        {"MetaverseObjectDeletionRule", membersOf<metaverse::DeletionRule>()},
        {"AuthoritativeSourceTriggerMode", membersOf<metaverse::DeletionTriggerMode>()},
        {"MetaverseObjectStatus", {"Normal", "Obsolete"}},
        {"MetaverseObjectOrigin", {"Projected", "Internal"}},
        {"SyncRuleDirection", membersOf<rule::Direction>()},
        {"SyncRuleActionType", {"FlowOnly", "Projects", "Provisions"}},
        {"SyncRuleStatus", {"Disabled", "Enabled"}},
        {"OutboundDeprovisionAction", membersOf<rule::OutboundDeprovisionAction>()},
        {"InboundOutOfScopeAction", membersOf<rule::InboundOutOfScopeAction>()},
        {"SyncRuleMappingSourcesType",
         {"NotSet", "AttributeMapping", "ExpressionMapping", "AdvancedMapping"}},
        {"InboundCaseNormalisation", membersOf<rule::CaseNormalisation>()},
        {"MissingInputBehaviour", membersOf<rule::MissingInputBehaviour>()},
        {"ActivityOutcomeType",
         {"Added", "Updated", "Deleted", "Projected", "Joined", "AttributeFlows", "Disconnected",
          "DriftCorrections", "Provisioned", "Exported", "Deprovisioned", "Created",
          "PendingExports", "Errors"}},
        {"PendingExportChangeType", membersOf<space::PendingExportChangeType>()},
        {"PendingExportStatus", membersOf<space::PendingExportStatus>()},
        {"PendingExportAttributeChangeType", {"Add", "Update", "Remove", "RemoveAll"}},
        {"PendingExportAttributeChangeStatus",
         {"Pending", "ExportedPendingConfirmation", "ExportedNotConfirmed", "Failed"}},
        {"UnresolvedReferenceReason", {"Resolvable", "AwaitingAnchor", "NotInTargetSystem"}},
        {"WorkerTaskStatus", membersOf<runs::run_queue::TaskStatus>()},
        {"WorkerTaskPriority", membersOf<runs::run_queue::TaskPriority>()},
        {"ServiceSettingCategory",
         {"SSO", "Synchronisation", "Maintenance", "History", "Security", "UI", "Instance"}},
        {"ServiceSettingValueType",
         {"String", "Boolean", "Integer", "TimeSpan", "Enum", "StringEncrypted", "Guid"}},
    };
}

}  // namespace jim::api::documentation
