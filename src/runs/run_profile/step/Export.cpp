#include "runs/run_profile/step/Export.hpp"

#include "runs/run_profile/step/ExportResults.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::runs::run_profile::step {
namespace {

using connectors::ExportOperation;
using progress::Outcome;

Outcome outcomeOf(ExportOperation operation) {
    switch (operation) {
        case ExportOperation::Create:
            return Outcome::Created;
        case ExportOperation::Update:
            return Outcome::Updated;
        case ExportOperation::Delete:
            return Outcome::Deleted;
    }
    return Outcome::Updated;
}

/// Counts what came out, object by object.
base::Status countResults(RunContext& run, ExportFeed& feed,
                          std::span<const connectors::ExportKey> keys) {
    std::int64_t exported = 0;
    for (const auto& key : keys) {
        const bool done = std::ranges::binary_search(feed.exportedIds(), key.id);
        if (!done && !feed.failures().contains(key.id)) continue;
        run.progress().count(run.typeSlot(key.objectTypeId),
                             done ? outcomeOf(key.operation) : Outcome::Failed);
        exported += done ? 1 : 0;
    }
    const auto refused = feed.size() - static_cast<std::int64_t>(keys.size());
    if (refused > 0)
        run.progress().count(run.system().objectTypes.size(), Outcome::Failed, refused);
    run.progress().add(progress::Extra::Exported, exported);
    return {};
}

}  // namespace

base::Status exportChanges(RunContext& run) {
    auto& progress = run.progress();
    progress.enter("export.prepare");
    auto* exporter = run.connector().exporter();
    if (exporter == nullptr)
        return base::fail(base::invalidState(
            fmt::format("The connector '{}' cannot export.", run.connector().definition().name)));
    ExportFeed feed{run};
    JIM_TRY(feed.prepare());
    JIM_ASSIGN(const auto keys, feed.keys());

    progress.enter("export.execute");
    progress.total(feed.size(), progress::TotalKind::Exact, progress::TotalSource::Counted);
    JIM_TRY(run.betweenBatches(
        std::ranges::count(keys, ExportOperation::Delete, &connectors::ExportKey::operation)));
    if (feed.size() > 0) {
        JIM_TRY(run.keepPosition());
        const auto begin = run.clock().steady() - run.rested();
        auto written = exporter->write({run.system()}, feed, feed, run.channel(), run.stop());
        progress.spent(progress::TimeShare::Target, run.clock().steady() - run.rested() - begin);
        feed.finish();
        if (!written && feed.exportedIds().empty()) return written;
        JIM_TRY(countResults(run, feed, keys));
        if (!written) run.warning = written.error().message;
    }

    progress.enter("export.record");
    progress.total(feed.size(), progress::TotalKind::Exact, progress::TotalSource::Counted);
    ExportResults results{run, feed};
    return results.apply();
}

}  // namespace jim::runs::run_profile::step
