#pragma once

#include "foundation/base/Clock.hpp"
#include "security/ApiKey.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace jim::api::access {

/// When and from where a key was used last.
struct KeyUse {
    base::Timestamp when;
    std::string from;
};

/// Remembers for a few seconds which keys there are, so that most requests cost no database
/// statement, and collects when they were used, so that it is written now and then instead of at
/// every request. Thread-safe and bounded.
class KeyCache {
public:
    /// No key stays valid for longer than this after it was revoked; what it has opened ends within
    /// the five seconds that are promised, for that is looked at each second.
    static constexpr std::chrono::seconds kAge{4};
    static constexpr std::size_t kMostKeys = 1000;

    explicit KeyCache(const base::Clock& clock) : clock_(clock) {}

    using Load = std::function<base::Result<std::optional<security::ApiKey>>(const std::string&)>;

    /// The key of that hash if it exists, is enabled and has not expired; `load` asks the store.
    [[nodiscard]] base::Result<std::optional<security::ApiKey>> find(const std::string& hash,
                                                                     const Load& load);
    /// After a key was changed here.
    void forget();

    void used(const base::Guid& id, std::string from);
    /// The uses since the last call.
    [[nodiscard]] std::map<base::Guid, KeyUse> takeUses();
    [[nodiscard]] std::optional<KeyUse> lastUse(const base::Guid& id) const;

private:
    struct Entry {
        std::optional<security::ApiKey> key;
        std::chrono::microseconds loaded;
    };

    const base::Clock& clock_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
    std::map<base::Guid, KeyUse> uses_;
    std::uint64_t generation_ = 0;  ///< Raised by forget, so that a slow load is not kept.
};

}  // namespace jim::api::access
