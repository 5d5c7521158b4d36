#include "engine/Engine.hpp"
#include "engine/OtherNode.hpp"
#include "engine/RedisFaults.hpp"
#include "progress/FallbackProgressStore.hpp"
#include "progress/SnapshotReading.hpp"
#include "progress/redis/test/RunningStore.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <semaphore>
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
using progress::redis::RunningStore;
using runs::activity::ActivityStatus;
using runs::run_profile::RunType;
using scenarios::readFile;
using scenarios::TemporaryFolder;
using scenarios::Workforce;
using scenarios::writeFile;
using servers::RedisServer;

/// Notes which threads ask the store for anything: the run's own must be none of them.
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
                if (each.snapshot.attempt > 0) callers_.insert(std::this_thread::get_id());
        }
        return behind_.updateAll(updates);
    }
    base::Result<SnapshotPtr> get(const base::Guid& id) override {
        note();
        return behind_.get(id);
    }
    base::Status clear(const base::Guid& id) override {
        note();
        return behind_.clear(id);
    }
    base::Result<std::vector<SnapshotPtr>> listActive() override {
        note();
        return behind_.listActive();
    }
    base::Result<std::vector<progress::HistoryPoint>> history(const base::Guid& id) override {
        note();
        return behind_.history(id);
    }
    std::unique_ptr<progress::Subscription> subscribe(
        progress::SnapshotReceiver receiver) override {
        return behind_.subscribe(std::move(receiver));
    }
    bool wasAskedBy(std::thread::id thread) {
        const std::scoped_lock lock{mutex_};
        return callers_.contains(thread);
    }

private:
    void note() {
        const std::scoped_lock lock{mutex_};
        callers_.insert(std::this_thread::get_id());
    }

    progress::ProgressStore& behind_;
    std::mutex mutex_;
    std::set<std::thread::id> callers_;
};

struct Step {
    const char* system;
    RunType type;
    bool newDay = false;  ///< The source has changed before it.
};

const std::vector<Step> kRound{{"HR", RunType::FullImport},
                               {"HR", RunType::FullSynchronisation},
                               {"Directory", RunType::Export},
                               {"HR", RunType::FullImport, true},
                               {"HR", RunType::DeltaSynchronisation}};

/// Runs a whole round, undisturbed or with Redis struck in the middle of each run.
class FaultRedisTests : public testing::Test {
protected:
    static constexpr std::size_t kPeople = 4000;

    /// The company's files, and its next days.
    class Company {
    public:
        explicit Company(const std::filesystem::path& folder) : folder_(folder) {
            writeFile(folder_ / "hr.csv", people_.hrFile());
            writeFile(folder_ / "directory.csv", "id,login,name,mail,manager,skills\n");
        }
        void nextDay() {
            people_.nextDay();
            writeFile(folder_ / "hr.csv", people_.hrFile());
        }
        [[nodiscard]] std::string directory() const { return readFile(folder_ / "directory.csv"); }

    private:
        const std::filesystem::path folder_;
        Workforce people_{kPeople};
    };

    static transport::redis::Options options(const RedisServer& redis) {
        transport::redis::Options options;
        options.address = {"127.0.0.1", redis.port()};
        return options;
    }

    FaultRedisTests() {
        engine_.configure();
        makeKey();
        node_.emplace(options(redis_), engine_, key_);
        publishing_ = std::jthread{[this](const std::stop_token& stop) {
            while (!stop.stop_requested()) engine_.publisher().waitAndPublish(stop);
        }};
    }

    void makeKey() {
        security::ApiKey reader;
        reader.id = base::newGuid(clock_.now());
        reader.name = "reader";
        reader.prefix = security::prefixOf(key_);
        reader.hash = security::hashOf(key_);
        reader.created = clock_.now();
        reader.infrastructure = true;  // Asks as often as it likes.
        reader.roles = {security::Role::Reader};
        ASSERT_TRUE(engine_.session().apiKeys().save(reader));
    }

    static std::string undisturbed() {
        static const std::string content = [] {
            TemporaryFolder folder;
            Company company{folder.path()};
            Engine engine{folder.path()};
            engine.configure();
            std::string counts;
            for (const auto& step : kRound) {
                if (step.newDay) company.nextDay();
                counts += countsOf(engine.run(step.system, step.type));
            }
            return counts + company.directory();
        }();
        return content;
    }

    static std::string countsOf(const runs::activity::Activity& run) {
        const auto& stats = *run.stats;
        return std::to_string(stats.objectsProcessed) + " " + std::to_string(stats.objectChanges) +
               " " + std::to_string(stats.projections) + " " + std::to_string(stats.exported) +
               " " + std::to_string(static_cast<int>(run.status)) + "\n";
    }

    static progress::PublisherSettings settings() {
        progress::PublisherSettings settings;
        settings.publishHz = 50;
        settings.store = "redis";
        return settings;
    }

    bool within(std::chrono::milliseconds time, const std::function<bool()>& what) {
        const auto until = clock_.steady() + time;
        while (!what()) {
            if (clock_.steady() > until) return false;
            std::this_thread::yield();
        }
        return true;
    }

    /// Executes a step, and `inTheMiddle` while its run's thread stands in a transaction of it.
    runs::activity::Activity execute(const Step& step,
                                     const std::function<void(const base::Guid&)>& inTheMiddle);
    void expectAnswers(const base::Guid& id);
    void strikeDuring(const base::Guid& id, const RedisFault& fault);
    void expectEnd(const base::Guid& id, const RedisFault& fault);

    base::SystemClock clock_;
    TemporaryFolder folder_;
    Company company_{folder_.path()};
    RedisServer redis_;
    progress::memory::MemoryProgressStore memory_{clock_, 3600s};
    std::optional<progress::FallbackProgressStore> both_;
    RunningStore shared_{options(redis_), {}, [this](progress::redis::RedisProgressStore& redis) {
                             both_.emplace(redis, memory_, clock_);
                             redis.whenAvailable([this] { both_->republish(); });
                         }};
    WatchedStore watched_{*both_};
    Engine engine_{folder_.path(), settings(), &watched_};
    const base::Secret key_ = security::newKey();
    std::optional<OtherNode> node_;
    std::jthread publishing_;
};

runs::activity::Activity FaultRedisTests::execute(
    const Step& step, const std::function<void(const base::Guid&)>& inTheMiddle) {
    constexpr int kMiddle = 4;  // By then every kind of run has counted something.
    std::counting_semaphore<> there{0};
    std::counting_semaphore<> goOn{0};
    std::atomic<int> transactions{0};
    std::atomic<bool> ended{false};
    runs::activity::Activity activity;
    std::thread::id runner;
    std::jthread run{[&] {
        runner = std::this_thread::get_id();
        activity = engine_.watch(
            [&] {
                if (++transactions != kMiddle) return;
                there.release();
                goOn.acquire();
            },
            step.system, step.type);
        ended = true;
        there.release();
    }};
    there.acquire();
    EXPECT_FALSE(ended) << "a run has several transactions";
    SnapshotPtr shown;
    EXPECT_TRUE(within(5s, [&] {
        const auto active = memory_.listActive().value();
        if (!active.empty() && active.front()->attended) shown = active.front();
        return shown != nullptr;
    }));
    if (shown) inTheMiddle(shown->activityId);
    goOn.release();
    run.join();
    EXPECT_EQ(activity.status, ActivityStatus::Complete) << activity.message;
    EXPECT_FALSE(watched_.wasAskedBy(runner));
    return activity;
}

/// Whatever has happened to Redis: an answer, at once.
void FaultRedisTests::expectAnswers(const base::Guid& id) {
    const auto began = clock_.steady();
    const auto here = both_->get(id);
    EXPECT_LT(clock_.steady() - began, 1s);
    ASSERT_TRUE(here && *here);
    for (const auto& path : {"/activities/" + base::toText(id) + "/progress",
                             "/activities/" + base::toText(id), std::string{"/progress"}}) {
        const auto answer = node_->get(path);
        EXPECT_EQ(answer.status, 200) << path << answer.body;
        EXPECT_LT(answer.took, 1s) << path;
    }
}

void FaultRedisTests::strikeDuring(const base::Guid& id, const RedisFault& fault) {
    EXPECT_TRUE(within(2s, [&] { return node_->progress(id).says(R"("source":"live")"); }));
    fault.strike(redis_);
    expectAnswers(id);
    if (!fault.away) return;
    EXPECT_TRUE(within(5s, [&] { return shared_.store().status().state != "up"; }));
    EXPECT_TRUE(within(3s, [&] {
        const auto document = both_->get(id).value()->document;
        return document.find(R"("store":"memory")") != std::string::npos &&
               document.find(R"("source":"live")") != std::string::npos;
    })) << "where the run is, it is shown from memory";
    EXPECT_TRUE(within(3s, [&] { return node_->progress(id).says(R"("source":"degraded")"); }))
        << node_->progress(id).body;
    EXPECT_TRUE(node_->progress(id).says(R"("state":"running")"));
    expectAnswers(id);
}

void FaultRedisTests::expectEnd(const base::Guid& id, const RedisFault& fault) {
    EXPECT_TRUE(within(3s, [&] { return both_->get(id).value()->terminal; }));
    EXPECT_TRUE(within(3s, [&] { return node_->progress(id).says(R"("state":"complete")"); }))
        << "who follows it elsewhere must see its end: " << node_->progress(id).body;
    expectAnswers(id);
    fault.lift(redis_);
    EXPECT_TRUE(within(2s,
                       [&] {
                           const auto back = node_->progress(id);
                           return back.says(R"("source":"live")") &&
                                  back.says(R"("state":"complete")");
                       }))
        << "the picture must be back: " << node_->progress(id).body;
    EXPECT_TRUE(shared_.await("up"));
    EXPECT_TRUE(node_->store().await("up"));
}

class EachFaultRedisTests : public FaultRedisTests,
                            public testing::WithParamInterface<RedisFault> {};

TEST_P(EachFaultRedisTests, TheRunEndsAsItWouldHaveAndThePictureComesBack) {
    const auto& fault = GetParam();
    ASSERT_TRUE(shared_.await("up"));
    ASSERT_TRUE(node_->store().await("up"));
    std::string counts;
    for (const auto& step : kRound) {
        SCOPED_TRACE(std::string{step.system} + " " + std::string{toText(step.type)});
        if (step.newDay) company_.nextDay();
        const auto activity = execute(step, [&](const base::Guid& id) { strikeDuring(id, fault); });
        expectEnd(activity.id, fault);
        counts += countsOf(activity);
    }
    EXPECT_EQ(counts + company_.directory(), undisturbed());
    shared_.stop();
    const auto& log = shared_.log();
    const auto gone = log.count("Redis is away") + log.count("takes no live progress");
    const auto back = log.count("Redis is back") + log.count("takes live progress again");
    // One of two kinds, such as gone and then back with another password, is two changes.
    const auto strikes = fault.away ? kRound.size() : 0U;
    EXPECT_GE(gone, strikes);
    EXPECT_LE(gone, 2 * kRound.size());
    EXPECT_GE(back, strikes);
    EXPECT_LE(back, 2 * kRound.size());
}

INSTANTIATE_TEST_SUITE_P(All, EachFaultRedisTests, testing::ValuesIn(redisFaults()),
                         [](const testing::TestParamInfo<RedisFault>& each) {
                             return std::string{each.param.name};
                         });

/// The other way round: those who answer come and go, and the run does not notice.
TEST_F(FaultRedisTests, AnInterfaceThatStartsInTheMiddleOfARunHasTheWholePictureAtOnce) {
    ASSERT_TRUE(shared_.await("up"));
    for (const auto& step : kRound) {
        if (step.newDay) company_.nextDay();
        execute(step, [&](const base::Guid& id) {
            node_.reset();
            node_.emplace(options(redis_), engine_, key_);
            const auto first = node_->progress(id);
            EXPECT_EQ(first.status, 200);
            EXPECT_TRUE(first.says(R"("source":"live")")) << first.body;
            EXPECT_TRUE(first.says(R"("state":"running")")) << first.body;
            EXPECT_TRUE(node_->get("/progress").says(base::toText(id)));
        });
    }
}

/// Redis that was never there: a name that no server knows, a port where nobody listens.
class AbsentRedisTests : public testing::TestWithParam<std::string> {};

TEST_P(AbsentRedisTests, RunsEndAndAreShownFromMemory) {
    base::SystemClock clock;
    transport::redis::Options options;
    options.address = {GetParam(), servers::freePort()};
    RunningStore publisher{options};
    progress::memory::MemoryProgressStore memory{clock, 3600s};
    progress::FallbackProgressStore both{publisher.store(), memory, clock};
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
