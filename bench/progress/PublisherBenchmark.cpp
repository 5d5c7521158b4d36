#include "foundation/base/Clock.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/Publisher.hpp"
#include "progress/SnapshotReading.hpp"
#include "progress/memory/MemoryProgressStore.hpp"

#include <benchmark/benchmark.h>

#include <chrono>

/// What one publish of one run costs the publisher, and what one read costs a reader.
namespace jim::progress {
namespace {

using namespace std::chrono_literals;

struct Bench {
    Bench() {
        RunIdentity identity;
        identity.activityId = base::newGuid(clock.now());
        identity.attempt = 1;
        identity.runType = "FullImport";
        identity.targetName = "Full Import";
        identity.targetContext = "HR";
        identity.phases = catalogue(RunKind::Import, "FullImport");
        identity.objectTypes = {"person", "group"};
        id = identity.activityId;
        run = publisher.begin(identity);
        run->enter("import.process");
        run->total(1'000'000'000, TotalKind::Exact, TotalSource::Counted);
        publisher.publishDue();
    }

    base::ManualClock clock;
    memory::MemoryProgressStore store{clock, 3600s};
    Publisher publisher{store, clock};
    base::Guid id;
    std::shared_ptr<RunProgress> run;
};

void publish(benchmark::State& state) {
    Bench bench;
    for (auto _ : state) {
        bench.run->advance(25);
        bench.run->count(0, Outcome::Updated, 25);
        bench.clock.advance(250ms);
        bench.publisher.publishDue();
    }
}
BENCHMARK(publish);

void read(benchmark::State& state) {
    Bench bench;
    for (auto _ : state) {
        const auto stored = bench.store.get(bench.id);
        benchmark::DoNotOptimize(readSnapshot(**stored, bench.clock.now()));
    }
}
BENCHMARK(read);

}  // namespace
}  // namespace jim::progress
