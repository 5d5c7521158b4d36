#include "api/activity/Documents.hpp"
#include "api/activity/ItemChanges.hpp"
#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"

namespace jim::api::activity {

using namespace operation;
using runs::activity::Activity;
using runs::activity::ExecutionItem;
using runs::activity::ItemOutcome;

namespace connector_space = identity::connector_space;

namespace {

/// Item ids carry the item's number within its run, so they mean something with the run only.
base::Result<ExecutionItem> findItem(const Call& call, const Activity& run) {
    const auto missing = base::notFound("Execution item", base::toText(call.guid("item")));
    const auto sequence = call.numberOf(connector_space::kExecutionItemKind, call.guid("item"));
    if (!sequence) return base::fail(missing);
    JIM_ASSIGN(auto item, call.session().activityQueries().item(run.number, *sequence));
    if (!item) return base::fail(missing);
    return std::move(*item);
}

Json outcomesOf(const ExecutionItem& item) {
    Json::Array outcomes;
    for (std::size_t i = 0; i < runs::activity::kItemOutcomes; ++i) {
        const auto outcome = static_cast<ItemOutcome>(i);
        if (const auto count = item.outcomes.count(outcome))
            outcomes.push_back(Json::object().set("type", outcome).set("count", count));
    }
    return outcomes;
}

template <class Id>
Json guidOrNull(const Call& call, std::uint16_t kind, const std::optional<Id>& id) {
    if (!id) return {};
    return call.guidOf(kind, static_cast<std::int64_t>(*id));
}

base::Result<Reply> runGetActivityItem(Call& call) {
    JIM_ASSIGN(const auto activity, findRun(call));
    JIM_ASSIGN(const auto item, findItem(call, activity));
    JIM_ASSIGN(auto changes, changesOf(call, activity, item));
    Json body = itemOf(item, call.guid("item"));
    body.set("activityId", activity.id)
        .set("sequence", item.sequence)
        .set("connectedSystemObjectId", guidOrNull(call, connector_space::kCsoKind, item.cso))
        .set("metaverseObjectId", guidOrNull(call, connector_space::kMvoKind, item.mvo))
        .set("outcomes", outcomesOf(item))
        .set("changes", std::move(changes));
    return ok(body);
}

}  // namespace

Route getActivityItem() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}/items/{item:guid}",
        .access = Level::Reader,
        .summary =
            "Reads what a run did to one object: its error, its outcomes and the old and "
            "new values of every attribute that changed.",
        .successes = {{200, "ActivityItem"}},
        .run = runGetActivityItem,
    };
}

}  // namespace jim::api::activity
