#pragma once

#include "faults/Estate.hpp"

#include <functional>
#include <random>
#include <string>
#include <vector>

namespace jim::faults {

/// Faults of every kind, one after the other, in an order that a seed gives. Each lasts until it
/// has done what it is there for, and is over when `strike` returns.
class FaultSchedule {
public:
    FaultSchedule(Estate& estate, std::uint32_t seed);

    void strike();
    [[nodiscard]] std::int64_t ended();
    [[nodiscard]] std::int64_t waiting();
    /// Until so many more runs have ended, or none is left.
    void goOn(std::int64_t runs);

private:
    struct Fault {
        const char* name;
        void (FaultSchedule::*strike)();
    };

    void killWorker();
    void pauseWorker();
    void killWeb();
    void restartDatabase();
    void endConnections();
    void loseRedis();
    void cutNetwork();
    void fillDisk();
    /// Until no run is that worker's any more.
    void awaitLossOf(std::size_t worker);
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }

    Estate& estate_;
    std::mt19937 random_;
    std::vector<Fault> faults_;
};

}  // namespace jim::faults
