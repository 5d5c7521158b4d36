#include "runs/activity/Activity.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::runs::activity {
namespace {

constexpr auto kStatuses = base::enumText<ActivityStatus>({
    {ActivityStatus::NotSet, "NotSet"},
    {ActivityStatus::InProgress, "InProgress"},
    {ActivityStatus::Complete, "Complete"},
    {ActivityStatus::CompleteWithWarning, "CompleteWithWarning"},
    {ActivityStatus::CompleteWithError, "CompleteWithError"},
    {ActivityStatus::FailedWithError, "FailedWithError"},
    {ActivityStatus::Cancelled, "Cancelled"},
});

constexpr auto kTargetTypes = base::enumText<TargetType>({
    {TargetType::NotSet, "NotSet"},
    {TargetType::ExampleDataTemplate, "ExampleDataTemplate"},
    {TargetType::ConnectedSystem, "ConnectedSystem"},
    {TargetType::ConnectedSystemRunProfile, "ConnectedSystemRunProfile"},
    {TargetType::SynchronisationRule, "SynchronisationRule"},
    {TargetType::MetaverseObject, "MetaverseObject"},
    {TargetType::TrustedCertificate, "TrustedCertificate"},
    {TargetType::ObjectMatchingRule, "ObjectMatchingRule"},
    {TargetType::MetaverseAttribute, "MetaverseAttribute"},
    {TargetType::ServiceSetting, "ServiceSetting"},
    {TargetType::HistoryRetentionCleanup, "HistoryRetentionCleanup"},
    {TargetType::MetaverseObjectType, "MetaverseObjectType"},
    {TargetType::System, "System"},
    {TargetType::Schedule, "Schedule"},
    {TargetType::TemporalScopeReconciliation, "TemporalScopeReconciliation"},
    {TargetType::ApiKey, "ApiKey"},
    {TargetType::Role, "Role"},
    {TargetType::PredefinedSearch, "PredefinedSearch"},
    {TargetType::ConnectorDefinition, "ConnectorDefinition"},
    {TargetType::ExampleDataSet, "ExampleDataSet"},
    {TargetType::SystemInitialisation, "SystemInitialisation"},
    {TargetType::DataGeneration, "DataGeneration"},
    {TargetType::Authentication, "Authentication"},
    {TargetType::MetaverseObjectHousekeeping, "MetaverseObjectHousekeeping"},
    {TargetType::ConnectedSystemObject, "ConnectedSystemObject"},
    {TargetType::PasswordSynchronisation, "PasswordSynchronisation"},
});

constexpr auto kOperations = base::enumText<TargetOperation>({
    {TargetOperation::Create, "Create"},
    {TargetOperation::Read, "Read"},
    {TargetOperation::Update, "Update"},
    {TargetOperation::Delete, "Delete"},
    {TargetOperation::Clear, "Clear"},
    {TargetOperation::Execute, "Execute"},
    {TargetOperation::ImportHierarchy, "ImportHierarchy"},
    {TargetOperation::ImportSchema, "ImportSchema"},
    {TargetOperation::Revert, "Revert"},
    {TargetOperation::Reset, "Reset"},
    {TargetOperation::Authenticate, "Authenticate"},
    {TargetOperation::Preview, "Preview"},
    {TargetOperation::SetPassword, "SetPassword"},
    {TargetOperation::SchemaRefreshRemoval, "SchemaRefreshRemoval"},
});

constexpr auto kInitiatorTypes = base::enumText<InitiatorType>({
    {InitiatorType::NotSet, "NotSet"},
    {InitiatorType::User, "User"},
    {InitiatorType::ApiKey, "ApiKey"},
    {InitiatorType::System, "System"},
    {InitiatorType::Anonymous, "Anonymous"},
});

constexpr auto kPhaseStatuses = base::enumText<PhaseStatus>({
    {PhaseStatus::Pending, "Pending"},
    {PhaseStatus::Active, "Active"},
    {PhaseStatus::Completed, "Completed"},
    {PhaseStatus::Skipped, "Skipped"},
    {PhaseStatus::Failed, "Failed"},
});

}  // namespace

std::string_view toText(ActivityStatus status) {
    return kStatuses.text(status);
}
std::string_view toText(TargetType type) {
    return kTargetTypes.text(type);
}
std::string_view toText(TargetOperation operation) {
    return kOperations.text(operation);
}
std::string_view toText(InitiatorType type) {
    return kInitiatorTypes.text(type);
}
std::string_view toText(PhaseStatus status) {
    return kPhaseStatuses.text(status);
}

std::optional<ActivityStatus> parseActivityStatus(std::string_view text) {
    return kStatuses.parse(text);
}
std::optional<TargetType> parseTargetType(std::string_view text) {
    return kTargetTypes.parse(text);
}
std::optional<TargetOperation> parseTargetOperation(std::string_view text) {
    return kOperations.parse(text);
}
std::optional<InitiatorType> parseInitiatorType(std::string_view text) {
    return kInitiatorTypes.parse(text);
}
std::optional<PhaseStatus> parsePhaseStatus(std::string_view text) {
    return kPhaseStatuses.parse(text);
}

}  // namespace jim::runs::activity
