#include "store/postgres/impl/Statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace jim::store::postgres::impl {
namespace {

constexpr std::array<std::string_view, 10> kTables{
    "cso", "cso_join",      "cso_reference", "cso_changed",    "cso_settled",
    "mvo", "mvo_reference", "mvo_key",       "pending_export", "pending_reference"};

/// A sample of 3,000 rows says enough of ids until the server itself looks more closely.
constexpr std::string_view kQuick = "SET LOCAL default_statistics_target = 10; ";

Growth::Rows copiedInto(const transport::postgres::Connection& connection) {
    Growth::Rows rows;
    for (const std::string_view table : kTables) rows[table] = connection.copiedRows(table);
    return rows;
}

}  // namespace

bool Growth::add(const Rows& rows) {
    const std::scoped_lock lock{mutex_};
    for (const auto& [table, count] : rows) {
        sinceStatistics_[table] += count;
        sinceLook_ += count;
    }
    if (sinceLook_ < kWorthALook) return false;
    sinceLook_ = 0;
    return true;
}

bool Growth::hasDoubled(std::string_view table, std::int64_t believed) {
    const std::scoped_lock lock{mutex_};
    auto& rows = sinceStatistics_[table];
    if (rows == 0 || rows < believed) return false;
    rows = 0;
    return true;
}

Statistics::Statistics(transport::postgres::Connection& connection, Growth& growth)
    : connection_(connection),
      growth_(growth),
      copied_(connection.copiedRows()),
      counted_(copiedInto(connection)) {}

base::Status Statistics::refreshWhenGrown() {
    const auto copied = connection_.copiedRows();
    if (copied == std::exchange(copied_, copied)) return {};
    auto rows = copiedInto(connection_);
    std::swap(rows, counted_);
    for (auto& [table, count] : rows) count = counted_[table] - count;
    if (!growth_.add(rows)) return {};
    // -1 before there are statistics.
    static const std::string kBelieved = fmt::format(
        "SELECT relname::text, reltuples::bigint FROM pg_class WHERE oid = ANY("
        "'{{{}}}'::regclass[])",
        fmt::join(kTables, ", "));
    std::string grown;
    JIM_ASSIGN(auto tables, connection_.prepare(kBelieved));
    while (true) {
        JIM_ASSIGN(const bool row, tables.step());
        if (!row) break;
        const auto table = std::ranges::find(kTables, tables.text(0));
        if (table == kTables.end() || !growth_.hasDoubled(*table, tables.integer(1))) continue;
        grown += fmt::format("{}{}", grown.empty() ? "ANALYZE (SKIP_LOCKED) " : ", ", *table);
    }
    if (grown.empty()) return {};
    return connection_.write([&] { return connection_.script(std::string{kQuick} + grown); });
}

}  // namespace jim::store::postgres::impl
