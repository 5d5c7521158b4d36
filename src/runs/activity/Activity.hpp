#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Timestamp.hpp"
#include "progress/Alert.hpp"
#include "progress/EstimateScore.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::runs::activity {

/// The numbers of all enums here are stored: never renumber. Names are those of the REST interface.
enum class ActivityStatus : std::uint8_t {
    NotSet = 0,
    InProgress = 1,
    Complete = 2,
    CompleteWithWarning = 3,
    CompleteWithError = 4,
    FailedWithError = 5,
    Cancelled = 6,
};

enum class TargetType : std::uint8_t {
    NotSet,
    ExampleDataTemplate,
    ConnectedSystem,
    ConnectedSystemRunProfile,
    SynchronisationRule,
    MetaverseObject,
    TrustedCertificate,
    ObjectMatchingRule,
    MetaverseAttribute,
    ServiceSetting,
    HistoryRetentionCleanup,
    MetaverseObjectType,
    System,
    Schedule,
    TemporalScopeReconciliation,
    ApiKey,
    Role,
    PredefinedSearch,
    ConnectorDefinition,
    ExampleDataSet,
    SystemInitialisation,
    DataGeneration,
    Authentication,
    MetaverseObjectHousekeeping,
    ConnectedSystemObject,
    PasswordSynchronisation,
};

enum class TargetOperation : std::uint8_t {
    Create,
    Read,
    Update,
    Delete,
    Clear,
    Execute,
    ImportHierarchy,
    ImportSchema,
    Revert,
    Reset,
    Authenticate,
    Preview,
    SetPassword,
    SchemaRefreshRemoval,
};

enum class InitiatorType : std::uint8_t { NotSet, User, ApiKey, System, Anonymous };

enum class PhaseStatus : std::uint8_t { Pending, Active, Completed, Skipped, Failed };

[[nodiscard]] std::string_view toText(ActivityStatus status);
[[nodiscard]] std::string_view toText(TargetType type);
[[nodiscard]] std::string_view toText(TargetOperation operation);
[[nodiscard]] std::string_view toText(InitiatorType type);
[[nodiscard]] std::string_view toText(PhaseStatus status);
[[nodiscard]] std::optional<ActivityStatus> parseActivityStatus(std::string_view text);
[[nodiscard]] std::optional<TargetType> parseTargetType(std::string_view text);
[[nodiscard]] std::optional<TargetOperation> parseTargetOperation(std::string_view text);
[[nodiscard]] std::optional<InitiatorType> parseInitiatorType(std::string_view text);
[[nodiscard]] std::optional<PhaseStatus> parsePhaseStatus(std::string_view text);

/// Who asked.
struct Initiator {
    InitiatorType type = InitiatorType::NotSet;
    std::optional<base::Guid> id;
    std::string name;
};

/// One phase of a run, as kept for good.
struct Phase {
    std::string key;
    std::string name;
    std::string parentKey;
    std::int32_t order = 0;
    PhaseStatus status = PhaseStatus::Pending;
    std::optional<base::Timestamp> started;
    std::optional<base::Timestamp> ended;
    std::chrono::microseconds duration{0};  ///< While it was active.
    std::int64_t processed = 0;
    std::int64_t statements = 0;  ///< Sent to the database, of a top-level one.
};

/// What is counted for a run from its items, once, when it ends; plus the two that leave no items.
struct Stats {
    std::int64_t objectsProcessed = 0;
    std::int64_t objectChanges = 0;
    std::int64_t unchanged = 0;
    std::int64_t objectErrors = 0;
    std::int64_t objectTypes = 0;
    std::int64_t csoAdds = 0;
    std::int64_t csoUpdates = 0;
    std::int64_t csoDeletes = 0;
    std::int64_t projections = 0;
    std::int64_t joins = 0;
    std::int64_t attributeFlows = 0;
    std::int64_t disconnections = 0;
    std::int64_t driftCorrections = 0;
    std::int64_t provisioned = 0;
    std::int64_t exported = 0;
    std::int64_t deprovisioned = 0;
    std::int64_t created = 0;
    std::int64_t pendingExports = 0;
    std::int64_t pendingExportsConfirmed = 0;
    std::int64_t pendingExportsRetrying = 0;
    std::int64_t pendingExportsFailed = 0;
    std::int64_t mvoCreated = 0;
    std::int64_t mvoUpdated = 0;
    std::int64_t mvoDeleted = 0;
    /// How the estimates that were shown of the run turned out.
    std::vector<progress::EstimateScore> estimates;
    std::vector<progress::AlertFiring> alerts;  ///< The rules that fired, in that order.
    /// Of a run whose worker was lost: the activity under which it was started again.
    std::optional<base::Guid> continuedBy;
};

/// Something that was done, and by whom: a run, or a change of the configuration.
struct Activity {
    std::int64_t number = 0;  ///< Its key inside: execution items refer to it.
    base::Guid id;
    std::optional<base::Guid> parent;
    base::Timestamp created;
    std::optional<base::Timestamp> executed;
    std::optional<base::Timestamp> ended;
    ActivityStatus status = ActivityStatus::InProgress;
    TargetType targetType = TargetType::NotSet;
    TargetOperation operation = TargetOperation::Create;
    std::string targetName;
    std::string targetContext;
    std::string message;
    Initiator initiator;
    std::int64_t objectsToProcess = 0;
    std::int64_t objectsProcessed = 0;
    std::string warningMessage;
    std::string errorMessage;
    std::optional<std::uint8_t> runType;  ///< run_profile::RunType, of runs only.
    std::optional<std::int32_t> systemId;
    std::optional<std::int32_t> runProfileId;
    std::optional<std::int32_t> synchronisationRuleId;
    std::string changeReason;
    std::string worker;  ///< `host:pid` of the process that ran it.
    std::vector<Phase> phases;
    std::optional<Stats> stats;  ///< When a run has ended.
};

}  // namespace jim::runs::activity
