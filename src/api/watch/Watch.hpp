#pragma once

#include "api/watch/Found.hpp"
#include "api/watch/Shown.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace jim::api::watch {

namespace impl {
class Board;
struct Mailbox;
}  // namespace impl

/// By what a watcher is told.
enum class Surface : std::uint8_t { EventStream, WebSocket, LongPoll };

[[nodiscard]] std::string_view toText(Surface surface);

/// What a watcher has not been shown yet.
struct Change {
    ShownPtr shown;
    std::optional<progress::HealthStatus> was{};  ///< Set when health is another than before.
};

/// One watcher's view of some runs, or of all that live: the newest of each that it has not taken
/// yet, never a queue. It ends with this object. `take` may be called by one thread at a time,
/// everything else by any.
class Watch {
public:
    Watch(std::shared_ptr<impl::Board> board, const base::Guid& principal);
    ~Watch();
    Watch(Watch&&) noexcept = default;
    Watch& operator=(Watch&&) = delete;
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// Watches a run of which `snapshot` is known, from now on. What is known is a change too,
    /// unless `seen` is its ETag. A run that is watched already is shown anew.
    void add(const progress::SnapshotPtr& snapshot, std::string_view seen = {});
    /// A run of which there is no snapshot: `read` is what the database knows.
    void add(const base::Guid& activityId, const progress::ReadDocument& read,
             std::string_view seen = {});
    /// Either of these.
    void add(const base::Guid& activityId, const Found& found, std::string_view seen = {});
    /// And every other run from when it first shows something.
    void addAll();
    void remove(const base::Guid& activityId);

    /// For the metrics. Once.
    void serve(Surface surface);

    /// How many runs are watched; one that has ended is no longer when its end was taken.
    [[nodiscard]] std::size_t size() const;

    /// Its principal may watch no more: say goodbye.
    [[nodiscard]] bool isRevoked() const;

    /// The next change; `shown` is null when there is none. Runs take turns.
    [[nodiscard]] Change take();

    /// Called when there is something to take after there was nothing, and at once when there is
    /// already. By any thread; it must only take note. Not under a lock that `take` needs.
    void onChange(std::function<void()> wake);

    /// Calls it at that time (steady) too, whether something has changed or not.
    void wakeAt(std::chrono::microseconds when);

    /// Until then (steady), changes wake only when they are urgent: a run's end, or another health.
    void keepQuiet(std::chrono::microseconds until);

private:
    std::shared_ptr<impl::Board> board_;
    std::shared_ptr<impl::Mailbox> box_;  ///< Null: it was moved from.
};

}  // namespace jim::api::watch
