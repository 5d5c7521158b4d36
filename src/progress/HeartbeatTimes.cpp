#include "progress/HeartbeatTimes.hpp"

namespace jim::progress {

SnapshotPtr HeartbeatTimes::heard(const SnapshotPtr& snapshot, base::Timestamp now) {
    if (snapshot == nullptr) return snapshot;
    const auto known = ahead_.find(snapshot->activityId);
    const bool again = known != ahead_.end() && known->second.attempt == snapshot->attempt &&
                       known->second.revision == snapshot->revision;
    const bool ahead = snapshot->attended && !snapshot->terminal && now < snapshot->asOf;
    if (!again && !ahead) {
        if (known != ahead_.end()) ahead_.erase(known);
        return snapshot;
    }
    auto& heard = ahead_[snapshot->activityId];
    if (!again) heard = {snapshot->attempt, snapshot->revision, now};
    auto dated = std::make_shared<StoredSnapshot>(*snapshot);
    dated->asOf = heard.at;
    if (ahead_.size() > most_) ahead_.erase(ahead_.begin());
    return dated;
}

}  // namespace jim::progress
