#include "foundation/base/Clock.hpp"
#include "foundation/log/Log.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/Publisher.hpp"
#include "progress/redis/RedisProgressStore.hpp"
#include "servers/RedisServer.hpp"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

/// What live progress costs with a Redis on the same machine. Times include the scheduler's: the
/// server, the client's threads and the caller share the cores.
namespace jim::progress::redis {
namespace {

using namespace std::chrono_literals;

/// A Redis of its own, as docs/administration/redis.md recommends it, and a store on it.
class Store {
public:
    Store() {
        for (int i = 0; i < 2; ++i) threads_.emplace_back([this] { client_->run(); });
        while (store_.status().state != "up") std::this_thread::yield();
    }
    ~Store() {
        client_->stop();
        threads_.clear();
    }
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    RedisProgressStore& operator*() { return store_; }
    RedisProgressStore* operator->() { return &store_; }
    [[nodiscard]] const base::Clock& clock() const { return clock_; }

    /// A number that INFO shows.
    double info(const std::string& name) {
        const auto text = server_.ask({"INFO", "everything"});
        return std::stod(text.substr(text.find("\n" + name + ":") + name.size() + 2));
    }

    /// To the full number of points: copies of the one that is there.
    void fillHistories() {
        server_.ask({"EVAL",
                     "for _, key in ipairs(redis.call('KEYS', '*:history')) do "
                     "local point = redis.call('LINDEX', key, 0) "
                     "for i = 1, ARGV[1] - 1 do redis.call('RPUSH', key, point) end end",
                     "0", std::to_string(kHistoryPoints)});
    }

private:
    transport::redis::Options options() const {
        transport::redis::Options options;
        options.unixSocket = server_.unixSocket();
        options.commandTime = 5s;
        return options;
    }

    base::SystemClock clock_;
    servers::RedisServer server_{{"--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru"}};
    std::unique_ptr<log::Log> log_ = log::makeSilentLog();
    std::unique_ptr<transport::redis::Client> client_ =
        transport::redis::Client::make(options(), clock_).value();
    RedisProgressStore store_{*client_, {}, *log_};
    std::vector<std::jthread> threads_;
};

RunIdentity import(const base::Clock& clock) {
    RunIdentity identity;
    identity.activityId = base::newGuid(clock.now());
    identity.attempt = 1;
    identity.runType = "FullImport";
    identity.targetName = "Full Import";
    identity.targetContext = "HR";
    identity.worker = "bench:1";
    identity.startedAt = clock.now();
    identity.phases = catalogue(RunKind::Import, "FullImport");
    identity.objectTypes = {"person", "group"};
    return identity;
}

/// The document of a running import, as a publisher makes it.
StoredSnapshot typical(const base::Clock& clock) {
    struct Kept final : ProgressStore {
        base::Result<UpdateResult> update(const StoredSnapshot& s,
                                          const std::optional<HistoryPoint>&) override {
            last = s;
            return UpdateResult{true, s.attempt, s.revision, s.terminal};
        }
        base::Result<SnapshotPtr> get(const base::Guid&) override { return SnapshotPtr{}; }
        base::Status clear(const base::Guid&) override { return {}; }
        base::Result<std::vector<SnapshotPtr>> listActive() override { return {}; }
        base::Result<std::vector<HistoryPoint>> history(const base::Guid&) override { return {}; }
        std::unique_ptr<Subscription> subscribe(SnapshotReceiver) override { return {}; }
        StoredSnapshot last;
    } kept;
    Publisher publisher{kept, clock};
    const auto run = publisher.begin(import(clock));
    run->advance(1000);
    publisher.publishDue();
    return kept.last;
}

/// The same run at another revision; the document's head says so too.
void advance(StoredSnapshot& snapshot) {
    constexpr std::string_view kField = R"("revision":)";
    const auto at = snapshot.document.find(kField) + kField.size();
    const auto end = snapshot.document.find(',', at);
    snapshot.document.replace(at, end - at, std::to_string(++snapshot.revision));
}

double percentile(std::vector<double>& values, double part) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

double cpuSeconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

/// One publish: from the call to the answer, in microseconds.
void publishOne(benchmark::State& state) {
    Store store;
    auto snapshot = typical(store.clock());
    std::vector<double> times;
    for (auto _ : state) {
        advance(snapshot);
        const auto began = store.clock().steady();
        if (!store->update(snapshot, HistoryPoint{snapshot.asOf, 1, 2.0})->accepted)
            state.SkipWithError("refused");
        times.push_back(static_cast<double>((store.clock().steady() - began).count()));
    }
    state.counters["p50_us"] = percentile(times, 0.5);
    state.counters["p99_us"] = percentile(times, 0.99);
    state.counters["document_bytes"] = static_cast<double>(snapshot.document.size());
}
BENCHMARK(publishOne)->Iterations(5000)->Unit(benchmark::kMicrosecond);

void readOne(benchmark::State& state) {
    Store store;
    auto snapshot = typical(store.clock());
    (void)store->update(snapshot, {});
    std::vector<double> times;
    for (auto _ : state) {
        const auto began = store.clock().steady();
        if (!*store->get(snapshot.activityId)) state.SkipWithError("missing");
        times.push_back(static_cast<double>((store.clock().steady() - began).count()));
    }
    state.counters["p50_us"] = percentile(times, 0.5);
    state.counters["p99_us"] = percentile(times, 0.99);
}
BENCHMARK(readOne)->Iterations(5000)->Unit(benchmark::kMicrosecond);

/// 1,000 running activities at four publishes a second: the share of a core that this process and
/// Redis take, samples, estimates and documents included.
void aThousandRunsAtFourHertz(benchmark::State& state) {
    Store store;
    PublisherSettings settings;
    settings.publishHz = 4;
    settings.store = "redis";
    Publisher publisher{*store, store.clock(), settings};
    std::vector<std::shared_ptr<RunProgress>> runs;
    for (int i = 0; i < 1000; ++i) {
        runs.push_back(publisher.begin(import(store.clock())));
        runs.back()->enter("import.process");
        runs.back()->total(1'000'000, TotalKind::Exact, TotalSource::Connector);
    }
    publisher.publishDue();
    for (auto _ : state) {
        const auto began = store.clock().steady();
        const double cpu = cpuSeconds();
        const double redis = store.info("used_cpu_user") + store.info("used_cpu_sys");
        const auto published = publisher.stats().published;
        base::StopSource stop;
        while (store.clock().steady() - began < 4s) {
            for (const auto& run : runs) {
                run->advance();
                run->count(0, Outcome::Updated);
            }
            publisher.waitAndPublish(stop.get_token());
        }
        const double seconds = static_cast<double>((store.clock().steady() - began).count()) / 1e6;
        state.counters["publishes_per_s"] =
            static_cast<double>(publisher.stats().published - published) / seconds;
        state.counters["cores_here"] = (cpuSeconds() - cpu) / seconds;
        state.counters["cores_redis"] =
            (store.info("used_cpu_user") + store.info("used_cpu_sys") - redis) / seconds;
    }
}
BENCHMARK(aThousandRunsAtFourHertz)->Iterations(1)->Unit(benchmark::kSecond);

/// What Redis holds for 10,000 runs that have ended, each with a whole history.
void tenThousandFinishedRuns(benchmark::State& state) {
    Store store;
    const double before = store.info("used_memory");
    const auto snapshot = typical(store.clock());
    for (auto _ : state) {
        for (int run = 0; run < 10'000; ++run) {
            auto each = snapshot;
            const auto old = base::toText(each.activityId);
            each.activityId = base::newGuid(store.clock().now());
            for (auto at = each.document.find(old); at != std::string::npos;
                 at = each.document.find(old, at))
                each.document.replace(at, old.size(), base::toText(each.activityId));
            each.terminal = true;
            if (!store->update(each, HistoryPoint{each.asOf, 1000, 1234.5})->accepted)
                state.SkipWithError("refused");
        }
        store.fillHistories();
    }
    state.counters["redis_MB"] = (store.info("used_memory") - before) / 1e6;
}
BENCHMARK(tenThousandFinishedRuns)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace jim::progress::redis
