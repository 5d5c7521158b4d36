#include "api/watch/impl/Board.hpp"

#include <algorithm>
#include <utility>

namespace jim::api::watch::impl {
namespace {

using std::chrono::microseconds;

/// A worker's heartbeat comes each second: after two something was missed.
constexpr microseconds kSilence = std::chrono::seconds{2};

/// How often lateness is looked for while somebody watches.
constexpr microseconds kGlance = std::chrono::milliseconds{250};

/// Those whose quiet is over within so long are woken together: they ask again together, and from
/// then on neither they nor this node wake for each of them.
constexpr microseconds kTogether = std::chrono::milliseconds{50};

bool isNewer(const progress::SnapshotPtr& old, const progress::StoredSnapshot& next) {
    return old == nullptr ||
           progress::mayReplace({true, old->attempt, old->revision, old->terminal}, next);
}

void append(Mailbox& box, Slot& slot) {
    slot.queued = true;
    slot.next = nullptr;
    (box.last == nullptr ? box.first : box.last->next) = &slot;
    box.last = &slot;
}

void erase(Times& times, std::optional<Times::iterator>& time) {
    if (time) times.erase(*time);
    time.reset();
}

void set(Times& times, std::optional<Times::iterator>& time, microseconds when, Mailbox& box) {
    erase(times, time);
    time = times.emplace(when, &box);
}

void unlink(Mailbox& box, Slot& slot) {
    if (!std::exchange(slot.queued, false)) return;
    Slot* before = nullptr;
    for (Slot* at = box.first; at != &slot; at = at->next) before = at;
    (before == nullptr ? box.first : before->next) = slot.next;
    if (box.last == &slot) box.last = before;
}

}  // namespace

std::shared_ptr<Mailbox> Board::open(const base::Guid& principal) {
    auto box = std::make_shared<Mailbox>();
    box->principal = principal;
    const std::scoped_lock lock{mutex_};
    box->place = static_cast<std::uint32_t>(boxes_.size());
    boxes_.push_back(box.get());
    return box;
}

void Board::close(const std::shared_ptr<Mailbox>& box) {
    const std::scoped_lock lock{mutex_};
    if (box->surface) {
        --stats_.watchers;
        --stats_.onSurface.at(static_cast<std::size_t>(*box->surface));
    }
    boxes_[box->place] = boxes_.back();
    boxes_[box->place]->place = box->place;
    boxes_.pop_back();
    std::erase(all_, box.get());
    erase(alarms_, box->alarm);
    erase(quiets_, box->quiet);
    while (!box->slots.empty()) {
        const auto first = box->slots.begin();
        const auto id = first->first;
        leave(first->second);
        box->slots.erase(first);
        dropIfUnwatched(id);
    }
    const std::scoped_lock own{box->mutex};
    box->wake = nullptr;
}

Topic& Board::topicOf(const base::Guid& id) {
    const auto [at, made] = topics_.try_emplace(id);
    if (made) {
        at->second.id = id;
        at->second.heard = clock_.steady();
    }
    return at->second;
}

void Board::dropIfUnwatched(const base::Guid& id) {
    const auto at = topics_.find(id);
    if (at != topics_.end() && at->second.slots.empty()) topics_.erase(at);
}

Slot& Board::join(Mailbox& box, Topic& topic) {
    const auto [at, made] = box.slots.try_emplace(topic.id);
    Slot& slot = at->second;
    if (!made) return slot;
    slot.box = &box;
    slot.topic = &topic;
    slot.place = static_cast<std::uint32_t>(topic.slots.size());
    topic.slots.push_back(&slot);
    return slot;
}

void Board::leave(Slot& slot) {
    auto& slots = slot.topic->slots;
    slots[slot.place] = slots.back();
    slots[slot.place]->place = slot.place;
    slots.pop_back();
    const std::scoped_lock own{slot.box->mutex};
    unlink(*slot.box, slot);
}

void Board::put(Slot& slot, const ShownPtr& shown, Woken& woken) {
    Mailbox& box = *slot.box;
    ++stats_.shown;
    const std::scoped_lock own{box.mutex};
    slot.unsent = shown;
    // Whoever has something to take already has been woken for it, or waits for quiet to be over.
    const bool wakes = box.first == nullptr || box.hushed;
    if (slot.queued)
        ++stats_.overtaken;
    else
        append(box, slot);
    if (!wakes) return;
    const bool urgent = shown->terminal || (slot.told && *slot.told != shown->health);
    box.hushed = !urgent && clock_.steady() < box.quietUntil;
    if (!box.hushed) woken.push_back(box.shared_from_this());
}

void Board::wake(const Woken& woken) {
    for (const auto& box : woken) {
        std::function<void()> call;
        {
            const std::scoped_lock own{box->mutex};
            call = box->wake;
        }
        if (call) call();
    }
}

void Board::show(Topic& topic, const progress::ReadDocument& read, Woken& woken) {
    topic.shown = watch::show(topic.id, read);
    topic.lost = read.workerLost;
    for (Slot* slot : topic.slots) put(*slot, topic.shown, woken);
}

void Board::accept(Topic& topic, const progress::SnapshotPtr& snapshot, Woken& woken) {
    const bool newer = isNewer(topic.snapshot, *snapshot);
    if (newer) topic.heard = clock_.steady();
    if (!newer && !topic.degraded) return;
    if (newer) topic.snapshot = snapshot;
    topic.degraded = false;
    show(topic, progress::readSnapshot(*topic.snapshot, clock_.now()), woken);
}

/// What the topic shows is a change for this watcher, unless it has seen it.
void Board::offer(Mailbox& box, Topic& topic, std::string_view seen, Woken& woken) {
    Slot& slot = join(box, topic);
    if (topic.shown->etag == seen)
        slot.told = topic.shown->health;
    else if (!slot.queued)
        put(slot, topic.shown, woken);
}

void Board::add(Mailbox& box, const progress::SnapshotPtr& snapshot, std::string_view seen) {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        Topic& topic = topicOf(snapshot->activityId);
        accept(topic, snapshot, woken);
        offer(box, topic, seen, woken);
    }
    wake(woken);
}

void Board::add(Mailbox& box, const base::Guid& id, const progress::ReadDocument& read,
                std::string_view seen) {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        Topic& topic = topicOf(id);
        if (topic.shown == nullptr) {
            show(topic, read, woken);
            topic.degraded = true;
        }
        offer(box, topic, seen, woken);
    }
    wake(woken);
}

void Board::addAll(Mailbox& box) {
    const std::scoped_lock lock{mutex_};
    if (!std::exchange(box.all, true)) all_.push_back(&box);
}

void Board::remove(Mailbox& box, const base::Guid& id) {
    const std::scoped_lock lock{mutex_};
    const auto at = box.slots.find(id);
    if (at == box.slots.end()) return;
    leave(at->second);
    box.slots.erase(at);
    dropIfUnwatched(id);
}

void Board::serve(Mailbox& box, Surface surface) {
    const std::scoped_lock lock{mutex_};
    box.surface = surface;
    ++stats_.watchers;
    ++stats_.onSurface.at(static_cast<std::size_t>(surface));
}

std::size_t Board::size(const Mailbox& box) const {
    const std::scoped_lock lock{mutex_};
    return box.slots.size();
}

Change Board::take(Mailbox& box) {
    Change change;
    {
        const std::scoped_lock own{box.mutex};
        if (box.first == nullptr) return change;
        Slot& slot = *box.first;
        box.first = slot.next;
        if (box.first == nullptr) box.last = nullptr;
        slot.queued = false;
        change.shown = std::move(slot.unsent);
        slot.unsent = nullptr;
        if (slot.told && *slot.told != change.shown->health) change.was = slot.told;
        slot.told = change.shown->health;
    }
    if (change.shown->terminal) remove(box, change.shown->activityId);
    return change;
}

void Board::onChange(Mailbox& box, std::function<void()> wake) {
    Woken woken;
    {
        const std::scoped_lock own{box.mutex};
        box.wake = std::move(wake);
        if (box.first != nullptr || box.due) woken.push_back(box.shared_from_this());
    }
    Board::wake(woken);
}

void Board::ring(Mailbox& box, Woken& woken) {
    const std::scoped_lock own{box.mutex};
    box.due = true;
    woken.push_back(box.shared_from_this());
}

void Board::wakeAt(const std::shared_ptr<Mailbox>& box, microseconds when) {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        if (ending_)
            ring(*box, woken);
        else
            set(alarms_, box->alarm, when, *box);
    }
    wake(woken);
}

void Board::keepQuiet(const std::shared_ptr<Mailbox>& box, microseconds until) {
    const std::scoped_lock lock{mutex_};
    set(quiets_, box->quiet, until, *box);
    const std::scoped_lock own{box->mutex};
    box->quietUntil = until;
}

void Board::endQuiet(Mailbox& box, Woken& woken) {
    const std::scoped_lock own{box.mutex};
    box.quietUntil = {};
    if (std::exchange(box.hushed, false)) woken.push_back(box.shared_from_this());
}

void Board::endWaits() {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        ending_ = true;
        ringDue(microseconds::max(), woken);
    }
    wake(woken);
}

void Board::revoke(const base::Guid& principal) {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        for (Mailbox* box : boxes_) {
            if (box->principal != principal) continue;
            const std::scoped_lock own{box->mutex};
            box->revoked = true;
            woken.push_back(box->shared_from_this());
        }
    }
    wake(woken);
}

bool Board::isRevoked(Mailbox& box) {
    const std::scoped_lock own{box.mutex};
    return box.revoked;
}

void Board::tell(const std::vector<progress::SnapshotPtr>& snapshots) {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        for (const auto& snapshot : snapshots) {
            const auto known = topics_.find(snapshot->activityId);
            if (known == topics_.end() && all_.empty()) continue;
            Topic& topic = topicOf(snapshot->activityId);
            for (Mailbox* box : all_) join(*box, topic);
            accept(topic, snapshot, woken);
        }
    }
    wake(woken);
}

void Board::degrade(const base::Guid& id, const progress::ReadDocument& read) {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        const auto at = topics_.find(id);
        if (at == topics_.end()) return;
        Topic& topic = at->second;
        if (topic.degraded && topic.shown->etag == read.etag) return;
        show(topic, read, woken);
        topic.degraded = true;
    }
    wake(woken);
}

void Board::tellTime() {
    Woken woken;
    {
        const std::scoped_lock lock{mutex_};
        const auto now = clock_.now();
        for (auto& [id, topic] : topics_) {
            if (topic.lost || topic.degraded || !progress::isWorkerLost(*topic.snapshot, now))
                continue;
            show(topic, progress::readSnapshot(*topic.snapshot, now), woken);
        }
        ringDue(clock_.steady(), woken);
    }
    wake(woken);
}

void Board::ringDue(microseconds now, Woken& woken) {
    while (!alarms_.empty() && alarms_.begin()->first <= now) {
        Mailbox& box = *alarms_.begin()->second;
        erase(alarms_, box.alarm);
        ring(box, woken);
    }
    if (quiets_.empty() || quiets_.begin()->first > now) return;
    while (!quiets_.empty() && quiets_.begin()->first - kTogether <= now) {
        Mailbox& box = *quiets_.begin()->second;
        erase(quiets_, box.quiet);
        endQuiet(box, woken);
    }
}

std::vector<base::Guid> Board::silent() {
    const std::scoped_lock lock{mutex_};
    const auto now = clock_.steady();
    std::vector<base::Guid> ids;
    for (auto& [id, topic] : topics_) {
        if (topic.shown->terminal || now - topic.heard < kSilence) continue;
        topic.heard = now;
        ids.push_back(id);
    }
    return ids;
}

std::optional<microseconds> Board::nextDue() const {
    const std::scoped_lock lock{mutex_};
    std::optional<microseconds> due;
    if (!topics_.empty()) due = clock_.steady() + kGlance;
    for (const auto* times : {&alarms_, &quiets_})
        if (!times->empty())
            due = std::min(due.value_or(microseconds::max()), times->begin()->first);
    return due;
}

Board::Stats Board::stats() const {
    const std::scoped_lock lock{mutex_};
    return stats_;
}

}  // namespace jim::api::watch::impl
