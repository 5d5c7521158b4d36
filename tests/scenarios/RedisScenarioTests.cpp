#include "progress/SnapshotReading.hpp"
#include "progress/redis/test/RunningStore.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace jim::scenarios {
namespace {

using namespace std::chrono_literals;
using progress::redis::RunningStore;
using transport::http::Method;

/// The real program with a real Redis, and a second process' view of that Redis.
class RedisScenarioTests : public testing::Test {
protected:
    RedisScenarioTests() { writeFile(landscape_.hr(), Workforce{4000}.hrFile()); }

    [[nodiscard]] std::map<std::string, std::string> settings() const {
        return {{"JIM_REDIS_HOST", "127.0.0.1"},
                {"JIM_REDIS_PORT", std::to_string(redis_.port())},
                {"JIM_PROGRESS_PUBLISH_HZ", "50"},
                {"JIM_LEASE_SECONDS", "2"}};
    }
    [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }

    static transport::redis::Options options(const servers::RedisServer& redis) {
        transport::redis::Options options;
        options.address = {"127.0.0.1", redis.port()};
        return options;
    }

    /// Whether it came true within a time.
    bool within(std::chrono::milliseconds time, const std::function<bool()>& what) {
        const auto until = clock_.steady() + time;
        while (!what())
            if (clock_.steady() > until) return false;
        return true;
    }

    progress::SnapshotPtr elsewhere(const std::string& activity) {
        const auto read = reader_.store().get(*base::parseGuid(activity));
        return read ? *read : nullptr;
    }

    /// Until the run has counted something.
    void awaitCounts(JimProcess& jim, const std::string& activity) {
        EXPECT_TRUE(within(20s, [&] {
            const auto shown = jim.get("/activities/" + activity + "/progress");
            return shown.at("terminal").as_bool() ||
                   shown.at("objectsProcessed").to_number<int>() > 0;
        }));
    }

    std::size_t logLines(const std::string& text) {
        const auto log = readFile(data() / "server.log");
        std::size_t found = 0;
        for (auto at = log.find(text); at != std::string::npos; at = log.find(text, at + 1))
            ++found;
        return found;
    }

    base::SystemClock clock_;
    TemporaryFolder folder_;
    Landscape landscape_{folder_.path()};
    servers::RedisServer redis_;
    RunningStore reader_{options(redis_)};
};

TEST_F(RedisScenarioTests, OtherProcessesSeeTheSameDocument) {
    JimProcess jim{data(), settings()};
    landscape_.configure(jim);
    const auto activity = landscape_.start(jim, "HR", "FullImport");
    (void)landscape_.wait(jim, activity);
    ASSERT_TRUE(within(5s, [&] {
        const auto seen = elsewhere(activity);
        return seen && seen->terminal;
    }));
    auto here = jim.get("/activities/" + activity + "/progress").as_object();
    auto there = json::parse(elsewhere(activity)->document).as_object();
    here.erase("retrievedAt");
    there.erase("retrievedAt");
    EXPECT_EQ(here, there);
    EXPECT_EQ(here.at("reporter").at("store"), "redis");
    const auto ready = jim.get("/health/ready");
    EXPECT_EQ(ready.at("progress").at("store"), "redis");
    EXPECT_EQ(ready.at("progress").at("state"), "up");
    EXPECT_GT(ready.at("progress").at("writes").to_number<int>(), 0);
}

TEST_F(RedisScenarioTests, RedisKilledInTheMiddleOfARunCostsNothingButThePictureElsewhere) {
    writeFile(landscape_.hr(), Workforce{30'000}.hrFile());
    JimProcess jim{data(), settings()};
    landscape_.configure(jim);
    const auto activity = landscape_.start(jim, "HR", "FullImport");
    awaitCounts(jim, activity);
    redis_.kill();
    const auto began = clock_.steady();
    const auto first = jim.send(Method::Get, "/activities/" + activity + "/progress");
    EXPECT_LT(clock_.steady() - began, 1s);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(landscape_.wait(jim, activity).at("status"), "Complete");
    const auto shown = jim.get("/activities/" + activity + "/progress");
    EXPECT_EQ(shown.at("source"), "live");
    EXPECT_EQ(shown.at("reporter").at("store"), "memory");
    EXPECT_EQ(shown.at("counts").at("created"), 30'000);
    EXPECT_TRUE(
        within(5s, [&] { return jim.get("/health/ready").at("progress").at("state") == "down"; }));
    redis_.start();
    EXPECT_TRUE(within(2s, [&] { return elsewhere(activity) != nullptr; }));
    EXPECT_EQ(jim.stop(), 0);
    EXPECT_EQ(logLines("Redis is away"), 1U);
    EXPECT_EQ(logLines("Redis is back"), 1U);
}

TEST_F(RedisScenarioTests, AWorkerThatDiesIsLostWithinFiveSecondsAndEndedByRecovery) {
    std::optional<JimProcess> jim{std::in_place, data(), settings()};
    landscape_.configure(*jim);
    const auto activity = landscape_.start(*jim, "HR", "FullImport");
    ASSERT_TRUE(within(20s, [&] {
        const auto seen = elsewhere(activity);
        return seen && seen->attended;
    }));
    jim->kill();
    ASSERT_TRUE(within(
        5s, [&] { return progress::readSnapshot(*elsewhere(activity), clock_.now()).workerLost; }));
    jim.emplace(data(), settings());
    EXPECT_TRUE(within(5s, [&] { return elsewhere(activity)->terminal; }));
    const auto end = elsewhere(activity);
    EXPECT_NE(end->document.find(R"("state":"failed_with_error")"), std::string::npos);
    EXPECT_NE(end->document.find(R"("lastKnown":true)"), std::string::npos);
}

TEST_F(RedisScenarioTests, AStartWithFilesThatCannotBeUsedIsRefusedByName) {
    auto wrong = settings();
    wrong["JIM_REDIS_TLS"] = "true";
    wrong["JIM_REDIS_TLS_CA_FILE"] = "/nowhere/ca.pem";
    try {
        JimProcess jim{data(), wrong};
        FAIL() << "it started";
    } catch (const std::runtime_error& e) {
        EXPECT_NE(std::string{e.what()}.find("JIM_REDIS_TLS_CA_FILE"), std::string::npos);
    }
}

}  // namespace
}  // namespace jim::scenarios
