#include "apps/BesideThread.hpp"

#include "apps/Threads.hpp"

#include <system_error>
#include <utility>

namespace jim::apps {

bool BesideThread::start(std::function<void(Session&)> work) {
    if (!isThere()) return false;
    auto lock = whenDone();
    work_ = std::move(work);
    changed_.notify_all();
    return true;
}

bool BesideThread::isThere() {
    if (!session_ && !refused_) refused_ = !begin();
    return !refused_;
}

bool BesideThread::begin() {
    auto opened = sessions_.open();
    if (!opened) return false;
    session_ = std::move(*opened);
    try {
        thread_ = startThread("beside", [this](const std::stop_token& stop) { workUntil(stop); });
    } catch (const std::system_error&) {
        session_.reset();
        return false;
    }
    return true;
}

/// What is under way when it is to stop is done to its end.
void BesideThread::workUntil(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    while (changed_.wait(lock, stop, [this] { return work_ != nullptr; })) {
        lock.unlock();
        work_(*session_);
        lock.lock();
        work_ = nullptr;
        changed_.notify_all();
    }
}

std::unique_lock<std::mutex> BesideThread::whenDone() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return work_ == nullptr; });
    return lock;
}

std::int64_t BesideThread::statements() {
    if (!session_) return 0;
    const auto lock = whenDone();
    return session_->statements();
}

}  // namespace jim::apps
