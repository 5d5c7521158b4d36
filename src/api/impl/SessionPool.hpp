#pragma once

#include "runs/run_profile/Session.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace jim::api::impl {

/// Lends storage sessions to requests and keeps a few open between them. Thread-safe; outlives
/// its leases.
class SessionPool {
public:
    static constexpr std::size_t kMostIdle = 8;

    explicit SessionPool(runs::run_profile::SessionFactory& factory) : factory_(factory) {}

    /// Gives the session back when it ends.
    class Lease {
    public:
        Lease(SessionPool& pool, std::unique_ptr<runs::run_profile::Session> session)
            : pool_(&pool), session_(std::move(session)) {}
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (session_) pool_->giveBack(std::move(session_));
        }
        [[nodiscard]] runs::run_profile::Session& operator*() const { return *session_; }
        [[nodiscard]] runs::run_profile::Session* get() const { return session_.get(); }

    private:
        SessionPool* pool_;
        std::unique_ptr<runs::run_profile::Session> session_;
    };

    [[nodiscard]] base::Result<Lease> lend();

private:
    void giveBack(std::unique_ptr<runs::run_profile::Session> session);

    runs::run_profile::SessionFactory& factory_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<runs::run_profile::Session>> idle_;
};

}  // namespace jim::api::impl
