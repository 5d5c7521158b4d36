#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/log/Log.hpp"

#include <mutex>
#include <string>

namespace jim::apps {

/// What goes on failing for the same reason is one line of the log, however often it is tried, and
/// its end is another. Thread-safe. The log outlives it.
class LastingTrouble {
public:
    /// `what` and `over` are sentences.
    LastingTrouble(log::Log& log, std::string what, std::string over,
                   log::Level level = log::Level::Error)
        : log_(log), what_(std::move(what)), over_(std::move(over)), level_(level) {}

    /// What has come of one more try.
    template <class T>
    void note(const base::Result<T>& result) {
        if (result)
            succeeded();
        else
            failed(result.error());
    }

private:
    void failed(const base::Error& error);
    void succeeded();

    log::Log& log_;
    const std::string what_;
    const std::string over_;
    const log::Level level_;
    std::mutex mutex_;
    std::string reason_;  ///< That the log knows; empty while all is well.
};

}  // namespace jim::apps
