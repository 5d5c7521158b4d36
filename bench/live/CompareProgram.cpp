// What following a run costs the run: nothing at all, the way of this program, and the usual way, a
// row in a database that the worker updates every 100 objects and that those who follow it poll.
//
//     live_compare [OBJECTS] [FOLLOWERS]
//
// A run is OBJECTS times some microseconds of work; of seven rounds the fastest of each way is
// shown. PostgreSQL is Debian's, started privately; so that a follower sees both ways equally
// fresh, it polls four times a second.

#include "api/watch/EventStream.hpp"
#include "api/watch/Feed.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/Publisher.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "servers/PostgresServer.hpp"
#include "transport/http/Client.hpp"
#include "transport/http/Server.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>
#include <vector>

namespace {

using namespace jim;
using Clock = std::chrono::steady_clock;

[[noreturn]] void end(const base::Error& error) {
    std::fprintf(stderr, "live_compare: %s\n", error.message.c_str());
    std::exit(1);
}

constexpr int kObjectsBetweenUpdates = 100;
constexpr std::chrono::milliseconds kPoll{250};
constexpr int kRounds = 7;

struct Outcome {
    double seconds = 0;
    std::uint64_t statements = 0;
    std::uint64_t seen = 0;  ///< Changes that followers were shown.
};

/// About what it takes to compare an object with what is known of it.
std::uint64_t process(std::uint64_t value) {
    for (int i = 0; i < 3000; ++i) value = value * 6364136223846793005ULL + 1442695040888963407ULL;
    return value;
}

double run(std::int64_t objects, const std::function<void(std::int64_t)>& afterEach) {
    const auto began = Clock::now();
    std::uint64_t value = 1;
    for (std::int64_t i = 1; i <= objects; ++i) {
        value = process(value);
        afterEach(i);
    }
    static std::atomic<std::uint64_t> kept;
    kept = value;
    return std::chrono::duration<double>(Clock::now() - began).count();
}

Outcome withoutProgress(std::int64_t objects) {
    return {run(objects, [](std::int64_t) {})};
}

progress::RunIdentity identity(const base::Clock& clock) {
    progress::RunIdentity run;
    run.activityId = base::newGuid(clock.now());
    run.attempt = 1;
    run.runType = "FullImport";
    run.queuedAt = run.startedAt = clock.now();
    run.phases = progress::catalogue(progress::RunKind::Import, run.runType);
    run.objectTypes = {"person"};
    return run;
}

Outcome withOurs(std::int64_t objects, int followers) {
    const base::SystemClock clock;
    progress::memory::MemoryProgressStore store{clock, std::chrono::hours{1}};
    progress::Publisher publisher{store, clock};
    const auto progress = publisher.begin(identity(clock));
    const auto id = progress->identity().activityId;
    publisher.publishDue();
    api::watch::Feed feed{{store, clock,
                           [](const base::Guid&, bool) -> base::Result<api::watch::Found> {
                               return base::fail(base::internal("no database here"));
                           },
                           [](const std::string&) -> base::Result<bool> { return true; }, 10'000}};
    transport::http::Server server{
        {},
        [&](transport::http::Request&&, transport::http::Responder respond) {
            auto watching = feed.open(id, "");
            watching->watch.add(id, feed.find(id).value());
            api::watch::streamEvents(respond, std::move(*watching), true);
        },
        clock};
    if (const auto listening = server.listen(); !listening) end(listening.error());
    std::atomic<std::uint64_t> seen{0};
    Outcome outcome;
    {
        const std::jthread http{[&] { server.run(); }};
        std::vector<std::jthread> clients;
        for (int i = 0; i < followers; ++i)
            clients.emplace_back([&] {
                transport::http::Client client{fmt::format("http://127.0.0.1:{}", server.port())};
                (void)client.stream("/", {}, [&](std::string_view) {
                    ++seen;
                    return true;
                });
            });
        const std::jthread publishing{[&](const std::stop_token& stop) {
            while (!stop.stop_requested()) publisher.waitAndPublish(stop);
        }};
        const std::jthread telling{[&](const std::stop_token& stop) {
            while (!stop.stop_requested()) feed.waitAndTell(stop);
        }};
        progress->enter("import.process");
        outcome.seconds = run(objects, [&](std::int64_t) {
            progress->advance();
            progress->count(0, progress::Outcome::Updated);
        });
        publisher.finish(*progress, {});
        clients.clear();
        server.stop();
    }
    outcome.seen = seen;
    return outcome;
}

std::unique_ptr<transport::postgres::Connection> connect(const servers::PostgresServer& postgres) {
    auto opened = transport::postgres::Connection::open(postgres.options("postgres"));
    if (!opened) end(opened.error());
    return std::move(*opened);
}

Outcome withARow(std::int64_t objects, int followers) {
    servers::PostgresServer postgres;
    postgres.execute(
        "CREATE TABLE activity (id int PRIMARY KEY, processed bigint NOT NULL, message text)");
    postgres.execute("INSERT INTO activity VALUES (1, 0, 'Importing')");
    std::atomic<std::uint64_t> statements{0};
    std::atomic<std::uint64_t> seen{0};
    Outcome outcome;
    {
        std::vector<std::jthread> clients;
        for (int i = 0; i < followers; ++i)
            clients.emplace_back([&](const std::stop_token& stop) {
                const auto connection = connect(postgres);
                while (!stop.stop_requested()) {
                    (void)connection->integer("SELECT processed FROM activity WHERE id = 1");
                    ++statements;
                    ++seen;
                    std::this_thread::sleep_for(kPoll);
                }
            });
        const auto connection = connect(postgres);
        outcome.seconds = run(objects, [&](std::int64_t i) {
            if (i % kObjectsBetweenUpdates != 0) return;
            (void)connection->run("UPDATE activity SET processed = ? WHERE id = 1", i);
            ++statements;
        });
    }
    outcome.statements = statements;
    outcome.seen = seen;
    return outcome;
}

/// Of several rounds the fastest counts: what else the machine does only ever adds to it.
void keepFaster(Outcome& best, const Outcome& next) {
    if (best.seconds == 0 || next.seconds < best.seconds) best = next;
}

void say(const char* name, const Outcome& outcome, double alone) {
    std::printf("  %-38s %7.2f s  %+6.1f %%  %10llu statements  %8llu changes shown\n", name,
                outcome.seconds, 100 * (outcome.seconds / alone - 1),
                static_cast<unsigned long long>(outcome.statements),
                static_cast<unsigned long long>(outcome.seen));
}

}  // namespace

int main(int count, char** words) {
    const std::int64_t objects = count > 1 ? std::atoll(words[1]) : 500'000;
    const int followers = count > 2 ? std::atoi(words[2]) : 20;
    std::printf("A run of %lld objects with %d followers\n", static_cast<long long>(objects),
                followers);
    Outcome alone;
    Outcome ours;
    Outcome row;
    for (int round = 0; round < kRounds; ++round) {
        keepFaster(alone, withoutProgress(objects));
        keepFaster(ours, withOurs(objects, followers));
        keepFaster(row, withARow(objects, followers));
    }
    say("no progress", alone, alone.seconds);
    say("counters and streams", ours, alone.seconds);
    say("a row every 100 objects, polled", row, alone.seconds);
}
