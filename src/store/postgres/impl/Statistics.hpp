#pragma once

#include "transport/postgres/Connection.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>

namespace jim::store::postgres::impl {

/// The rows that all sessions of a process have filled tables with, and when a table has
/// multiplied. Thread-safe.
class Growth {
public:
    using Rows = std::map<std::string_view, std::int64_t>;  ///< By table.

    /// Whether it is time to look, with these rows; says so to one of those who ask.
    [[nodiscard]] bool add(const Rows& rows);
    /// Whether a table with so many rows, as the planner believes, has as many new ones; says so to
    /// one of those who ask.
    [[nodiscard]] bool hasDoubled(std::string_view table, std::int64_t believed);

private:
    static constexpr std::int64_t kWorthALook = 10'000;

    std::mutex mutex_;
    std::int64_t sinceLook_ = 0;
    Rows sinceStatistics_;
};

/// Tells the planner about tables that sessions have filled: it plans by statistics, and the
/// server's own look comes minutes later. Used by one thread at a time.
class Statistics {
public:
    Statistics(transport::postgres::Connection& connection, Growth& growth);

    /// ANALYZE of those tables with objects whose rows have doubled. Outside a transaction. It
    /// waits for nobody: another session of the run may hold a transaction open until this returns.
    [[nodiscard]] base::Status refreshWhenGrown();

private:
    transport::postgres::Connection& connection_;
    Growth& growth_;
    std::int64_t copied_;
    Growth::Rows counted_;
};

}  // namespace jim::store::postgres::impl
