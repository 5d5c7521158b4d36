#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/Secret.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace jim::api::access {

/// Stand for an API key, once and for a short while, where a client cannot send headers: a
/// browser's EventSource and WebSocket. Thread-safe and bounded.
class Tickets {
public:
    static constexpr std::chrono::seconds kAge{30};
    static constexpr std::size_t kMost = 50'000;  ///< That are neither used nor expired.

    explicit Tickets(const base::Clock& clock) : clock_(clock) {}

    /// For the key of that hash; nothing while there are too many.
    [[nodiscard]] std::optional<base::Secret> issue(const std::string& keyHash);

    /// The hash of the key that the ticket stands for; the ticket is gone then. Nothing when it is
    /// not known, was used or has expired.
    [[nodiscard]] std::optional<std::string> redeem(const std::string& ticket);

private:
    struct Issued {
        std::string keyHash;
        std::chrono::microseconds until;
    };

    const base::Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Issued, std::less<>> issued_;  ///< By the ticket's own hash.
    std::chrono::microseconds swept_{0};
};

}  // namespace jim::api::access
