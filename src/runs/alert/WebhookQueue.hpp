#pragma once

#include "foundation/base/Guid.hpp"
#include "runs/alert/Webhook.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace jim::runs::alert {

enum class WebhookEnd : std::uint8_t { Delivered, TriedAgainLater, GivenUp };

/// Which webhook is to be tried when. Bounded, and pure: time comes with each call. One thread at
/// a time.
///
///     waiting --take--> in hand --settle(delivered)--> gone
///        ^                 +------settle(failed)--> waiting for 1, 4, 16, 64 s; after the fifth
///        +------------------------------------------try: gone, given up
class WebhookQueue {
public:
    static constexpr std::size_t kMost = 1'000;  ///< Waiting and in hand, together.
    static constexpr std::size_t kInHand = 16;   ///< Tried at the same time.
    static constexpr int kTries = 5;

    /// False: there are too many, and it is not taken.
    [[nodiscard]] bool push(WebhookDelivery delivery, std::chrono::microseconds now);

    /// One that is due, from now on in hand. Null: none is, or enough are in hand.
    [[nodiscard]] const WebhookDelivery* take(std::chrono::microseconds now);

    /// What became of one in hand. The delivery is gone afterwards unless it is tried again.
    WebhookEnd settle(const base::Guid& id, bool delivered, std::chrono::microseconds now);

    /// When `take` has something next; nothing while none waits or enough are in hand.
    [[nodiscard]] std::optional<std::chrono::microseconds> nextDue() const;

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        WebhookDelivery delivery;
        std::chrono::microseconds due{0};
        int tries = 0;
        bool inHand = false;
    };

    [[nodiscard]] const Entry* next() const;

    std::map<base::Guid, Entry> entries_;
    std::size_t inHand_ = 0;
};

}  // namespace jim::runs::alert
