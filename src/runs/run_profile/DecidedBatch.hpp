#pragma once

#include "runs/run_profile/Session.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace jim::runs::run_profile {

/// What a batch leaves behind about itself.
struct BatchRecord {
    std::vector<activity::ExecutionItem> items;
    std::int64_t processed = 0;  ///< Objects that are done with;
    std::int64_t unchanged = 0;  ///< of these the ones that leave no item.
};

/// A batch that was decided upon, and has to be written. Its two functions are called on any
/// thread, with the session to write with, and may add to the record; nothing else that they use
/// may be in use meanwhile.
struct DecidedBatch {
    using Work = std::function<base::Status(Session&, BatchRecord&)>;

    Work write = {};
    Work finish = {};  ///< What has to see the batches before. May be empty.
    /// On the run's own thread, when it is committed: counts what was done.
    std::function<void()> committed = {};
    /// Writes what the batches before and after it may write too. (What has to be read first, waits
    /// in deciding: BatchWriter::settle.)
    bool touchesOthers = false;
};

}  // namespace jim::runs::run_profile
