#pragma once

#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/step/ExportBatch.hpp"
#include "runs/run_profile/step/ExportReader.hpp"

#include <map>
#include <vector>

namespace jim::runs::run_profile::step {

/// Gives the connector what is pending, and remembers what became of it. References to objects
/// that do not exist in the connected system yet, and are not created by this run, are left for a
/// later one.
class ExportFeed final : public connectors::ExportSource, public connectors::ExportSink {
public:
    explicit ExportFeed(RunContext& run) : run_(run), reader_(run) {}

    /// Finds what is due; creates whose external id is taken already are failures from the start.
    [[nodiscard]] base::Status prepare();
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(due_.size()); }
    /// In ascending id.
    [[nodiscard]] const std::vector<ExportedObjects::Due>& due() const { return due_; }

    [[nodiscard]] base::Result<std::vector<connectors::ExportKey>> keys() override;
    [[nodiscard]] base::Result<std::vector<connectors::ExportObject>> load(
        std::span<const std::int64_t> ids) override;
    [[nodiscard]] base::Status exported(std::span<const std::int64_t> ids) override;
    [[nodiscard]] base::Status failed(std::span<const connectors::ExportFailure> failures) override;
    [[nodiscard]] base::Status expose(const std::function<base::Status()>& work) override;

    [[nodiscard]] bool deletes(std::int64_t id) const;
    [[nodiscard]] const ExportedObjects& objects() const { return objects_; }
    [[nodiscard]] KeptExports& kept() { return kept_; }
    /// After the last result: puts what was exported in order.
    void finish();
    /// In ascending id once it is finished.
    [[nodiscard]] const std::vector<std::int64_t>& exportedIds() const { return exported_; }
    [[nodiscard]] const std::map<std::int64_t, std::string>& failures() const { return failures_; }

private:
    using Due = identity::connector_space::PendingExportStore::Due;

    [[nodiscard]] base::Status prepareDue();
    [[nodiscard]] base::Status refuseTaken();
    [[nodiscard]] connectors::ExportObject objectOf(
        const ExportBatch& batch, const identity::connector_space::PendingExport& pending) const;

    RunContext& run_;
    std::vector<Due> due_;
    ExportedObjects objects_;
    KeptExports kept_;
    std::vector<std::int64_t> exported_;
    std::map<std::int64_t, std::string> failures_;
    ExportReader reader_;
};

}  // namespace jim::runs::run_profile::step
