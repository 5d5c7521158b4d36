#include "engine/Engine.hpp"
#include "progress/FallbackProgressStore.hpp"
#include "progress/redis/test/RunningStore.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <set>
#include <thread>

/// Redis is struck in the middle of a real run of each type: the run ends as it would have, nobody
/// waits, and the picture is back when Redis is.
namespace jim::engine {
namespace {

using namespace std::chrono_literals;
using progress::SnapshotPtr;
using progress::StoredSnapshot;
using progress::UpdateResult;
using progress::redis::KeptLog;
using progress::redis::RunningStore;
using runs::activity::ActivityStatus;
using runs::run_profile::RunType;
using scenarios::readFile;
using scenarios::TemporaryFolder;
using scenarios::Workforce;
using scenarios::writeFile;
using servers::RedisServer;

/// Notes which threads publish what runs say: the run's own must be none of them.
class WatchedStore final : public progress::ProgressStore {
public:
    explicit WatchedStore(progress::ProgressStore& behind) : behind_(behind) {}

    base::Result<UpdateResult> update(const StoredSnapshot& snapshot,
                                      const std::optional<progress::HistoryPoint>& point) override {
        const progress::SnapshotUpdate one{snapshot, point};
        return std::move(updateAll({&one, 1}).front());
    }
    std::vector<base::Result<UpdateResult>> updateAll(
        std::span<const progress::SnapshotUpdate> updates) override {
        {
            const std::scoped_lock lock{mutex_};
            // Whoever queues a run publishes that; it is not running yet.
            for (const auto& each : updates)
                if (each.snapshot.attempt > 0) writers_.insert(std::this_thread::get_id());
        }
        return behind_.updateAll(updates);
    }
    base::Result<SnapshotPtr> get(const base::Guid& id) override { return behind_.get(id); }
    base::Status clear(const base::Guid& id) override { return behind_.clear(id); }
    base::Result<std::vector<SnapshotPtr>> listActive() override { return behind_.listActive(); }
    base::Result<std::vector<progress::HistoryPoint>> history(const base::Guid& id) override {
        return behind_.history(id);
    }
    std::unique_ptr<progress::Subscription> subscribe(
        progress::SnapshotReceiver receiver) override {
        return behind_.subscribe(std::move(receiver));
    }
    bool wasWrittenBy(std::thread::id thread) {
        const std::scoped_lock lock{mutex_};
        return writers_.contains(thread);
    }

private:
    progress::ProgressStore& behind_;
    std::mutex mutex_;
    std::set<std::thread::id> writers_;
};

/// What happens to Redis, and how it ends.
struct Fault {
    const char* name;
    std::function<void(RedisServer&)> strike;
    std::function<void(RedisServer&)> lift;
    bool away = true;  ///< It cannot be read or written meanwhile.
};

/// Accepts connections, and never says a word.
class SilentListener {
public:
    explicit SilentListener(std::uint16_t port) {
        const int yes = 1;
        ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::bind(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(descriptor_, 64) != 0)
            throw std::runtime_error("cannot listen");
    }
    ~SilentListener() { ::close(descriptor_); }
    SilentListener(const SilentListener&) = delete;
    SilentListener& operator=(const SilentListener&) = delete;

private:
    int descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

std::vector<Fault> faults() {
    const auto nothing = [](RedisServer&) {};
    const auto restart = [](RedisServer& redis) {
        redis.kill();
        redis.start();
    };
    static std::unique_ptr<SilentListener> listener;
    static std::jthread sleeper;
    return {
        {"KilledAndEmpty", [](RedisServer& redis) { redis.kill(); },
         [](RedisServer& redis) { redis.start(); }},
        {"ConnectionsCut",
         [](RedisServer& redis) {
             redis.ask({"CLIENT", "KILL", "TYPE", "normal"});
             redis.ask({"CLIENT", "KILL", "TYPE", "pubsub"});
         },
         nothing, false},
        {"Paused", [](RedisServer& redis) { redis.pause(); },
         [](RedisServer& redis) { redis.resume(); }},
        {"Asleep",
         [](RedisServer& redis) {
             sleeper = std::jthread{[&redis] { redis.ask({"DEBUG", "SLEEP", "3"}); }};
         },
         [](RedisServer&) { sleeper = {}; }},
        {"Flushed",
         [](RedisServer& redis) {
             redis.ask({"FLUSHALL"});
             redis.ask({"SCRIPT", "FLUSH"});
         },
         nothing, false},
        {"AnotherPassword",
         [](RedisServer& redis) {
             redis.kill();
             redis.start({"--requirepass", "another"});
         },
         restart},
        {"AcceptsAndNeverAnswers",
         [](RedisServer& redis) {
             redis.kill();
             listener = std::make_unique<SilentListener>(redis.port());
         },
         [](RedisServer& redis) {
             listener.reset();
             redis.start();
         }},
    };
}

/// Runs a whole round, undisturbed or with Redis struck in the middle of each run.
class FaultRedisTests : public testing::TestWithParam<Fault> {
protected:
    static transport::redis::Options options(const RedisServer& redis) {
        transport::redis::Options options;
        options.address = {"127.0.0.1", redis.port()};
        return options;
    }

    FaultRedisTests() {
        writeFile(folder_.path() / "hr.csv", Workforce{kPeople}.hrFile());
        writeFile(folder_.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
    }

    static std::string undisturbed() {
        static const std::string content = [] {
            TemporaryFolder folder;
            writeFile(folder.path() / "hr.csv", Workforce{kPeople}.hrFile());
            writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
            Engine engine{folder.path()};
            engine.configure();
            std::string counts;
            for (const auto& [system, type] : kRound) counts += countsOf(engine.run(system, type));
            return counts + readFile(folder.path() / "directory.csv");
        }();
        return content;
    }

    static std::string countsOf(const runs::activity::Activity& run) {
        const auto& stats = *run.stats;
        return std::to_string(stats.objectsProcessed) + " " + std::to_string(stats.objectChanges) +
               " " + std::to_string(stats.projections) + " " + std::to_string(stats.exported) +
               " " + std::to_string(static_cast<int>(run.status)) + "\n";
    }

    /// Waits for something, at most ten seconds; how long it took.
    std::chrono::microseconds await(const std::function<bool()>& what) {
        const auto began = clock_.steady();
        while (!what() && clock_.steady() - began < 10s) std::this_thread::yield();
        return clock_.steady() - began;
    }

    /// What a reader that has only Redis is given; how long it took.
    std::pair<base::Result<SnapshotPtr>, std::chrono::microseconds> readElsewhere(
        const base::Guid& id) {
        const auto began = clock_.steady();
        auto read = reader_.store().get(id);
        return {std::move(read), clock_.steady() - began};
    }

    bool sawEnd(const base::Guid& id) {
        const auto read = readElsewhere(id).first;
        return read && *read && (*read)->terminal;
    }

    /// Noticed where the run is, which shows it from memory; whoever has only Redis has nothing.
    void expectAway(const base::Guid& id) {
        const auto shown = [&] { return both_->get(id).value()->document; };
        EXPECT_LT(await([&] { return publisher_.store().status().state != "up"; }), 3s);
        EXPECT_LT(await([&] { return shown().find(R"("store":"memory")") != std::string::npos; }),
                  3s);
        EXPECT_NE(shown().find(R"("source":"live")"), std::string::npos);
        EXPECT_LT(await([&] {
                      const auto read = readElsewhere(id).first;
                      return !read || *read == nullptr;
                  }),
                  3s);
    }

    std::string strikeDuring(Engine& engine, const std::string& system, RunType type,
                             const Fault& fault);

    static constexpr std::size_t kPeople = 4000;
    static inline const std::vector<std::pair<std::string, RunType>> kRound{
        {"HR", RunType::FullImport},
        {"HR", RunType::FullSynchronisation},
        {"Directory", RunType::Export}};

    base::SystemClock clock_;
    TemporaryFolder folder_;
    RedisServer redis_;
    progress::memory::MemoryProgressStore memory_{clock_, 3600s};
    std::optional<progress::FallbackProgressStore> both_;
    RunningStore publisher_{
        options(redis_), {}, [this](progress::redis::RedisProgressStore& redis) {
            both_.emplace(redis, memory_);
            redis.whenAvailable([this] { both_->republish(); });
        }};
    RunningStore reader_{options(redis_)};
    WatchedStore watched_{*both_};
};

/// Stands in a run's way: in its fourth transaction, when every kind of run has counted something.
class Gate {
public:
    void pass() {
        std::unique_lock lock{mutex_};
        if (++transactions_ == 4) opened_.wait(lock, [&] { return open_; });
    }
    void open() {
        const std::scoped_lock lock{mutex_};
        open_ = true;
        opened_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    int transactions_ = 0;
    bool open_ = false;
};

std::string FaultRedisTests::strikeDuring(Engine& engine, const std::string& system, RunType type,
                                          const Fault& fault) {
    std::mutex mutex;
    std::condition_variable moved;
    std::optional<base::Guid> id;
    bool counting = false;
    Gate gate;
    const auto subscription = memory_.subscribe([&](const SnapshotPtr& snapshot) {
        const std::scoped_lock lock{mutex};
        id = snapshot->activityId;
        counting =
            counting || (snapshot->attended &&
                         snapshot->document.find(R"("objectsProcessed":0,)") == std::string::npos);
        moved.notify_all();
    });
    runs::activity::Activity activity;
    std::thread::id runner;
    std::jthread run{[&] {
        runner = std::this_thread::get_id();
        activity = engine.watch([&] { gate.pass(); }, system, type);
    }};
    {
        std::unique_lock lock{mutex};
        moved.wait(lock, [&] { return counting; });
    }
    fault.strike(redis_);
    // Both kinds of readers are answered at once: live from memory, or not at all, in which case
    // the interface says what the database knows.
    const auto began = clock_.steady();
    const auto here = both_->get(*id);
    EXPECT_LT(clock_.steady() - began, 1s);
    EXPECT_TRUE(here && *here);
    EXPECT_LT(readElsewhere(*id).second, 1s);
    if (fault.away) expectAway(*id);
    gate.open();
    run.join();
    EXPECT_EQ(activity.status, ActivityStatus::Complete) << activity.message;
    EXPECT_FALSE(watched_.wasWrittenBy(runner));
    const auto end = await([&] { return both_->get(*id).value()->terminal; });
    EXPECT_LT(end, 3s);
    fault.lift(redis_);
    EXPECT_LT(await([&] { return sawEnd(*id); }), 2s) << "the picture must be back";
    EXPECT_TRUE(publisher_.await("up"));
    EXPECT_TRUE(reader_.await("up"));
    return countsOf(activity);
}

TEST_P(FaultRedisTests, TheRunEndsAsItWouldHaveAndThePictureComesBack) {
    const auto& fault = GetParam();
    ASSERT_TRUE(publisher_.await("up"));
    ASSERT_TRUE(reader_.await("up"));
    std::string counts;
    {
        progress::PublisherSettings settings;
        settings.publishHz = 50;
        settings.heartbeat = 20ms;  // A run that is held is written as often as one that works.
        settings.store = "redis";
        Engine engine{folder_.path(), settings, &watched_};
        engine.configure();
        std::jthread thread{[&](const std::stop_token& stop) {
            while (!stop.stop_requested()) engine.publisher().waitAndPublish(stop);
        }};
        for (const auto& [system, type] : kRound)
            counts += strikeDuring(engine, system, type, fault);
    }
    EXPECT_EQ(counts + readFile(folder_.path() / "directory.csv"), undisturbed());
    publisher_.stop();
    const auto& log = publisher_.log();
    const auto gone = log.count("Redis is away") + log.count("takes no live progress");
    const auto back = log.count("Redis is back") + log.count("takes live progress again");
    // One of two kinds, such as gone and then back with another password, is two changes.
    const auto strikes = fault.away ? kRound.size() : 0U;
    EXPECT_GE(gone, strikes);
    EXPECT_LE(gone, 2 * kRound.size());
    EXPECT_GE(back, strikes);
    EXPECT_LE(back, 2 * kRound.size());
}

INSTANTIATE_TEST_SUITE_P(Each, FaultRedisTests, testing::ValuesIn(faults()),
                         [](const testing::TestParamInfo<Fault>& each) {
                             return std::string{each.param.name};
                         });

/// Redis that was never there: a name that no server knows, a port where nobody listens.
class AbsentRedisTests : public testing::TestWithParam<std::string> {};

TEST_P(AbsentRedisTests, RunsEndAndAreShownFromMemory) {
    base::SystemClock clock;
    transport::redis::Options options;
    options.address = {GetParam(), servers::freePort()};
    RunningStore publisher{options};
    progress::memory::MemoryProgressStore memory{clock, 3600s};
    progress::FallbackProgressStore both{publisher.store(), memory};
    TemporaryFolder folder;
    writeFile(folder.path() / "hr.csv", Workforce{50}.hrFile());
    writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
    Engine engine{folder.path(), {.store = "redis"}, &both};
    engine.configure();
    const auto run = engine.run("HR", RunType::FullImport);
    EXPECT_EQ(run.status, ActivityStatus::Complete);
    engine.publisher().publishDue();
    const auto shown = both.get(run.id).value();
    ASSERT_TRUE(shown);
    EXPECT_TRUE(shown->terminal);
    EXPECT_NE(shown->document.find(R"("store":"memory")"), std::string::npos);
    EXPECT_TRUE(publisher.await("down"));
    publisher.stop();
    EXPECT_EQ(publisher.log().count("Redis is away"), 1U);
}

INSTANTIATE_TEST_SUITE_P(Each, AbsentRedisTests, testing::Values("127.0.0.1", "redis.invalid"));

/// Statements of a round of runs while a publisher works at `hz` on a thread of its own, and the
/// snapshots go to a real Redis.
std::int64_t statementsAt(double hz) {
    TemporaryFolder folder;
    writeFile(folder.path() / "hr.csv", Workforce{1500}.hrFile());
    writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
    RunningStore redis{progress::redis::patientOptions(progress::redis::sharedServer()),
                       {.keyPrefix = progress::redis::newPrefix()}};
    progress::PublisherSettings settings;
    settings.publishHz = hz;
    Engine engine{folder.path(), settings, &redis.store()};
    engine.configure();
    std::jthread publisher{[&](const std::stop_token& stop) {
        while (!stop.stop_requested()) engine.publisher().waitAndPublish(stop);
    }};
    const auto before = engine.session().statements();
    for (const auto& [system, type] :
         std::vector<std::pair<std::string, RunType>>{{"HR", RunType::FullImport},
                                                      {"HR", RunType::FullSynchronisation},
                                                      {"Directory", RunType::Export}})
        EXPECT_EQ(engine.run(system, type).status, ActivityStatus::Complete);
    EXPECT_GT(redis.store().status().writes, 0U);
    return engine.session().statements() - before;
}

TEST(ZeroDatabaseLoadRedisTests, StatementsDoNotDependOnHowOftenProgressIsPublished) {
    EXPECT_EQ(statementsAt(4), statementsAt(400));
}

}  // namespace
}  // namespace jim::engine
