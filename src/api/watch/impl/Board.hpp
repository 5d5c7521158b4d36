#pragma once

#include "api/watch/Watch.hpp"
#include "foundation/base/Clock.hpp"
#include "progress/ProgressStore.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace jim::api::watch::impl {

struct Topic;
struct Mailbox;

/// Who is to be looked at when (steady).
using Times = std::multimap<std::chrono::microseconds, Mailbox*>;

/// One run in one watcher's mailbox.
struct Slot {
    Mailbox* box = nullptr;
    Topic* topic = nullptr;
    ShownPtr unsent{};
    Slot* next = nullptr;     ///< In the box's queue.
    std::uint32_t place = 0;  ///< Among the topic's slots.
    std::optional<progress::HealthStatus> told{};
    bool queued = false;
};

/// What waits for one watcher. The board's lock guards what stands before `mutex`, the box's own
/// lock the rest; the board's is taken first where both are needed.
struct Mailbox : std::enable_shared_from_this<Mailbox> {
    std::map<base::Guid, Slot> slots;
    std::uint32_t place = 0;  ///< Among the board's boxes.
    bool all = false;
    std::optional<Surface> surface{};
    base::Guid principal{};
    std::optional<Times::iterator> alarm{};  ///< When it is woken in any case.
    std::optional<Times::iterator> quiet{};  ///< When what it is not woken for before wakes it.

    std::mutex mutex;
    Slot* first = nullptr;
    Slot* last = nullptr;
    std::function<void()> wake;
    std::chrono::microseconds quietUntil{0};
    bool due = false;      ///< A time it wanted to be woken at has come.
    bool hushed = false;   ///< It has something to take, and was not woken for it yet.
    bool revoked = false;  ///< Its principal may watch no more.
};

/// What is known of one run, and who watches it.
struct Topic {
    base::Guid id;
    progress::SnapshotPtr snapshot;  ///< The newest; null while only the database knows of it.
    ShownPtr shown;
    bool lost = false;      ///< `shown` says that its worker is lost.
    bool degraded = false;  ///< `shown` comes from the database.
    std::chrono::microseconds heard{0};
    std::vector<Slot*> slots;
};

/// Which runs are watched, by whom, and what they show: the fan-out. Thread-safe. Watchers are
/// woken without any lock held.
class Board {
public:
    explicit Board(const base::Clock& clock) : clock_(clock) {}

    [[nodiscard]] std::shared_ptr<Mailbox> open(const base::Guid& principal);
    void close(const std::shared_ptr<Mailbox>& box);

    void add(Mailbox& box, const progress::SnapshotPtr& snapshot, std::string_view seen);
    void add(Mailbox& box, const base::Guid& id, const progress::ReadDocument& read,
             std::string_view seen);
    void addAll(Mailbox& box);
    void remove(Mailbox& box, const base::Guid& id);
    void serve(Mailbox& box, Surface surface);
    [[nodiscard]] std::size_t size(const Mailbox& box) const;
    [[nodiscard]] Change take(Mailbox& box);
    void onChange(Mailbox& box, std::function<void()> wake);
    void wakeAt(const std::shared_ptr<Mailbox>& box, std::chrono::microseconds when);
    void keepQuiet(const std::shared_ptr<Mailbox>& box, std::chrono::microseconds until);

    /// The store has these.
    void tell(const std::vector<progress::SnapshotPtr>& snapshots);
    /// Only the database knows of the run now.
    void degrade(const base::Guid& id, const progress::ReadDocument& read);
    /// Shows lost workers, and wakes those whose time has come.
    void tellTime();
    /// From now on every time has come.
    void endWaits();
    /// This principal may watch no more.
    void revoke(const base::Guid& principal);
    [[nodiscard]] static bool isRevoked(Mailbox& box);
    /// The runs of which nothing was heard for so long that the store had better be asked. Each
    /// is named once in that time.
    [[nodiscard]] std::vector<base::Guid> silent();
    /// When tellTime or silent have something to do, as far as it is known (steady).
    [[nodiscard]] std::optional<std::chrono::microseconds> nextDue() const;

    struct Stats {
        std::size_t watchers = 0;
        std::array<std::size_t, 3> onSurface{};
        std::uint64_t shown = 0;      ///< Changes left for watchers.
        std::uint64_t overtaken = 0;  ///< Of these, replaced before they were taken.
    };
    [[nodiscard]] Stats stats() const;

private:
    using Woken = std::vector<std::shared_ptr<Mailbox>>;

    Topic& topicOf(const base::Guid& id);
    void dropIfUnwatched(const base::Guid& id);
    void accept(Topic& topic, const progress::SnapshotPtr& snapshot, Woken& woken);
    void show(Topic& topic, const progress::ReadDocument& read, Woken& woken);
    Slot& join(Mailbox& box, Topic& topic);
    void offer(Mailbox& box, Topic& topic, std::string_view seen, Woken& woken);
    void leave(Slot& slot);
    void put(Slot& slot, const ShownPtr& shown, Woken& woken);
    static void wake(const Woken& woken);
    static void ring(Mailbox& box, Woken& woken);
    /// From now on everything wakes it, and what it was not woken for does now.
    static void endQuiet(Mailbox& box, Woken& woken);
    void ringDue(std::chrono::microseconds now, Woken& woken);

    const base::Clock& clock_;
    mutable std::mutex mutex_;
    std::map<base::Guid, Topic> topics_;
    std::vector<Mailbox*> all_;  ///< Boxes of those who watch every run.
    std::vector<Mailbox*> boxes_;
    Times alarms_;
    Times quiets_;
    bool ending_ = false;
    Stats stats_;
};

}  // namespace jim::api::watch::impl
