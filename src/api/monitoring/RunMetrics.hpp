#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/metrics/Registry.hpp"
#include "progress/ProgressStore.hpp"
#include "progress/SnapshotReading.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace jim::api::monitoring {

/// What metrics say of runs, taken from their snapshots: a scrape asks the progress store, never
/// the database. `observe` is called by one thread, `collect` by any. Changes of health are counted
/// by whoever publishes the run, once among all processes.
class RunMetrics {
public:
    /// All outlive it.
    RunMetrics(metrics::Registry& registry, progress::ProgressStore& store,
               const base::Clock& clock)
        : registry_(registry), store_(store), clock_(clock) {}

    /// Counts what is new in these.
    void observe(const std::vector<progress::SnapshotPtr>& snapshots);

    /// How runs stand now.
    void collect(metrics::Scrape& scrape) const;

private:
    static constexpr std::size_t kOutcomes = 6;

    struct Last {
        progress::SnapshotPtr snapshot;
        std::array<std::int64_t, kOutcomes> counts{};
        std::int64_t coalesced = 0;
    };

    void observe(const progress::SnapshotPtr& snapshot);

    metrics::Registry& registry_;
    progress::ProgressStore& store_;
    const base::Clock& clock_;
    std::map<base::Guid, Last> last_;
};

}  // namespace jim::api::monitoring
