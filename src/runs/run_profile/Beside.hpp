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

    /// Begins `work`, which goes on beside the caller, or is done when this returns. What was begun
    /// before has done all that it is for. False: there is no session for it, and nothing was
    /// begun.
    [[nodiscard]] virtual bool start(std::function<void(Session&)> work) = 0;

    /// Statements that its session has sent so far. While nothing is under way.
    [[nodiscard]] virtual std::int64_t statements() const = 0;
};

}  // namespace jim::runs::run_profile
