#pragma once

#include "api/watch/Seats.hpp"
#include "api/watch/Watch.hpp"

namespace jim::api::watch {

/// What a watcher's connection holds while it lasts.
struct Watching {
    Watch watch;
    Seats::Seat seat;
};

}  // namespace jim::api::watch
