#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "runs/run_profile/RunContext.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace jim::runs::run_profile::step {

/// Pending exports that were loaded to be sent, so that they need not be read again when it is
/// written down what became of them: as long as no run has come between that may have changed them.
/// Those that are tried for the first time, and so many as there is memory for; the others are not
/// kept.
class KeptExports {
public:
    using PendingExport = identity::connector_space::PendingExport;
    using PendingExportId = identity::connector_space::PendingExportId;
    using PendingReference = identity::connector_space::PendingReference;

    struct Taken {
        std::vector<PendingExport> exports;        ///< In ascending id.
        std::vector<PendingReference> references;  ///< By (owner, attribute, target).
        std::vector<PendingExportId> others;       ///< Those that are not kept, ascending.
    };

    /// Before anything is loaded; of this many at most.
    [[nodiscard]] base::Status begin(RunContext& run, std::size_t count);
    void add(std::span<const PendingExport> exports, std::span<const PendingReference> references);
    /// When all are loaded: puts them in order.
    void finish();
    /// Gives some of them. `ids` ascend.
    [[nodiscard]] base::Result<Taken> take(RunContext& run, std::span<const PendingExportId> ids);

private:
    /// Of one that has not been tried yet. Half a million of them are large: their changes lie
    /// together, in memory that is filled from its beginning to its end and given back as a whole.
    struct Kept {
        PendingExportId id{};
        identity::connector_space::CsoId cso{};
        std::optional<identity::connector_space::MvoId> source;
        base::Timestamp created;
        std::string_view changes;
        identity::connector_space::PendingExportChangeType changeType{};
        identity::connector_space::PendingExportStatus status{};
    };

    [[nodiscard]] static PendingExport whole(const RunContext& run, const Kept& kept);
    [[nodiscard]] std::string_view store(std::string_view changes);
    void drop();

    std::optional<std::int64_t> othersLatest_;  ///< Nothing: nothing is kept.
    std::int64_t since_ = 0;
    std::vector<Kept> exports_;
    std::vector<std::vector<char>> changes_;
    std::vector<PendingReference> references_;
    std::size_t bytes_ = 0;
};

}  // namespace jim::runs::run_profile::step
