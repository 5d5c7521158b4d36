#include "apps/QueueListener.hpp"

#include "apps/LastingTrouble.hpp"
#include "apps/Pause.hpp"
#include "apps/Threads.hpp"
#include "store/postgres/RunQueue.hpp"

namespace jim::apps {
namespace {

using namespace std::chrono_literals;
using transport::postgres::Listener;

/// How long a wait goes on before the thread looks whether it is to stop.
constexpr auto kPatience = 500ms;
constexpr auto kBeforeTryingAgain = 5s;

}  // namespace

base::Result<std::unique_ptr<Listener>> joinQueue(const transport::postgres::ConnectOptions& server,
                                                  store::postgres::Progress progress) {
    return Listener::open(server, store::postgres::RunQueue::kChannel,
                          [progress](transport::postgres::Connection& connection) {
                              return store::postgres::announce(connection, progress);
                          });
}

std::jthread listenToQueue(std::unique_ptr<Listener> listener, log::Log& log,
                           std::function<void()> wake) {
    return startThread("queue-listener", [listener = std::shared_ptr<Listener>{std::move(listener)},
                                          &log,
                                          wake = std::move(wake)](const std::stop_token& stop) {
        LastingTrouble trouble{log, "The queue cannot be listened to; workers look by themselves.",
                               "The queue is listened to again.", log::Level::Warning};
        while (!stop.stop_requested()) {
            const auto woken = listener->wait(kPatience);
            trouble.note(woken);
            if (woken && *woken) wake();
            if (woken) continue;
            if (!pauseFor(kBeforeTryingAgain, stop)) return;
        }
    });
}

}  // namespace jim::apps
