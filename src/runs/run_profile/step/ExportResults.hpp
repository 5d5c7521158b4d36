#pragma once

#include "runs/run_profile/step/ExportFeed.hpp"

namespace jim::runs::run_profile::step {

/// Applies the results of an export: objects hold what was sent, pending exports that are done go,
/// failed ones stay with their error and the time of the next try. Each with its execution item.
class ExportResults {
public:
    ExportResults(RunContext& run, ExportFeed& feed) : run_(run), feed_(feed) {}

    [[nodiscard]] base::Status apply();

private:
    struct Changes {
        identity::connector_space::ConnectorSpaceChanges connectorSpace;
        identity::connector_space::PendingExportChanges pendingExports;
    };

    /// What a batch of these changes. `ids` ascend.
    [[nodiscard]] base::Result<DecidedBatch> decide(
        std::span<const identity::connector_space::PendingExportId> ids);
    static void reserve(const ExportBatch& batch, Changes& changes);
    /// Takes the object out of the batch, and what is to be kept of the pending export.
    void applyExported(ExportBatch& batch, identity::connector_space::PendingExport& pending,
                       Changes& changes);
    void applyDelete(const ExportBatch& batch,
                     const identity::connector_space::PendingExport& pending, Changes& changes);
    /// Whether reference changes are left for a later run.
    [[nodiscard]] bool applyReferences(const ExportBatch& batch,
                                       const identity::connector_space::PendingExport& pending,
                                       identity::connector_space::ConnectorSpaceObject& object,
                                       identity::schema::ChangeSet& referenceChanges,
                                       Changes& changes);
    void applyFailure(const ExportBatch& batch, identity::connector_space::PendingExport pending,
                      const std::string& message, Changes& changes);
    [[nodiscard]] activity::ExecutionItem itemOf(
        const ExportBatch& batch, const identity::connector_space::PendingExport& pending) const;

    RunContext& run_;
    ExportFeed& feed_;
};

}  // namespace jim::runs::run_profile::step
