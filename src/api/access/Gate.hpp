#pragma once

#include "api/access/KeyCache.hpp"
#include "api/access/Principal.hpp"
#include "api/access/RateLimiter.hpp"
#include "api/access/Tickets.hpp"
#include "transport/http/Message.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace jim::api::access {

/// How many requests a minute are admitted; administrators set it while the service runs.
struct RateLimits {
    bool enabled = true;
    std::int64_t authenticated = 300;
    std::int64_t unauthenticated = 30;
};

enum class Verdict { Admitted, InvalidKey, TooManyRequests };

struct Admission {
    Verdict verdict = Verdict::Admitted;
    Principal principal{};  ///< Nobody without a key.
    Seconds retryAfter{0};  ///< Of TooManyRequests.
};

/// Decides who a request is from, and whether there are too many of them. Thread-safe.
class Gate {
public:
    /// `sharedTickets`: as Tickets has it.
    Gate(const base::Clock& clock, const security::EncryptionKeys& keys,
         progress::OneTimeValues* sharedTickets)
        : clock_(clock), keys_(clock), tickets_(clock, keys, sharedTickets) {}

    /// Where keys and limits come from when they are not remembered.
    struct Source {
        KeyCache::Load key;
        std::function<base::Result<RateLimits>()> limits;
    };

    /// What a route asks of its gate.
    struct Terms {
        bool unlimited = false;  ///< Not counted.
        bool tickets = false;    ///< A ticket in the query stands for its key.
    };

    /// Fails only when the source does, or nobody can say whether a ticket may be used: with
    /// tickets it may wait for that.
    [[nodiscard]] base::Result<Admission> admit(const transport::http::Request& request,
                                                Terms terms, const Source& source);

    /// Whether the key of that hash may still be used.
    [[nodiscard]] base::Result<bool> isUsable(const std::string& keyHash, const Source& source);

    [[nodiscard]] Tickets& tickets() { return tickets_; }

    /// After keys or limits were changed here.
    void forgetKeys() { keys_.forget(); }
    void forgetLimits();

    /// When the key was used, as far as it is not written yet.
    [[nodiscard]] std::optional<KeyUse> lastUse(const base::Guid& key) const {
        return keys_.lastUse(key);
    }
    [[nodiscard]] std::map<base::Guid, KeyUse> takeKeyUses() { return keys_.takeUses(); }

private:
    [[nodiscard]] base::Result<RateLimits> limits(const Source& source);
    [[nodiscard]] std::optional<Seconds> wait(const transport::http::Request& request,
                                              const Principal& principal, const RateLimits& limits);

    [[nodiscard]] base::Result<std::optional<std::string>> presentedKey(
        const transport::http::Request& request, Terms terms);

    const base::Clock& clock_;
    KeyCache keys_;
    Tickets tickets_;
    SlidingWindow authenticated_;
    FixedWindow unauthenticated_;
    std::mutex mutex_;
    std::optional<RateLimits> limits_;
    std::chrono::microseconds limitsLoaded_{};
};

}  // namespace jim::api::access
