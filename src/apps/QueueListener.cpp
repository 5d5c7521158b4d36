#include "apps/QueueListener.hpp"

#include "apps/Threads.hpp"
#include "store/postgres/RunQueue.hpp"
#include "transport/postgres/Listener.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace jim::apps {
namespace {

using namespace std::chrono_literals;
using transport::postgres::Listener;

/// How long a wait goes on before the thread looks whether it is to stop.
constexpr auto kPatience = 500ms;
constexpr auto kBeforeTryingAgain = 5s;

void pauseFor(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock{mutex};
    never.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

std::jthread listenToQueue(transport::postgres::ConnectOptions server, log::Log& log,
                           std::function<void()> wake) {
    return startThread("queue-listener", [server = std::move(server), &log,
                                          wake = std::move(wake)](const std::stop_token& stop) {
        std::unique_ptr<Listener> listener;
        while (!stop.stop_requested()) {
            base::Result<bool> woken = false;
            if (!listener) {
                auto opened = Listener::open(server, store::postgres::RunQueue::kChannel);
                if (opened)
                    listener = std::move(*opened);
                else
                    woken = base::fail(std::move(opened).error());
            }
            if (listener) woken = listener->wait(kPatience);
            if (woken && *woken) wake();
            if (woken) continue;
            log.warning("The queue cannot be listened to; workers look by themselves.",
                        {{"reason", woken.error().message}, {"detail", woken.error().detail}});
            pauseFor(kBeforeTryingAgain, stop);
        }
    });
}

}  // namespace jim::apps
