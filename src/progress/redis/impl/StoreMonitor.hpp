#pragma once

#include "foundation/log/Log.hpp"
#include "progress/ProgressStore.hpp"
#include "transport/redis/Client.hpp"

#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace jim::progress::redis::impl {

/// Knows how the store does, counts, and logs each change of it once. Thread-safe.
///
///     connecting --> up <--> refusing (it answers, and takes no writes)
///          |          ^
///          +--> down -+
class StoreMonitor {
public:
    explicit StoreMonitor(log::Log& log) : log_(log) {}

    /// True when it is up now and was not before.
    bool connection(const transport::redis::Status& status);

    /// Writes were stored, or found something newer. That alone does not end `refusing`: where
    /// memory is just full, one is taken and the next refused.
    void written(std::uint64_t accepted, std::uint64_t refused);
    /// Writes that failed; `why` when Redis answered so, nothing when it was not there.
    void notWritten(const base::Error* why, std::uint64_t count);
    [[nodiscard]] bool isRefusing() const;
    /// After a while of `refusing`, and after all was written again: it is over if the last write
    /// was taken.
    void judgeWrites();
    void notRead();
    /// A value that no publisher wrote: the first after each connection is logged.
    void malformed(std::string_view what, std::string_view why);
    /// What was found about the setup: what is new is logged.
    void warn(std::vector<std::string> warnings);

    [[nodiscard]] StoreStatus status() const;

private:
    void becomeUp();
    void becomeDown(const transport::redis::Failure& why);

    log::Log& log_;
    mutable std::mutex mutex_;
    StoreStatus status_{.name = "redis", .state = "connecting"};
    std::set<std::string, std::less<>> told_;  ///< The kinds of trouble, while it is not up.
    bool malformedTold_ = false;
    bool takes_ = true;  ///< The last write was taken.
};

}  // namespace jim::progress::redis::impl
