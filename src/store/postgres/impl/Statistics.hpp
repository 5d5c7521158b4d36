#pragma once

#include "transport/postgres/Connection.hpp"

#include <cstdint>
#include <mutex>

namespace jim::store::postgres::impl {

/// The rows that all sessions of a process have filled tables with, and when they have multiplied.
/// Thread-safe.
class Growth {
public:
    /// Whether it is time for new statistics, with these rows; says so to one of those who ask.
    [[nodiscard]] bool add(std::int64_t rows);

private:
    static constexpr std::int64_t kFirst = 10'000;

    std::mutex mutex_;
    std::int64_t rows_ = 0;
    std::int64_t step_ = kFirst;
    std::int64_t next_ = kFirst;
};

/// Tells the planner about tables that sessions have filled: it plans by statistics, and the
/// server's own look comes minutes later. Used by one thread at a time.
class Statistics {
public:
    Statistics(transport::postgres::Connection& connection, Growth& growth)
        : connection_(connection), growth_(growth), counted_(connection.copiedRows()) {}

    /// ANALYZE of the tables with objects, whenever the rows that have come have multiplied.
    /// Outside a transaction.
    [[nodiscard]] base::Status refreshWhenGrown();

private:
    transport::postgres::Connection& connection_;
    Growth& growth_;
    std::int64_t counted_;
};

}  // namespace jim::store::postgres::impl
