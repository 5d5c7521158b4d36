#include "apps/BesideThread.hpp"

#include "apps/Threads.hpp"

#include <system_error>
#include <utility>

namespace jim::apps {

bool BesideThread::start(std::function<void(Session&)> work) {
    if (!isThere()) return false;
    thread_ = {};  // It has done what it was begun for.
    try {
        thread_ = startThread(
            "beside", [this, work = std::move(work)](const std::stop_token&) { work(*session_); });
    } catch (const std::system_error&) {
        refused_ = true;
    }
    return !refused_;
}

bool BesideThread::isThere() {
    if (session_ || refused_) return !refused_;
    auto opened = sessions_.open();
    refused_ = !opened;
    if (opened) session_ = std::move(*opened);
    return !refused_;
}

std::int64_t BesideThread::statements() const {
    return session_ ? session_->statements() : 0;
}

}  // namespace jim::apps
