#include "store/sqlite/RunHistory.hpp"

#include "runs/executor/RunDescription.hpp"
#include "store/sqlite/impl/ActivityRows.hpp"

namespace jim::store::sqlite {

using transport::sqlite::Statement;

base::Result<std::vector<progress::PastRun>> RunHistory::comparable(std::int32_t runProfileId,
                                                                    std::string_view runType,
                                                                    std::size_t limit) {
    // The statuses are those of the index activity_completed.
    static const std::string kSql = fmt::format(
        "SELECT {} FROM activity a WHERE a.run_profile_id = ? AND a.run_type = ? AND a.status IN "
        "(2, 3, 4) ORDER BY a.number DESC LIMIT ?",
        impl::kActivityColumns);
    std::vector<progress::PastRun> runs;
    const auto type = runs::run_profile::parseRunType(runType);
    if (!type) return runs;
    JIM_ASSIGN(Statement rows, connection_.prepare(kSql));
    rows.bindAll(runProfileId, *type, limit);
    JIM_TRY(impl::eachRow(rows, [&](const Statement& row) {
        runs.push_back(runs::executor::pastRunOf(impl::activityOf(row)));
    }));
    return runs;
}

}  // namespace jim::store::sqlite
