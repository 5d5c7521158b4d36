#include "progress/ProgressStore.hpp"

namespace jim::progress {

bool mayReplace(const UpdateResult& stored, const StoredSnapshot& next) {
    if (stored.terminal && !next.terminal) return false;
    if (next.attempt != stored.attempt) return next.attempt > stored.attempt;
    return next.revision > stored.revision;
}

}  // namespace jim::progress
