#include "engine/Engine.hpp"
#include "runs/executor/Retention.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

namespace jim::engine {
namespace {

using runs::run_profile::RunType;

class RetentionTests : public testing::Test {
protected:
    RetentionTests() {
        scenarios::writeFile(folder_.path() / "hr.csv", scenarios::Workforce{20}.hrFile());
        scenarios::writeFile(folder_.path() / "directory.csv",
                             "id,login,name,mail,manager,skills\n");
        engine_.emplace(folder_.path());
        engine_->configure();
    }

    void set(const std::string& key, const std::string& value) {
        ASSERT_TRUE(engine_->session().serviceSettings().set(key, value));
    }

    /// So many go when so much time has passed.
    std::size_t removedAfter(std::chrono::microseconds time) {
        const base::Timestamp now{base::SystemClock{}.now().micros + time.count()};
        return runs::executor::removeBeyondRetention(engine_->session(), now).value();
    }

    scenarios::TemporaryFolder folder_;
    std::optional<Engine> engine_;
};

TEST_F(RetentionTests, RunsGoWhenTheirTimeIsOverAndNotBefore) {
    const auto run = engine_->run("HR", RunType::FullImport);
    EXPECT_EQ(removedAfter(std::chrono::days{89}), 0U);
    EXPECT_EQ(removedAfter(std::chrono::days{91}), 1U);
    EXPECT_FALSE(engine_->session().activities().find(run.id).value());
    EXPECT_EQ(engine_->session().activityQueries().items(run.number, {}, {0, 1})->totalCount, 0);
    EXPECT_EQ(removedAfter(std::chrono::days{91}), 0U);
}

TEST_F(RetentionTests, AdministratorsSayHowLongAndHowManyAtATime) {
    for (int i = 0; i < 3; ++i) engine_->run("HR", RunType::FullImport);
    set("History.RetentionPeriod", "1.00:00:00");
    set("History.CleanupBatchSize", "2");
    EXPECT_EQ(removedAfter(std::chrono::hours{23}), 0U);
    EXPECT_EQ(removedAfter(std::chrono::hours{25}), 2U);
    EXPECT_EQ(removedAfter(std::chrono::hours{25}), 1U);
}

TEST_F(RetentionTests, WhatRunsStays) {
    int looks = 0;
    const auto look = [&] {
        const auto runs = engine_->session().activityQueries().activities({}, {0, 1})->items;
        if (runs.front().status != runs::activity::ActivityStatus::InProgress) return;
        ++looks;
        EXPECT_EQ(removedAfter(std::chrono::days{9999}), 0U);
    };
    engine_->watch(look, "HR", RunType::FullImport);
    EXPECT_GT(looks, 1);
    EXPECT_EQ(removedAfter(std::chrono::days{9999}), 1U);
}

}  // namespace
}  // namespace jim::engine
