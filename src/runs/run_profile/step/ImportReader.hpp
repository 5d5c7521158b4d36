#pragma once

#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/step/ImportIndex.hpp"
#include "runs/run_profile/step/ImportSpool.hpp"

#include <vector>

namespace jim::runs::run_profile::step {

/// Takes what the connector reads: recognises unchanged objects by their hash, finds duplicates,
/// and spools the rest. Writes nothing to the database.
class ImportReader final : public connectors::ImportSink {
public:
    ImportReader(RunContext& run, ImportIndex& index, ImportSpool& spool);

    [[nodiscard]] base::Status object(const connectors::SourceObject& object) override;
    [[nodiscard]] base::Status error(const connectors::SourceError& error) override;

    /// Rows of the source: objects and errors.
    [[nodiscard]] std::int64_t rows() const { return rows_; }
    /// Unchanged objects by type slot; they are not in the spool.
    [[nodiscard]] const std::vector<std::int64_t>& unchanged() const { return unchanged_; }

private:
    /// An object whose id, or one that it refers to, is longer than ids may be.
    [[nodiscard]] base::Status refuseLongId(const connectors::SourceObject& object,
                                            std::string_view what, std::string_view id);
    [[nodiscard]] base::Status duplicate(ImportEntry& entry,
                                         const connectors::SourceObject& object);
    [[nodiscard]] base::Status spoolDuplicate(const connectors::SourceObject& object,
                                              std::int64_t position);
    void keep(std::int32_t objectTypeId, const std::string& externalId);
    [[nodiscard]] base::Status countRow();

    RunContext& run_;
    ImportIndex& index_;
    ImportSpool& spool_;
    SpoolRecord record_;
    std::vector<connector_space::IncomingReference> references_;
    std::vector<std::int64_t> unchanged_;
    std::int64_t rows_ = 0;
};

}  // namespace jim::runs::run_profile::step
