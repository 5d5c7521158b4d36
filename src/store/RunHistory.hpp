#pragma once

#include "progress/RunHistory.hpp"
#include "runs/executor/RunDescription.hpp"
#include "store/ActivityRows.hpp"
#include "store/Rows.hpp"

#include <fmt/format.h>

namespace jim::store {

template <class Connection>
class RunHistory final : public progress::RunHistory {
public:
    explicit RunHistory(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<std::vector<progress::PastRun>> comparable(
        std::int32_t runProfileId, std::string_view runType, std::size_t limit) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<progress::PastRun>> RunHistory<Connection>::comparable(
    std::int32_t runProfileId, std::string_view runType, std::size_t limit) {
    // The statuses are those of the index activity_completed.
    static const std::string kSql = fmt::format(
        "SELECT {} FROM activity a WHERE a.run_profile_id = ? AND a.run_type = ? AND a.status IN "
        "(2, 3, 4) ORDER BY a.number DESC LIMIT ?",
        kActivityColumns);
    std::vector<progress::PastRun> runs;
    const auto type = runs::run_profile::parseRunType(runType);
    if (!type) return runs;
    JIM_ASSIGN(auto rows, connection_.prepare(kSql));
    rows.bindAll(runProfileId, *type, limit);
    JIM_TRY(eachRow(rows, [&](const auto& row) {
        runs.push_back(runs::executor::pastRunOf(activityOf(row)));
    }));
    return runs;
}

}  // namespace jim::store
