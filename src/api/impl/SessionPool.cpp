#include "api/impl/SessionPool.hpp"

namespace jim::api::impl {

base::Result<SessionPool::Lease> SessionPool::lend() {
    {
        const std::lock_guard lock{mutex_};
        if (!idle_.empty()) {
            auto session = std::move(idle_.back());
            idle_.pop_back();
            return Lease{*this, std::move(session)};
        }
    }
    JIM_ASSIGN(auto session, factory_.open());
    return Lease{*this, std::move(session)};
}

void SessionPool::giveBack(std::unique_ptr<runs::run_profile::Session> session) {
    const std::lock_guard lock{mutex_};
    if (idle_.size() < kMostIdle) idle_.push_back(std::move(session));
}

}  // namespace jim::api::impl
