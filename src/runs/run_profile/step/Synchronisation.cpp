#include "runs/run_profile/step/Synchronisation.hpp"

#include "runs/run_profile/step/ReferencePass.hpp"
#include "runs/run_profile/step/SynchronisationBatch.hpp"
#include "runs/run_profile/step/SynchronisationPages.hpp"

#include <algorithm>
#include <optional>

namespace jim::runs::run_profile::step {
namespace {

base::Status countObjects(RunContext& run, bool delta) {
    JIM_ASSIGN(const std::int64_t total,
               run.session().connectorSpaceQueries().synchronisable(run.system().id, delta));
    run.progress().total(total, progress::TotalKind::Exact, progress::TotalSource::Counted);
    return {};
}

bool cameToItsEnd(const activity::Activity& run) {
    return std::ranges::any_of(run.phases, [](const activity::Phase& phase) {
        return phase.key == "sync.references" && phase.status == activity::PhaseStatus::Completed;
    });
}

/// Whether the last synchronisation of this system that did anything stopped before it had flowed
/// all references. Its objects are off the list of changed ones, and only a full run finds what
/// their references still need.
base::Result<bool> leftReferences(RunContext& run) {
    constexpr std::size_t kLookBack = 100;
    JIM_ASSIGN(const auto ended,
               run.session().activityQueries().recentRuns(run.system().id, kLookBack));
    const auto last = std::ranges::find_if(ended, [](const activity::Activity& one) {
        return synchronises(static_cast<RunType>(one.runType.value_or(0))) &&
               (one.objectsProcessed > 0 || cameToItsEnd(one));
    });
    return last != ended.end() && !cameToItsEnd(*last);
}

base::Status processAll(SynchronisationState& state) {
    auto& run = state.run;
    SynchronisationPages pages{state};
    while (!pages.atEnd()) {
        JIM_TRY(run.betweenBatches());
        std::optional<SynchronisationBatch> batch;
        JIM_TRY(run.write([&]() -> base::Status {
            JIM_ASSIGN(auto page, pages.next());
            batch.emplace(state, std::move(page));
            return batch->run();
        }));
        batch->count();
    }
    return {};
}

}  // namespace

base::Status synchronise(RunContext& run, bool delta) {
    auto& progress = run.progress();
    progress.enter("sync.prepare");
    JIM_ASSIGN(auto plan, planSynchronisation(run));
    JIM_TRY(prepareMatchKeys(run, plan));
    if (delta) {
        JIM_ASSIGN(const bool left, leftReferences(run));
        if (left) progress.narrate("The last synchronisation was stopped: looking at all objects");
        delta = !left;
    }
    SynchronisationState state{
        run, std::move(plan), NumberSource{run.session()}, {}, delta, {}, 0, 0, {}, {}};

    progress.enter("sync.process");
    JIM_TRY(countObjects(run, delta));
    JIM_TRY(processAll(state));

    progress.enter("sync.references");
    JIM_TRY(flowReferences(state));

    progress.enter("sync.save");
    return run.keepPosition();
}

}  // namespace jim::runs::run_profile::step
