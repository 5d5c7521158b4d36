#pragma once

#include "foundation/base/Clock.hpp"
#include "transport/postgres/Connection.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace jim::transport::postgres {

struct PoolLimits {
    std::size_t most = 20;           ///< Connections at one time.
    std::chrono::seconds wait{10};   ///< For one that is free, before Unavailable.
    std::chrono::seconds trust{30};  ///< One that was idle for longer is asked before it is lent.
};

/// Connections to one database that are used again. Thread-safe; outlives what it lends.
class Pool {
public:
    Pool(ConnectOptions options, PoolLimits limits, const base::Clock& clock)
        : options_(std::move(options)), limits_(limits), clock_(clock) {}

    /// A connection for as long as this object lives. One that is broken, or in the middle of
    /// something, is closed instead of lent again.
    class Lent {
    public:
        Lent(Pool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool), connection_(std::move(connection)) {}
        Lent(Lent&&) noexcept = default;
        Lent& operator=(Lent&&) = delete;
        ~Lent();

        [[nodiscard]] Connection& operator*() const { return *connection_; }
        [[nodiscard]] Connection* operator->() const { return connection_.get(); }

    private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// Unavailable when there is no server, or when all connections stay in use.
    [[nodiscard]] base::Result<Lent> lend();

private:
    struct Idle {
        std::unique_ptr<Connection> connection;
        std::chrono::microseconds since;  ///< Of the steady clock.
    };

    [[nodiscard]] base::Result<std::unique_ptr<Connection>> take();
    void takeBack(std::unique_ptr<Connection> connection);
    void free();

    const ConnectOptions options_;
    const PoolLimits limits_;
    const base::Clock& clock_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<Idle> idle_;  ///< The one that was used last is last.
    std::size_t lent_ = 0;
};

}  // namespace jim::transport::postgres
