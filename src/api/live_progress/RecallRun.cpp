#include "api/live_progress/RecallRun.hpp"

#include "progress/ProgressStore.hpp"
#include "progress/SnapshotReading.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <tuple>

namespace jim::api::live_progress {
namespace {

using transport::http::Request;

/// Of `attempt.epoch.revision`, with whatever stands behind that; 0 for what is no number.
std::int64_t numberAt(std::string_view tag, int dots) {
    for (; dots > 0; --dots) {
        const auto dot = tag.find('.');
        if (dot == std::string_view::npos) return 0;
        tag.remove_prefix(dot + 1);
    }
    std::int64_t number = 0;
    std::from_chars(tag.data(), tag.data() + tag.size(), number);
    return number;
}

bool isNewer(std::string_view tag, const progress::StoredSnapshot& known) {
    return std::tuple{numberAt(tag, 0), numberAt(tag, 2)} >
           std::tuple{std::int64_t{known.attempt}, known.revision};
}

bool hasSeenNewer(const Request& request, const progress::StoredSnapshot& known) {
    constexpr std::string_view kBetween = " \t,\"W/";
    for (const auto* header : {"If-None-Match", "Last-Event-ID"}) {
        auto tags = request.header(header);
        while (!tags.empty()) {
            const auto end = std::min(tags.find_first_of(kBetween), tags.size());
            if (end > 0 && isNewer(tags.substr(0, end), known)) return true;
            tags.remove_prefix(std::min(end + 1, tags.size()));
        }
    }
    return false;
}

}  // namespace

progress::SnapshotPtr recallRun(const Request& request, const operation::PathValues& path,
                                const operation::ApiContext& context) {
    auto known = context.progress.recall(std::get<base::Guid>(path.front().second));
    // The database may know how a run has ended whose worker is silent.
    const bool asks = known && (hasSeenNewer(request, *known) ||
                                progress::isWorkerLost(*known, context.clock.now()));
    return asks ? nullptr : known;
}

}  // namespace jim::api::live_progress
