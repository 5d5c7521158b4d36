#include "api/activity/OrderRun.hpp"

#include "api/activity/Lookup.hpp"

#include <fmt/format.h>

namespace jim::api::activity {

using namespace operation;

base::Result<Reply> orderRun(Call& call, const RunOrder& order, std::string_view done) {
    JIM_ASSIGN(const auto activity, find(call));
    if (!isRun(activity))
        return base::fail(
            base::invalidState(fmt::format("Only the runs of run profiles can be {}.", done)));
    if (hasEnded(activity)) return base::fail(base::invalidState("This run has ended already."));
    const auto status = order(call.context().runs, activity.id);
    if (!status && status.error().kind == base::ErrorKind::NotFound)
        return base::fail(base::invalidState("This run has ended already."));
    if (!status) return base::fail(status.error());
    return empty(202);
}

}  // namespace jim::api::activity
