#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"
#include "runs/activity/Activity.hpp"
#include "runs/activity/ExecutionItem.hpp"

#include <optional>
#include <span>
#include <vector>

namespace jim::runs::activity {

using identity::connector_space::PageOf;
using identity::connector_space::PageRequest;

/// What a batch of a run leaves behind with its own transaction: if the worker dies after it,
/// this is what is known, and where another attempt goes on counting.
struct RunPosition {
    std::vector<Phase> phases;
    std::int64_t processed = 0;
    std::int64_t unchanged = 0;
    std::int64_t items = 0;  ///< The sequence of the last one that was stored.
    std::vector<progress::AlertFiring> alerts{};
};

/// Keeps activities and their items. One session is used by one thread.
class ActivityStore {
public:
    virtual ~ActivityStore() = default;

    /// Inserts; fills in the number.
    [[nodiscard]] virtual base::Status insert(Activity& activity) = 0;
    /// Replaces everything but number, id, creation and items.
    [[nodiscard]] virtual base::Status update(const Activity& activity) = 0;
    [[nodiscard]] virtual base::Result<std::optional<Activity>> find(const base::Guid& id) = 0;

    /// Within the open transaction of a batch.
    [[nodiscard]] virtual base::Status appendItems(std::int64_t activityNumber,
                                                   std::span<const ExecutionItem> items) = 0;
    /// Within the open transaction of a batch: one narrow row for each run.
    [[nodiscard]] virtual base::Status keepPosition(std::int64_t activityNumber,
                                                    const RunPosition& position) = 0;
    [[nodiscard]] virtual base::Result<std::optional<RunPosition>> position(
        std::int64_t activityNumber) = 0;

    /// Counts the run's items in one statement; processed and unchanged come from its position.
    [[nodiscard]] virtual base::Result<Stats> countStats(std::int64_t activityNumber) = 0;
};

struct ActivityFilter {
    std::string search;
    std::vector<TargetType> targetTypes;
    std::vector<InitiatorType> initiatorTypes;
    std::vector<TargetOperation> operations;
    std::vector<ActivityStatus> statuses;
    std::vector<std::string> outcomes;  ///< ActivityOutcomeType names.
    std::optional<base::Guid> initiatedById;
    std::string initiatedBy;
    std::optional<bool> hasChildActivities;
    std::optional<base::Timestamp> createdFrom;
    std::optional<base::Timestamp> createdTo;
    std::vector<std::string> connectedSystems;
    std::vector<std::string> runProfiles;
    std::optional<bool> scheduledOnly;
    std::string sortBy;  ///< created, status, type, target.
    bool ascending = false;
};

struct ItemFilter {
    std::vector<ObjectChangeType> changeTypes;
    std::vector<ItemErrorType> errorTypes;
    bool errorsOnly = false;
    std::string search;  ///< Substring of external id or display name, any case.
};

/// Reads activities for people and scripts. One session is used by one thread.
class ActivityQueries {
public:
    virtual ~ActivityQueries() = default;
    [[nodiscard]] virtual base::Result<PageOf<Activity>> activities(const ActivityFilter& filter,
                                                                    PageRequest page) = 0;
    [[nodiscard]] virtual base::Result<PageOf<Activity>> children(const base::Guid& parent,
                                                                  PageRequest page) = 0;
    [[nodiscard]] virtual base::Result<PageOf<ExecutionItem>> items(std::int64_t activityNumber,
                                                                    const ItemFilter& filter,
                                                                    PageRequest page) = 0;
    [[nodiscard]] virtual base::Result<std::optional<ExecutionItem>> item(
        std::int64_t activityNumber, std::int64_t sequence) = 0;
    /// The last `limit` ended runs of a connected system, however they ended, newest first.
    [[nodiscard]] virtual base::Result<std::vector<Activity>> recentRuns(std::int32_t systemId,
                                                                         std::size_t limit) = 0;
};

}  // namespace jim::runs::activity
