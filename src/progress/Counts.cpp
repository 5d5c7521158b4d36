#include "progress/Counts.hpp"

namespace jim::progress {

Tally& Tally::operator+=(const Tally& other) {
    created += other.created;
    updated += other.updated;
    deleted += other.deleted;
    unchanged += other.unchanged;
    skipped += other.skipped;
    failed += other.failed;
    return *this;
}

}  // namespace jim::progress
