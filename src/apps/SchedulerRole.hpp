#pragma once

#include "apps/LastingTrouble.hpp"
#include "apps/ServiceParts.hpp"
#include "runs/executor/Executor.hpp"

#include <thread>

namespace jim::apps {

/// Looks after the queue for all processes: ends the runs of lost workers, also when no worker is
/// left to do that, and removes old activities. Any number may do so, for the database gives each
/// run to one of them.
class SchedulerRole {
public:
    explicit SchedulerRole(const ServiceParts& parts);

    void start();

private:
    void lookAfterQueue();

    const ServiceParts parts_;
    runs::executor::Executor executor_;
    LastingTrouble trouble_;
    std::jthread thread_;
};

}  // namespace jim::apps
