#pragma once

#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/step/ImportIndex.hpp"
#include "runs/run_profile/step/ImportSpool.hpp"

#include <string>
#include <vector>

namespace jim::runs::run_profile::step {

/// Writes what an import has found into the connector space, batch by batch: each object with its
/// execution item and references in one transaction.
class ImportWriter {
public:
    ImportWriter(RunContext& run, ImportIndex& index) : run_(run), index_(index) {}

    /// New, changed and rejected objects, in the order of the source.
    [[nodiscard]] base::Status save(ImportSpool& spool);

    /// Objects that the source no longer has.
    [[nodiscard]] base::Status obsolete(std::span<const connector_space::CsoId> gone);

    /// Whether the object that a reference names is, or will be, in the connector space.
    [[nodiscard]] bool isResolvable(const std::string& target) const;

private:
    /// An object of the spool, owning its texts while its batch is put together.
    struct Incoming {
        std::size_t entry = 0;
        bool isNew = false;
        connector_space::ConnectorSpaceObject object;
        std::vector<connectors::SourceReference> references;
        std::int64_t position = 0;
    };

    [[nodiscard]] base::Status fillBatch(ImportSpool& spool, bool& more);
    void recordError(const SpoolRecord& record);
    void take(const SpoolRecord& record);
    [[nodiscard]] base::Status writeBatch();
    /// Objects that were to be created and have been found: what is pending for them is a change
    /// from now on. Within the transaction of the batch.
    [[nodiscard]] base::Status changeInsteadOfCreate();
    [[nodiscard]] base::Status allocateIds();
    [[nodiscard]] base::Status collectUpdates(connector_space::ConnectorSpaceChanges& changes);
    void collectNew(Incoming& incoming, connector_space::ConnectorSpaceChanges& changes);
    void collectChanged(Incoming& incoming, const connector_space::ConnectorSpaceObject& before,
                        std::span<const connector_space::CsoReference> heldReferences,
                        connector_space::ConnectorSpaceChanges& changes);
    [[nodiscard]] connector_space::CsoReference referenceOf(
        connector_space::CsoId owner, const connectors::SourceReference& source) const;
    [[nodiscard]] activity::ExecutionItem itemOf(const Incoming& incoming) const;
    void noteUnresolved(const Incoming& incoming, activity::ExecutionItem& item);
    [[nodiscard]] std::string typeName(std::int32_t objectTypeId) const;

    RunContext& run_;
    ImportIndex& index_;
    std::vector<Incoming> batch_;
    std::vector<connector_space::CsoId> found_;  ///< Of the batch: they were to be created.
    std::int64_t batchRecords_ = 0;
    std::int64_t nextId_ = 0;
    std::int64_t idsLeft_ = 0;
    bool unresolvedWarned_ = false;
};

}  // namespace jim::runs::run_profile::step
