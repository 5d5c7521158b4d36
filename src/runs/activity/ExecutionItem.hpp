#pragma once

#include "identity/connector_space/ConnectorSpaceObject.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jim::runs::activity {

/// What happened to the object. The numbers are stored: never renumber.
enum class ObjectChangeType : std::uint8_t {
    NotSet = 0,
    Added = 1,
    Updated = 2,
    Deleted = 3,
    Projected = 4,
    Joined = 5,
    AttributeFlow = 6,
    Disconnected = 7,
    DisconnectedOutOfScope = 8,
    OutOfScopeRetainJoin = 9,
    DriftCorrection = 10,
    Exported = 11,
    Deprovisioned = 12,
    NoChange = 13,
    PendingExport = 14,
    PendingExportConfirmed = 15,
    Created = 16,
};

/// Why the object could not be processed. Ours beyond the interface's names: MalformedRow,
/// SafetyBrake.
enum class ItemErrorType : std::uint8_t {
    NotSet = 0,
    AmbiguousMatch = 1,
    CouldNotMatchObjectType = 2,
    CouldNotJoinDueToExistingJoin = 3,
    DuplicateImportedAttributes = 4,
    MissingExternalIdAttributeValue = 5,
    UnexpectedAttribute = 6,
    UnresolvedReference = 7,
    UnsupportedExternalIdAttributeType = 8,
    ExportNotConfirmed = 9,
    ExportConfirmationFailed = 10,
    CsoCreationFailed = 11,
    DuplicateObject = 12,
    InvalidGeneratedExternalId = 13,
    UnhandledError = 14,
    ExpressionEvaluationError = 15,
    ExpressionMissingInput = 16,
    MultiValuedToSingleValued = 17,
    DeltaImportFallbackToFullImport = 18,
    ImportHashVerificationFailed = 19,
    ImportAttributeValueError = 20,
    ConnectorConfigurationError = 21,
    CouldNotExportDueToExistingConnectedSystemObject = 22,
    MalformedRow = 23,
};

/// Consequences that one item records, each with how often: `Projected:1,Provisioned:2`.
enum class ItemOutcome : std::uint8_t {
    CsoAdded = 0,
    CsoUpdated = 1,
    CsoDeleted = 2,
    Projected = 3,
    Joined = 4,
    AttributeFlow = 5,
    Disconnected = 6,
    MvoDeleted = 7,
    Provisioned = 8,
    PendingExportCreated = 9,
    Exported = 10,
    Deprovisioned = 11,
    ExportConfirmed = 12,
    ExportFailed = 13,
    DeletionDetected = 14,
};
constexpr std::size_t kItemOutcomes = 15;

[[nodiscard]] std::string_view toText(ObjectChangeType type);
[[nodiscard]] std::string_view toText(ItemErrorType type);
[[nodiscard]] std::string_view toText(ItemOutcome outcome);
[[nodiscard]] std::optional<ObjectChangeType> parseObjectChangeType(std::string_view text);
[[nodiscard]] std::optional<ItemErrorType> parseItemErrorType(std::string_view text);

/// Counts of outcomes in one 64-bit number, four bits each (15 means 15 or more), so that a
/// database can sum them in one statement over all items of a run.
class Outcomes {
public:
    Outcomes() = default;
    explicit Outcomes(std::int64_t packed) : packed_(static_cast<std::uint64_t>(packed)) {}

    void add(ItemOutcome outcome);
    [[nodiscard]] std::uint32_t count(ItemOutcome outcome) const {
        return static_cast<std::uint32_t>(packed_ >> (4U * static_cast<unsigned>(outcome)) & 15U);
    }
    [[nodiscard]] std::int64_t packed() const { return static_cast<std::int64_t>(packed_); }
    [[nodiscard]] bool any() const { return packed_ != 0; }
    /// `Projected:1,AttributeFlow:1`
    [[nodiscard]] std::string summary() const;

private:
    std::uint64_t packed_ = 0;
};

/// The record of one object that a run changed, or could not process: the audit trail.
struct ExecutionItem {
    std::int64_t sequence = 0;  ///< From 1, rising within the run; with the activity its key.
    ObjectChangeType changeType = ObjectChangeType::NotSet;
    ItemErrorType errorType = ItemErrorType::NotSet;
    Outcomes outcomes;
    std::string externalId;  ///< As they were when it happened.
    std::string displayName;
    std::string objectType;
    std::optional<identity::connector_space::CsoId> cso;
    std::optional<identity::connector_space::MvoId> mvo;
    std::string message;  ///< Of an error: what is wrong and where, for the administrator.
    std::string changes;  ///< schema::encodeChanges; empty when change tracking is off.
};

}  // namespace jim::runs::activity
