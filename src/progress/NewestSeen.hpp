#pragma once

#include "progress/ProgressStore.hpp"

#include <list>
#include <map>
#include <vector>

namespace jim::progress {

/// Remembers the newest snapshot that was seen of each activity, so that what comes by several ways
/// is passed on once and never backwards. Bounded: what was seen longest ago is forgotten first.
/// One thread at a time.
class NewestSeen {
public:
    explicit NewestSeen(std::size_t most = 20'000) : most_(most) {}

    /// Whether it is newer than all before it of the same activity; it is the newest then.
    [[nodiscard]] bool advance(const StoredSnapshot& snapshot);

    /// Whether something newer than this was seen.
    [[nodiscard]] bool isAheadOf(const StoredSnapshot& snapshot) const;

    /// The activities whose end was not seen.
    [[nodiscard]] std::vector<base::Guid> unfinished() const;

private:
    struct Seen {
        UpdateResult newest;
        std::list<base::Guid>::iterator age;
    };

    const std::size_t most_;
    std::map<base::Guid, Seen> seen_;
    std::list<base::Guid> ages_;  ///< Seen longest ago first.
};

}  // namespace jim::progress
