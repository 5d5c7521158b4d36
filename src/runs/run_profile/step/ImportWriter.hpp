#pragma once

#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/step/ImportIndex.hpp"
#include "runs/run_profile/step/ImportSpool.hpp"
#include "runs/run_profile/step/NumberSource.hpp"

#include <string>
#include <vector>

namespace jim::runs::run_profile::step {

/// Writes what an import has found into the connector space, batch by batch: each object with its
/// execution item and references in one transaction. Batches may go in pairs (BatchWriter): no two
/// have an object in common, and ids and references within the run come from the index.
class ImportWriter {
public:
    ImportWriter(RunContext& run, ImportIndex& index)
        : run_(run), index_(index), numbers_(run.session()) {}

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

    /// What a batch writes.
    struct Batch {
        connector_space::ConnectorSpaceChanges changes;
        std::vector<connector_space::CsoId> found;  ///< They were to be created.
    };

    /// Of the next records, of so many that are left; takes them away from these.
    [[nodiscard]] base::Result<DecidedBatch> nextBatch(ImportSpool& spool, std::int64_t& left);
    [[nodiscard]] base::Status fillBatch(ImportSpool& spool, std::int64_t records);
    void recordError(const SpoolRecord& record);
    void take(const SpoolRecord& record);
    [[nodiscard]] base::Status takeIds();
    [[nodiscard]] base::Status collectUpdates(Batch& batch);
    void collectNew(Incoming& incoming, connector_space::ConnectorSpaceChanges& changes);
    void collectChanged(Incoming& incoming, const connector_space::ConnectorSpaceObject& before,
                        std::span<const connector_space::CsoReference> heldReferences,
                        Batch& batch);
    [[nodiscard]] connector_space::CsoReference referenceOf(
        connector_space::CsoId owner, const connectors::SourceReference& source) const;
    [[nodiscard]] activity::ExecutionItem itemOf(const Incoming& incoming) const;
    void noteUnresolved(const Incoming& incoming, activity::ExecutionItem& item);
    [[nodiscard]] std::string typeName(std::int32_t objectTypeId) const;

    RunContext& run_;
    ImportIndex& index_;
    std::vector<Incoming> batch_;
    NumberSource numbers_;
    bool unresolvedWarned_ = false;
};

}  // namespace jim::runs::run_profile::step
