#pragma once

#include "runs/activity/ActivityStore.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class ActivityQueries final : public runs::activity::ActivityQueries {
public:
    explicit ActivityQueries(transport::sqlite::Connection& connection) : connection_(connection) {}

    using Activity = runs::activity::Activity;
    using ExecutionItem = runs::activity::ExecutionItem;
    template <class T>
    using PageOf = runs::activity::PageOf<T>;
    using PageRequest = runs::activity::PageRequest;

    [[nodiscard]] base::Result<PageOf<Activity>> activities(
        const runs::activity::ActivityFilter& filter, PageRequest page) override;
    [[nodiscard]] base::Result<PageOf<Activity>> children(const base::Guid& parent,
                                                          PageRequest page) override;
    [[nodiscard]] base::Result<PageOf<ExecutionItem>> items(
        std::int64_t activityNumber, const runs::activity::ItemFilter& filter,
        PageRequest page) override;
    [[nodiscard]] base::Result<std::optional<ExecutionItem>> item(std::int64_t activityNumber,
                                                                  std::int64_t sequence) override;
    [[nodiscard]] base::Result<std::vector<Activity>> recentRuns(std::int32_t systemId,
                                                                 std::size_t limit) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
