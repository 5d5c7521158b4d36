#include "progress/redis/impl/StoreMonitor.hpp"

#include <algorithm>
#include <utility>

namespace jim::progress::redis::impl {

using transport::redis::Failure;
using transport::redis::State;

bool StoreMonitor::connection(const transport::redis::Status& status) {
    const std::scoped_lock lock{mutex_};
    if (status.state == State::Down) {
        becomeDown(status.failure);
        return false;
    }
    if (status.state != State::Up || status_.state == "up") return false;
    log_.info(status_.state == "connecting" ? "Live progress is shared by Redis."
                                            : "Redis is back: live progress is shared again.");
    becomeUp();
    malformedTold_ = false;
    return true;
}

void StoreMonitor::becomeUp() {
    status_.state = "up";
    status_.reason.clear();
    told_.clear();
    takes_ = true;
}

/// Another trouble while it is away is a change too, and told once.
void StoreMonitor::becomeDown(const Failure& why) {
    status_.state = "down";
    status_.reason = why.message;
    if (!told_.emplace(toText(why.trouble)).second) return;
    log_.warning("Redis is away: live progress is not shared; runs go on.",
                 {{"reason", why.message}});
}

void StoreMonitor::written(std::uint64_t accepted, std::uint64_t refused) {
    const std::scoped_lock lock{mutex_};
    status_.writes += accepted;
    status_.refused += refused;
    // What found something newer wrote nothing: nobody knows whether it could have.
    takes_ = takes_ || accepted > 0;
}

bool StoreMonitor::isRefusing() const {
    const std::scoped_lock lock{mutex_};
    return status_.state == "refusing";
}

void StoreMonitor::judgeWrites() {
    const std::scoped_lock lock{mutex_};
    if (status_.state != "refusing" || !takes_) return;
    becomeUp();
    log_.info("Redis takes live progress again.");
}

void StoreMonitor::notWritten(const base::Error* why, std::uint64_t count) {
    const std::scoped_lock lock{mutex_};
    status_.writeErrors += count;
    if (why == nullptr || status_.state == "down") return;
    takes_ = false;
    status_.state = "refusing";
    status_.reason = why->message;
    if (told_.insert(why->detail).second)
        log_.warning("Redis takes no live progress; runs go on.", {{"reason", why->message}});
}

void StoreMonitor::notRead() {
    const std::scoped_lock lock{mutex_};
    ++status_.readErrors;
}

void StoreMonitor::malformed(std::string_view what, std::string_view why) {
    const std::scoped_lock lock{mutex_};
    ++status_.malformed;
    if (std::exchange(malformedTold_, true)) return;
    log_.warning("Redis holds live progress that this program did not write; it is not shown.",
                 {{"key", what}, {"reason", why}});
}

void StoreMonitor::warn(std::vector<std::string> warnings) {
    const std::scoped_lock lock{mutex_};
    for (const auto& warning : warnings)
        if (std::ranges::find(status_.warnings, warning) == status_.warnings.end())
            log_.warning(warning);
    status_.warnings = std::move(warnings);
}

StoreStatus StoreMonitor::status() const {
    const std::scoped_lock lock{mutex_};
    return status_;
}

}  // namespace jim::progress::redis::impl
