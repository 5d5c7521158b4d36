#pragma once

#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/step/ExportBatch.hpp"

#include <functional>
#include <future>
#include <optional>
#include <span>
#include <vector>

namespace jim::runs::run_profile::step {

/// Loads what is to be sent. While a connector asks for it in the order in which it was found due,
/// what comes next is read beside the run, so that the database works while the connector does.
/// Used by the run's own thread only.
class ExportReader {
public:
    using Due = ExportedObjects::Due;
    using Ids = std::span<const identity::connector_space::PendingExportId>;

    explicit ExportReader(RunContext& run) : run_(run) {}
    ExportReader(const ExportReader&) = delete;
    ExportReader& operator=(const ExportReader&) = delete;
    /// Waits for what is being read.
    ~ExportReader() { waitForAhead(); }

    /// What may be asked for: those of `due` of which `isSent` says so. Both stay as they are.
    void begin(std::span<const Due> due, const ExportedObjects& objects,
               std::function<bool(const Due&)> isSent);
    /// `ids` ascend. What it gives may hold some that come after these.
    [[nodiscard]] base::Result<ExportBatch> load(Ids ids);

private:
    struct Ahead {
        std::vector<identity::connector_space::PendingExportId> ids;
        std::future<base::Result<ExportBatch>> batch;
    };

    /// What was read ahead, when these are all in it and it could be read.
    [[nodiscard]] std::optional<ExportBatch> takeAhead(Ids ids);
    /// As many as `ids`, of what comes after them; none when they do not follow what was asked for
    /// before them.
    [[nodiscard]] std::vector<identity::connector_space::PendingExportId> following(Ids ids);
    void readAhead(std::vector<identity::connector_space::PendingExportId> ids);
    void waitForAhead();

    RunContext& run_;
    std::span<const Due> due_;
    const ExportedObjects* objects_ = nullptr;
    std::function<bool(const Due&)> isSent_;
    std::size_t next_ = 0;  ///< Of due_, after what was asked for last.
    std::optional<Ahead> ahead_;
};

}  // namespace jim::runs::run_profile::step
