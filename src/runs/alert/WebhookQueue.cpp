#include "runs/alert/WebhookQueue.hpp"

namespace jim::runs::alert {
namespace {

using std::chrono::microseconds;

/// After so many tries that failed: 1, 4, 16, 64 s.
microseconds pauseAfter(int tries) {
    constexpr microseconds kFirst = std::chrono::seconds{1};
    return kFirst * (std::int64_t{1} << (2 * (tries - 1)));
}

}  // namespace

bool WebhookQueue::push(WebhookDelivery delivery, microseconds now) {
    if (entries_.size() >= kMost) return false;
    const auto id = delivery.id;
    entries_.emplace(id, Entry{std::move(delivery), now, 0, false});
    return true;
}

const WebhookQueue::Entry* WebhookQueue::next() const {
    if (inHand_ >= kInHand) return nullptr;
    const Entry* earliest = nullptr;
    for (const auto& [id, entry] : entries_)
        if (!entry.inHand && (earliest == nullptr || entry.due < earliest->due)) earliest = &entry;
    return earliest;
}

const WebhookDelivery* WebhookQueue::take(microseconds now) {
    const auto* due = next();
    if (due == nullptr || due->due > now) return nullptr;
    auto& entry = entries_.find(due->delivery.id)->second;
    entry.inHand = true;
    ++entry.tries;
    ++inHand_;
    return &entry.delivery;
}

WebhookEnd WebhookQueue::settle(const base::Guid& id, bool delivered, microseconds now) {
    const auto found = entries_.find(id);
    if (found == entries_.end() || !found->second.inHand) return WebhookEnd::GivenUp;
    auto& entry = found->second;
    --inHand_;
    entry.inHand = false;
    entry.due = now + pauseAfter(entry.tries);
    if (!delivered && entry.tries < kTries) return WebhookEnd::TriedAgainLater;
    entries_.erase(found);
    return delivered ? WebhookEnd::Delivered : WebhookEnd::GivenUp;
}

std::optional<microseconds> WebhookQueue::nextDue() const {
    const auto* due = next();
    return due == nullptr ? std::nullopt : std::optional{due->due};
}

}  // namespace jim::runs::alert
