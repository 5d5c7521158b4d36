#include "store/postgres/SessionFactory.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

// queue_claims THREADS SYSTEMS TASKS: claims that many tasks of that many systems from the queue of
// the database in JIM_DATABASE_URL, each thread as a worker, and ends them where systems have more
// than one task. Prints claims a second.

namespace {

using namespace jim;
using namespace std::chrono_literals;
using runs::run_queue::RunQueue;

template <class T>
T needed(base::Result<T> result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "queue_claims: {}\n", result.error().message);
    std::exit(1);
}

void enqueue(runs::run_profile::Session& session, const base::Clock& clock, int systems,
             int tasks) {
    const auto written = session.transactions().write([&]() -> base::Status {
        for (int i = 0; i < tasks; ++i) {
            runs::run_queue::WorkerTask task;
            task.id = base::newGuid(clock.now());
            task.activityId = base::newGuid(clock.now());
            task.name = "System - Full Import";
            task.queued = {i};
            task.systemId = i % systems;
            JIM_TRY(session.queue().enqueue(task));
        }
        return {};
    });
    if (!written) std::exit(1);
}

/// Claims until nothing is left that may be claimed; `finishing` makes room for the next task of a
/// system.
double claimsASecond(runs::run_profile::SessionFactory& sessions, int threads, bool finishing) {
    std::atomic<std::int64_t> claims{0};
    const auto begin = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([&] {
                const auto session = needed(sessions.open());
                while (const auto task = needed(session->queue().claim("worker", 60s))) {
                    ++claims;
                    if (finishing && !session->queue().finish({task->id, task->attempt}))
                        std::exit(1);
                }
            });
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(claims) / took.count();
}

}  // namespace

int main(int argc, char** argv) {
    const char* url = std::getenv("JIM_DATABASE_URL");
    if (argc != 4 || url == nullptr) {
        fmt::print(stderr, "queue_claims THREADS SYSTEMS TASKS, with JIM_DATABASE_URL\n");
        return 2;
    }
    const int threads = std::atoi(argv[1]);
    const int systems = std::atoi(argv[2]);
    const int tasks = std::atoi(argv[3]);
    const base::SystemClock clock;
    transport::postgres::ConnectOptions options;
    options.url = base::Secret{url};
    transport::postgres::PoolLimits limits;
    limits.most = static_cast<std::size_t>(threads) + 1;
    const auto sessions = needed(store::postgres::SessionFactory::open(options, limits, clock));
    const auto session = needed(sessions->open());
    enqueue(*session, clock, systems, tasks);
    fmt::print("{:.0f}\n", claimsASecond(*sessions, threads, systems < tasks));
    return 0;
}
