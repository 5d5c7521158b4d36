#include "runs/run_profile/step/Synchronisation.hpp"

#include "runs/run_profile/step/ReferencePass.hpp"
#include "runs/run_profile/step/SynchronisationBatch.hpp"

namespace jim::runs::run_profile::step {
namespace {

constexpr std::size_t kPage = 1'000;

base::Status countObjects(RunContext& run, bool delta) {
    JIM_ASSIGN(const auto counts, run.session().connectorSpaceQueries().counts(run.system().id));

    run.progress().total(delta ? counts.changed : counts.synchronisable, progress::TotalKind::Exact,
                         progress::TotalSource::Counted);
    return {};
}

base::Status processAll(SynchronisationState& state) {
    auto& run = state.run;
    identity::connector_space::SynchronisationPage request{run.system().id, CsoId{}, kPage,
                                                           state.delta};
    for (bool more = true; more;) {
        JIM_TRY(run.checkStop());
        std::optional<SynchronisationBatch> batch;
        JIM_TRY(run.write([&]() -> base::Status {
            JIM_ASSIGN(auto page, run.session().connectorSpace().page(request));
            more = page.size() == request.limit;
            if (page.empty()) return {};
            request.after = page.back().id;
            batch.emplace(state, std::move(page));
            return batch->run();
        }));
        if (batch) batch->count();
    }
    return {};
}

}  // namespace

base::Status synchronise(RunContext& run, bool delta) {
    auto& progress = run.progress();
    progress.enter("sync.prepare");
    JIM_ASSIGN(auto plan, planSynchronisation(run));
    JIM_TRY(prepareMatchKeys(run, plan));
    SynchronisationState state{run, std::move(plan), NumberSource{run.session()}, {}, delta, {}, {},
                               {}};

    progress.enter("sync.process");
    JIM_TRY(countObjects(run, delta));
    JIM_TRY(processAll(state));

    progress.enter("sync.references");
    JIM_TRY(flowReferences(state));

    progress.enter("sync.save");
    return run.keepPosition();
}

}  // namespace jim::runs::run_profile::step
