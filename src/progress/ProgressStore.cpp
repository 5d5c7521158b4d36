#include "progress/ProgressStore.hpp"

namespace jim::progress {

std::vector<base::Result<UpdateResult>> ProgressStore::updateAll(
    std::span<const SnapshotUpdate> updates) {
    std::vector<base::Result<UpdateResult>> results;
    results.reserve(updates.size());
    for (const auto& each : updates) results.push_back(update(each.snapshot, each.point));
    return results;
}

bool mayReplace(const UpdateResult& stored, const StoredSnapshot& next) {
    if (stored.terminal && !next.terminal) return false;
    if (next.attempt != stored.attempt) return next.attempt > stored.attempt;
    return next.revision > stored.revision;
}

}  // namespace jim::progress
