#pragma once

#include "progress/ProgressStore.hpp"
#include "progress/SnapshotReading.hpp"

#include <optional>
#include <string>

namespace jim::api::watch {

/// Why there is no progress of an activity: it is no run, or one that ended too long ago.
struct NoProgress {
    bool expired = false;
    std::string message;
    std::string seeInstead;  ///< A path of the interface.
};

/// The newest that is known of a run.
struct Found {
    progress::SnapshotPtr snapshot{};  ///< Null: the store has none, or is away.
    progress::ReadDocument read{};     ///< Without a snapshot: what the database knows.
    std::optional<NoProgress> none{};  ///< `read` is not to be given to whoever asks first now.
};

}  // namespace jim::api::watch
