#pragma once

#include "api/watch/Found.hpp"
#include "api/watch/Watching.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/base/StopToken.hpp"
#include "foundation/metrics/Registry.hpp"
#include "progress/ProgressStore.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jim::api::watch {

/// Live progress for all who watch on this node: one subscription to the store, however many they
/// are. It also tells them what no snapshot says: that a worker's heartbeat is late, and what the
/// database knows while the store is away. Thread-safe.
class Feed {
public:
    /// What the database knows of a run. `away`: the store cannot be reached.
    using Describe = std::function<base::Result<Found>(const base::Guid&, bool away)>;

    /// Whether the key of this hash may still be used.
    using IsUsable = std::function<base::Result<bool>(const std::string& keyHash)>;

    struct Parts {
        progress::ProgressStore& store;
        const base::Clock& clock;
        Describe describe;
        IsUsable isUsable;
        std::size_t seatsEach;
    };

    /// What it is made of outlives it; watches may not be used after it.
    explicit Feed(Parts parts);
    ~Feed();
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    /// A watch, and the right to it, for a connection of this principal; nothing when it has as
    /// many as it may. The watch is revoked within kRecheck after the key can be used no more.
    [[nodiscard]] std::optional<Watching> open(const base::Guid& principal,
                                               const std::string& keyHash);

    static constexpr std::chrono::seconds kRecheck{1};

    /// The newest there is of a run. Asks the database only when the store has no snapshot or is
    /// away, or the run's worker is silent, which must not hide the end of a run. NotFound: there
    /// is no such activity.
    [[nodiscard]] base::Result<Found> find(const base::Guid& activityId);

    /// How many are open and served: whatever changes from now on reaches them.
    [[nodiscard]] std::size_t watchers() const;
    void measure(metrics::Scrape& scrape) const;

    /// Blocks until something is to be told or stop is requested, and tells it. One thread.
    void waitAndTell(const base::StopToken& stop);

    /// Tells what is to be told now, without waiting; for tests.
    void tellDue();

    /// Called with what has arrived, each time watchers were told, by the thread that tells them.
    /// Set it before there is one.
    void onTold(std::function<void(const std::vector<progress::SnapshotPtr>&)> told);

    /// The server stops: whoever waits for a moment is woken now.
    void endWaits();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace jim::api::watch
