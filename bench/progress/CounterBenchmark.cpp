#include "foundation/base/Clock.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/RunProgress.hpp"

#include <benchmark/benchmark.h>

/// What progress costs a run for each object. The budget is 10 ns a counter.
namespace jim::progress {
namespace {

RunProgress& run() {
    static const base::SystemClock clock;
    static RunProgress progress{
        RunIdentity{.activityId = base::newGuid(clock.now()),
                    .attempt = 1,
                    .kind = RunKind::Import,
                    .runType = "FullImport",
                    .targetName = "Full Import",
                    .targetContext = "HR",
                    .connectedSystemId = 1,
                    .runProfileId = 1,
                    .worker = "bench",
                    .queuedAt = clock.now(),
                    .startedAt = clock.now(),
                    .phases = catalogue(RunKind::Import, "FullImport"),
                    .objectTypes = {"person", "group", "department", "site"}},
        clock};
    return progress;
}

void count(benchmark::State& state) {
    const auto type = static_cast<std::size_t>(state.thread_index());
    for (auto _ : state) run().count(type, Outcome::Created);
}
BENCHMARK(count)->Threads(1)->Threads(2);

void advance(benchmark::State& state) {
    for (auto _ : state) run().advance();
}
BENCHMARK(advance);

void extra(benchmark::State& state) {
    for (auto _ : state) run().add(Extra::Flowed);
}
BENCHMARK(extra);

void countWhileSampled(benchmark::State& state) {
    for (auto _ : state) {
        if (state.thread_index() == 0)
            run().count(0, Outcome::Created);
        else
            benchmark::DoNotOptimize(run().sample());
    }
}
BENCHMARK(countWhileSampled)->Threads(2);

void sample(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(run().sample());
}
BENCHMARK(sample);

}  // namespace
}  // namespace jim::progress
