#include "apps/SchedulerRole.hpp"

#include "apps/Pause.hpp"
#include "apps/Threads.hpp"
#include "apps/WorkerRole.hpp"

#include <algorithm>

namespace jim::apps {

SchedulerRole::SchedulerRole(const ServiceParts& parts)
    : parts_(parts),
      executor_(executorOf(parts)),
      trouble_(parts.log, "The queue and its history could not be looked after.",
               "The queue and its history are looked after again.") {}

void SchedulerRole::start() {
    thread_ = startThread("scheduler", [this](const std::stop_token& stop) {
        const auto pause =
            std::max<std::chrono::milliseconds>(parts_.settings.lease / 3, std::chrono::seconds{1});
        do lookAfterQueue();
        while (pauseFor(pause, stop));
    });
}

void SchedulerRole::lookAfterQueue() {
    const auto recovered = [&]() -> base::Result<std::size_t> {
        JIM_ASSIGN(const auto session, parts_.sessions.open());
        JIM_ASSIGN(const auto count, executor_.recover(*session, false));
        JIM_TRY(executor_.removeOld(*session));
        return count;
    }();
    trouble_.note(recovered);
    if (recovered && *recovered > 0)
        parts_.log.warning("Runs of lost workers were ended.", {{"runs", *recovered}});
}

}  // namespace jim::apps
