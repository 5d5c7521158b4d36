#include "runs/run_profile/step/Synchronisation.hpp"

#include "runs/run_profile/step/ReferencePass.hpp"
#include "runs/run_profile/step/SynchronisationBatch.hpp"
#include "runs/run_profile/step/SynchronisationPages.hpp"

#include <algorithm>
#include <memory>
#include <utility>

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

using Batch = std::shared_ptr<SynchronisationBatch>;

DecidedBatch decided(const Batch& batch) {
    return {
        [batch](Session& session, BatchRecord&) { return batch->write(session); },
        [batch](Session& session, BatchRecord& record) { return batch->finish(session, record); },
        [batch] { batch->count(); }, batch->touchesOthers()};
}

base::Status processAll(SynchronisationState& state) {
    auto& run = state.run;
    SynchronisationPages pages{state};
    Batch before;
    const auto next = [&]() -> base::Result<DecidedBatch> {
        const auto* ahead = run.batches().hasAhead() ? before.get() : nullptr;
        JIM_ASSIGN(auto page, pages.next(ahead == nullptr));
        auto batch = std::make_shared<SynchronisationBatch>(state, std::move(page));
        JIM_TRY(batch->decide(ahead));
        before = std::move(batch);
        return decided(before);
    };
    while (!pages.atEnd()) {
        JIM_TRY(run.betweenBatches());
        // A delta looks at what each batch has changed. What passes objects by has little to write.
        const bool inPairs =
            before && !state.delta && !before->passedBy() && run.batches().writesInPairs();
        if (inPairs) JIM_TRY(ensureNumbers(state, 2 * static_cast<std::int64_t>(pages.size())));
        JIM_TRY(run.batches().writeBatches(
            next, [&] { return inPairs && !before->passedBy() && !pages.atEnd(); }));
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
    SynchronisationState state{.run = run, .plan = std::move(plan), .delta = delta};

    progress.enter("sync.process");
    JIM_TRY(countObjects(run, delta));
    JIM_TRY(processAll(state));

    progress.enter("sync.references");
    JIM_TRY(flowReferences(state));

    progress.enter("sync.save");
    return run.keepPosition();
}

}  // namespace jim::runs::run_profile::step
