#include "runs/run_profile/step/Export.hpp"

#include "runs/run_profile/step/ExportResults.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::runs::run_profile::step {
namespace {

using identity::connector_space::PendingExportChangeType;
using progress::Outcome;

Outcome outcomeOf(PendingExportChangeType type) {
    switch (type) {
        case PendingExportChangeType::Create:
            return Outcome::Created;
        case PendingExportChangeType::Update:
            return Outcome::Updated;
        case PendingExportChangeType::Delete:
            return Outcome::Deleted;
    }
    return Outcome::Updated;
}

/// Counts what came out, object by object.
void countResults(RunContext& run, const ExportFeed& feed) {
    auto exported = feed.exportedIds().begin();
    for (const auto& due : feed.due()) {
        const auto id = static_cast<std::int64_t>(due.id);
        exported = std::find_if(exported, feed.exportedIds().end(),
                                [id](std::int64_t other) { return other >= id; });
        const bool done = exported != feed.exportedIds().end() && *exported == id;
        if (!done && !feed.failures().contains(id)) continue;
        run.progress().count(run.typeSlot(due.objectTypeId),
                             done ? outcomeOf(due.changeType) : Outcome::Failed);
    }
    run.progress().add(progress::Extra::Exported, std::ssize(feed.exportedIds()));
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

    progress.enter("export.execute");
    progress.total(feed.size(), progress::TotalKind::Exact, progress::TotalSource::Counted);
    JIM_TRY(run.betweenBatches(std::ranges::count_if(feed.due(), [&](const auto& due) {
        return due.changeType == PendingExportChangeType::Delete;
    })));
    if (feed.size() > 0) {
        JIM_TRY(run.keepPosition());
        const auto begin = run.clock().steady() - run.rested();
        auto written = exporter->write({run.system()}, feed, feed, run.channel(), run.stop());
        progress.spent(progress::TimeShare::Target, run.clock().steady() - run.rested() - begin);
        feed.finish();
        if (!written && feed.exportedIds().empty()) return written;
        countResults(run, feed);
        if (!written) run.warning = written.error().message;
    }

    progress.enter("export.record");
    progress.total(feed.size(), progress::TotalKind::Exact, progress::TotalSource::Counted);
    ExportResults results{run, feed};
    return results.apply();
}

}  // namespace jim::runs::run_profile::step
