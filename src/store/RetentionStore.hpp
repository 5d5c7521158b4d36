#pragma once

#include "runs/activity/RetentionStore.hpp"
#include "store/ActivityRows.hpp"
#include "store/Rows.hpp"

#include <fmt/format.h>

namespace jim::store {

template <class Connection>
class RetentionStore final : public runs::activity::RetentionStore {
public:
    using RetentionKind = runs::activity::RetentionKind;

    explicit RetentionStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<std::vector<std::int64_t>> endedBefore(RetentionKind kind,
                                                                      base::Timestamp before,
                                                                      std::size_t limit) override;
    [[nodiscard]] base::Result<std::int64_t> remove(std::int64_t activityNumber,
                                                    std::int64_t items) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<std::int64_t>> RetentionStore<Connection>::endedBefore(
    RetentionKind kind, base::Timestamp before, std::size_t limit) {
    const auto sql = fmt::format(
        "SELECT number FROM activity WHERE created < ? AND status > ? AND target_type {} ? "
        "ORDER BY created LIMIT ?",
        kind == RetentionKind::Runs ? "=" : "<>");
    std::vector<std::int64_t> numbers;
    JIM_ASSIGN(auto rows, connection_.prepare(sql));
    rows.bindAll(before.micros, runs::activity::ActivityStatus::InProgress,
                 runs::activity::TargetType::ConnectedSystemRunProfile, limit);
    JIM_TRY(eachRow(rows, [&](const auto& row) { numbers.push_back(row.integer(0)); }));
    return numbers;
}

template <class Connection>
base::Result<std::int64_t> RetentionStore<Connection>::remove(std::int64_t activityNumber,
                                                              std::int64_t items) {
    const auto first = itemKey(activityNumber, 0);
    const auto last = itemKey(activityNumber, 0xffff'ffff);
    JIM_ASSIGN(const auto count,
               connection_.integer("SELECT count(*) FROM (SELECT 1 FROM execution_item WHERE key "
                                   "BETWEEN ? AND ? LIMIT ?) AS found",
                                   first, last, items));
    JIM_TRY(
        connection_.run("DELETE FROM execution_item WHERE key IN (SELECT key FROM "
                        "execution_item WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?)",
                        first, last, items));
    if (count == items) return count;
    JIM_TRY(connection_.run("DELETE FROM run_position WHERE activity_number = ?", activityNumber));
    JIM_TRY(connection_.run("DELETE FROM activity WHERE number = ?", activityNumber));
    return count;
}

}  // namespace jim::store
