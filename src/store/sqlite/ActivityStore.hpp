#pragma once

#include "runs/activity/ActivityStore.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class ActivityStore final : public runs::activity::ActivityStore {
public:
    explicit ActivityStore(transport::sqlite::Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Status insert(runs::activity::Activity& activity) override;
    [[nodiscard]] base::Status update(const runs::activity::Activity& activity) override;
    [[nodiscard]] base::Result<std::optional<runs::activity::Activity>> find(
        const base::Guid& id) override;
    [[nodiscard]] base::Status appendItems(
        std::int64_t activityNumber, std::span<const runs::activity::ExecutionItem> items) override;
    [[nodiscard]] base::Status keepPosition(std::int64_t activityNumber,
                                            const runs::activity::RunPosition& position) override;
    [[nodiscard]] base::Result<std::optional<runs::activity::RunPosition>> position(
        std::int64_t activityNumber) override;
    [[nodiscard]] base::Result<runs::activity::Stats> countStats(
        std::int64_t activityNumber) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
