#pragma once

#include "transport/postgres/Connection.hpp"

#include <cstdint>

namespace jim::store::postgres::impl {

/// Tells the planner about tables that a session has filled: it plans by statistics, and the
/// server's own look comes minutes later. Used by one thread at a time.
class Statistics {
public:
    explicit Statistics(transport::postgres::Connection& connection)
        : connection_(connection), next_(connection.copiedRows() + kFirst) {}

    /// ANALYZE of the tables with objects, whenever the rows that have come have multiplied.
    /// Outside a transaction.
    [[nodiscard]] base::Status refreshWhenGrown();

private:
    static constexpr std::int64_t kFirst = 10'000;

    transport::postgres::Connection& connection_;
    std::int64_t step_ = kFirst;
    std::int64_t next_;
};

}  // namespace jim::store::postgres::impl
