#include "runs/activity/ExecutionItem.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::runs::activity {
namespace {

constexpr auto kChangeTypes = base::enumText<ObjectChangeType>({
    {ObjectChangeType::NotSet, "NotSet"},
    {ObjectChangeType::Added, "Added"},
    {ObjectChangeType::Updated, "Updated"},
    {ObjectChangeType::Deleted, "Deleted"},
    {ObjectChangeType::Projected, "Projected"},
    {ObjectChangeType::Joined, "Joined"},
    {ObjectChangeType::AttributeFlow, "AttributeFlow"},
    {ObjectChangeType::Disconnected, "Disconnected"},
    {ObjectChangeType::DisconnectedOutOfScope, "DisconnectedOutOfScope"},
    {ObjectChangeType::OutOfScopeRetainJoin, "OutOfScopeRetainJoin"},
    {ObjectChangeType::DriftCorrection, "DriftCorrection"},
    {ObjectChangeType::Exported, "Exported"},
    {ObjectChangeType::Deprovisioned, "Deprovisioned"},
    {ObjectChangeType::NoChange, "NoChange"},
    {ObjectChangeType::PendingExport, "PendingExport"},
    {ObjectChangeType::PendingExportConfirmed, "PendingExportConfirmed"},
    {ObjectChangeType::Created, "Created"},
});

constexpr auto kErrorTypes = base::enumText<ItemErrorType>({
    {ItemErrorType::NotSet, "NotSet"},
    {ItemErrorType::AmbiguousMatch, "AmbiguousMatch"},
    {ItemErrorType::CouldNotMatchObjectType, "CouldNotMatchObjectType"},
    {ItemErrorType::CouldNotJoinDueToExistingJoin, "CouldNotJoinDueToExistingJoin"},
    {ItemErrorType::DuplicateImportedAttributes, "DuplicateImportedAttributes"},
    {ItemErrorType::MissingExternalIdAttributeValue, "MissingExternalIdAttributeValue"},
    {ItemErrorType::UnexpectedAttribute, "UnexpectedAttribute"},
    {ItemErrorType::UnresolvedReference, "UnresolvedReference"},
    {ItemErrorType::UnsupportedExternalIdAttributeType, "UnsupportedExternalIdAttributeType"},
    {ItemErrorType::ExportNotConfirmed, "ExportNotConfirmed"},
    {ItemErrorType::ExportConfirmationFailed, "ExportConfirmationFailed"},
    {ItemErrorType::CsoCreationFailed, "CsoCreationFailed"},
    {ItemErrorType::DuplicateObject, "DuplicateObject"},
    {ItemErrorType::InvalidGeneratedExternalId, "InvalidGeneratedExternalId"},
    {ItemErrorType::UnhandledError, "UnhandledError"},
    {ItemErrorType::ExpressionEvaluationError, "ExpressionEvaluationError"},
    {ItemErrorType::ExpressionMissingInput, "ExpressionMissingInput"},
    {ItemErrorType::MultiValuedToSingleValued, "MultiValuedToSingleValued"},
    {ItemErrorType::DeltaImportFallbackToFullImport, "DeltaImportFallbackToFullImport"},
    {ItemErrorType::ImportHashVerificationFailed, "ImportHashVerificationFailed"},
    {ItemErrorType::ImportAttributeValueError, "ImportAttributeValueError"},
    {ItemErrorType::ConnectorConfigurationError, "ConnectorConfigurationError"},
    {ItemErrorType::CouldNotExportDueToExistingConnectedSystemObject,
     "CouldNotExportDueToExistingConnectedSystemObject"},
    {ItemErrorType::MalformedRow, "MalformedRow"},
});

constexpr auto kOutcomes = base::enumText<ItemOutcome>({
    {ItemOutcome::CsoAdded, "CsoAdded"},
    {ItemOutcome::CsoUpdated, "CsoUpdated"},
    {ItemOutcome::CsoDeleted, "CsoDeleted"},
    {ItemOutcome::Projected, "Projected"},
    {ItemOutcome::Joined, "Joined"},
    {ItemOutcome::AttributeFlow, "AttributeFlow"},
    {ItemOutcome::Disconnected, "Disconnected"},
    {ItemOutcome::MvoDeleted, "MvoDeleted"},
    {ItemOutcome::Provisioned, "Provisioned"},
    {ItemOutcome::PendingExportCreated, "PendingExportCreated"},
    {ItemOutcome::Exported, "Exported"},
    {ItemOutcome::Deprovisioned, "Deprovisioned"},
    {ItemOutcome::ExportConfirmed, "ExportConfirmed"},
    {ItemOutcome::ExportFailed, "ExportFailed"},
    {ItemOutcome::DeletionDetected, "DeletionDetected"},
});

}  // namespace

std::string_view toText(ObjectChangeType type) {
    return kChangeTypes.text(type);
}
std::string_view toText(ItemErrorType type) {
    return kErrorTypes.text(type);
}
std::string_view toText(ItemOutcome outcome) {
    return kOutcomes.text(outcome);
}

std::optional<ObjectChangeType> parseObjectChangeType(std::string_view text) {
    return kChangeTypes.parse(text);
}
std::optional<ItemErrorType> parseItemErrorType(std::string_view text) {
    return kErrorTypes.parse(text);
}

void Outcomes::add(ItemOutcome outcome) {
    const unsigned shift = 4U * static_cast<unsigned>(outcome);
    if (count(outcome) < 15) packed_ += std::uint64_t{1} << shift;
}

std::string Outcomes::summary() const {
    std::string text;
    for (const auto& [outcome, name] : kOutcomes.rows()) {
        const auto times = count(outcome);
        if (times == 0) continue;
        if (!text.empty()) text += ',';
        text.append(name).append(":").append(std::to_string(times));
    }
    return text;
}

}  // namespace jim::runs::activity
