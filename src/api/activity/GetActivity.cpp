#include "api/activity/Documents.hpp"
#include "api/activity/Lookup.hpp"
#include "api/activity/Operations.hpp"
#include "progress/SnapshotReading.hpp"

namespace jim::api::activity {

using namespace operation;

namespace {

/// The same document as the progress route gives. The activity is worth reading without it, so
/// null also when the store is away.
Json progressOf(const Call& call) {
    const auto snapshot = call.context().progress.get(call.guid("id"));
    if (!snapshot || *snapshot == nullptr) return {};
    return Json::raw(progress::readSnapshot(**snapshot, call.now()).document);
}

base::Result<Reply> runGetActivity(Call& call) {
    JIM_ASSIGN(auto activity, find(call));
    if (!isRun(activity)) return ok(detailOf(activity, {}, {}));
    JIM_TRY(addPosition(call.session(), activity));
    Json stats = activity.stats ? statsOf(*activity.stats) : Json{};
    return ok(detailOf(activity, std::move(stats), progressOf(call)));
}

}  // namespace

Route getActivity() {
    return {
        .method = Method::Get,
        .path = "/activities/{id:guid}",
        .access = Level::Reader,
        .summary =
            "Reads an activity: of a run with its phases, its stats once it has ended, and "
            "the newest progress.",
        .successes = {{200, "Activity"}},
        .run = runGetActivity,
    };
}

}  // namespace jim::api::activity
