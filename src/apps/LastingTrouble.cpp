#include "apps/LastingTrouble.hpp"

namespace jim::apps {

void LastingTrouble::failed(const base::Error& error) {
    const std::scoped_lock lock{mutex_};
    if (reason_ == error.message) return;
    reason_ = error.message;
    if (!log_.enabled(level_)) return;
    const log::Field fields[] = {{"reason", error.message}, {"detail", error.detail}};
    log_.write(level_, what_, fields);
}

void LastingTrouble::succeeded() {
    const std::scoped_lock lock{mutex_};
    if (reason_.empty()) return;
    reason_.clear();
    log_.info(over_);
}

}  // namespace jim::apps
