#pragma once

#include "transport/postgres/Connection.hpp"

#include <cstdint>

namespace jim::store::postgres::impl {

/// Tells the planner about tables that a session has filled: it plans by statistics, and the
/// server's own look comes minutes later. Used by one thread at a time.
class Statistics {
public:
    void inserted(std::size_t rows) { fresh_ += static_cast<std::int64_t>(rows); }

    /// ANALYZE of the tables with objects, once so many rows have come as were there before.
    /// Outside a transaction.
    [[nodiscard]] base::Status refreshWhenGrown(transport::postgres::Connection& connection);

private:
    static constexpr std::int64_t kFirst = 10'000;

    std::int64_t fresh_ = 0;
    std::int64_t next_ = kFirst;
};

}  // namespace jim::store::postgres::impl
