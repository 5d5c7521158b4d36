#include "api/live_progress/RunList.hpp"

namespace jim::api::live_progress {

using namespace operation;

namespace {

std::string refusal(const base::Guid& activityId, const ErrorBody& error) {
    return Json::object()
        .set("activityId", activityId)
        .set("code", error.code)
        .set("message", error.message)
        .set("details", orNull(error.details))
        .serialised();
}

}  // namespace

std::optional<std::string> tryWatch(watch::Feed& feed, watch::Watch& watch,
                                    const base::Guid& activityId) {
    const auto found = feed.find(activityId);
    if (!found) return refusal(activityId, toErrorBody(found.error()));
    if (found->none) return refusal(activityId, errorOf(*found->none));
    watch.add(activityId, *found);
    return std::nullopt;
}

}  // namespace jim::api::live_progress
