#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/Result.hpp"
#include "foundation/base/Secret.hpp"
#include "progress/OneTimeValues.hpp"
#include "security/EncryptionKeys.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace jim::api::access {

/// Stand for an API key, once and for a short while, where a client cannot send headers: a
/// browser's EventSource and WebSocket. Where processes share something, a ticket of one is good
/// at all of them. Thread-safe and bounded.
class Tickets {
public:
    static constexpr std::chrono::seconds kAge{30};
    static constexpr std::size_t kMost = 50'000;  ///< Of this process, neither used nor expired.
    static constexpr std::size_t kLength = 64;    ///< Hexadecimal digits.

    /// `shared`: where processes leave tickets for each other; null: this one is alone.
    Tickets(const base::Clock& clock, const security::EncryptionKeys& keys,
            progress::OneTimeValues* shared)
        : clock_(clock), keys_(keys), shared_(shared) {}

    /// For the key of that hash; nothing while there are too many. While what is shared cannot be
    /// reached, the ticket is good at this process alone. May wait for it.
    [[nodiscard]] std::optional<base::Secret> issue(const std::string& keyHash);

    /// The hash of the key that the ticket stands for; the ticket is gone then. Nothing when it is
    /// not known, was used or has expired. Unavailable: nobody can say that just now. May wait for
    /// what is shared.
    [[nodiscard]] base::Result<std::optional<std::string>> redeem(const std::string& ticket);

private:
    struct Issued {
        std::string keyHash;
        std::chrono::microseconds until;
    };

    [[nodiscard]] std::optional<base::Secret> issueShared(const std::string& keyHash);
    [[nodiscard]] std::optional<base::Secret> issueHere(const std::string& keyHash);
    /// The ticket, if it is of this process and not shared; it is gone then.
    [[nodiscard]] std::optional<Issued> takeHere(std::string_view name);

    const base::Clock& clock_;
    const security::EncryptionKeys& keys_;
    progress::OneTimeValues* const shared_;
    std::mutex mutex_;
    std::map<std::string, Issued, std::less<>> issued_;  ///< By the ticket's own hash.
    std::chrono::microseconds swept_{0};
};

}  // namespace jim::api::access
