#pragma once

#include "runs/run_profile/Session.hpp"

#include <cstdint>
#include <functional>

namespace jim::runs::run_profile {

/// A second session of a run, and somebody who works with it beside the run's own thread. Used by
/// that thread only, for one thing at a time.
class Beside {
public:
    virtual ~Beside() = default;

    /// Whether there is somebody. Opens the session, which may take as long as a connection does:
    /// outside of a transaction.
    [[nodiscard]] virtual bool isThere() = 0;

    /// Begins `work`, which goes on beside the caller. What was begun before has done all that it
    /// is for. False: there is nobody, and nothing was begun.
    [[nodiscard]] virtual bool start(std::function<void(Session&)> work) = 0;

    /// Statements that its session has sent so far. Waits for what is under way.
    [[nodiscard]] virtual std::int64_t statements() = 0;
};

}  // namespace jim::runs::run_profile
