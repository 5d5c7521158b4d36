#include "transport/postgres/Pool.hpp"

#include <fmt/format.h>

namespace jim::transport::postgres {

Pool::Lent::~Lent() {
    if (connection_) pool_->takeBack(std::move(connection_));
}

base::Result<Pool::Lent> Pool::lend() {
    {
        std::unique_lock lock{mutex_};
        if (!freed_.wait_for(lock, limits_.wait, [this] { return lent_ < limits_.most; }))
            return base::fail(
                {base::ErrorKind::Unavailable,
                 fmt::format("All {} connections to the database are in use. Try again; if it "
                             "stays so, raise JIM_DB_MAX_POOL_SIZE.",
                             limits_.most),
                 {},
                 {}});
        ++lent_;
    }
    auto connection = take();
    if (!connection) {
        free();
        return base::fail(std::move(connection).error());
    }
    return Lent{*this, std::move(*connection)};
}

base::Result<std::unique_ptr<Connection>> Pool::take() {
    Idle idle;
    {
        const std::scoped_lock lock{mutex_};
        if (!idle_.empty()) {
            idle = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (!idle.connection) return Connection::open(options_);
    const bool trusted = clock_.steady() < idle.since + limits_.trust;
    // The first ping may find that the server has closed it; the second connects anew.
    if (!trusted && !idle.connection->ping()) JIM_TRY(idle.connection->ping());
    return std::move(idle.connection);
}

void Pool::takeBack(std::unique_ptr<Connection> connection) {
    if (connection->isUsable() && !connection->inTransaction()) {
        const std::scoped_lock lock{mutex_};
        idle_.push_back({std::move(connection), clock_.steady()});
    }
    connection.reset();
    free();
}

void Pool::free() {
    {
        const std::scoped_lock lock{mutex_};
        --lent_;
    }
    freed_.notify_one();
}

}  // namespace jim::transport::postgres
