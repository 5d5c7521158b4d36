#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

/// What progress says of real runs while they go on.
namespace jim::engine {
namespace {

using runs::activity::Activity;
using runs::run_profile::RunType;
using scenarios::TemporaryFolder;
using scenarios::Workforce;
using scenarios::writeFile;

constexpr std::int64_t kPeopleReported = 300;

class ReportedRunTests : public testing::Test {
protected:
    ReportedRunTests() {
        writeFile(folder_.path() / "hr.csv", Workforce{kPeopleReported}.hrFile());
        writeFile(folder_.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
        progress::PublisherSettings often;
        often.publishHz = 400;
        often.heartbeat = std::chrono::milliseconds{1};
        engine_.emplace(folder_.path(), often);
        engine_->configure();
    }

    /// The most that was counted in a phase, or in one of the connector's own that it hosts.
    static std::int64_t processedIn(const Activity& activity, const std::string& key) {
        std::int64_t most = 0;
        for (const auto& phase : activity.phases)
            if (phase.key == key || phase.parentKey == key) most = std::max(most, phase.processed);
        return most;
    }

    /// The revision of the only run that is going on; 0 when none is seen.
    std::int64_t revision() {
        const auto active = engine_->progress().listActive();
        return active && active->size() == 1 ? active->front()->revision : 0;
    }

    base::SystemClock clock_;
    TemporaryFolder folder_;
    std::optional<Engine> engine_;
};

TEST_F(ReportedRunTests, EachPhaseCountsItsObjectsWhileItWorksOnThem) {
    const auto import = engine_->run("HR", RunType::FullImport);
    EXPECT_EQ(processedIn(import, "import.process"), kPeopleReported);
    EXPECT_EQ(processedIn(import, "import.save"), kPeopleReported);
    const auto synchronisation = engine_->run("HR", RunType::FullSynchronisation);
    EXPECT_EQ(processedIn(synchronisation, "sync.process"), kPeopleReported);
    // One that counts at its end only would leave its first phase at nothing.
    const auto exported = engine_->run("Directory", RunType::Export);
    EXPECT_EQ(processedIn(exported, "export.execute"), kPeopleReported);
    EXPECT_EQ(processedIn(exported, "export.record"), kPeopleReported);
}

TEST_F(ReportedRunTests, ProgressGoesOutWhileATransactionIsOpenAndTheRunNeverRests) {
    std::jthread publisher{[&](const std::stop_token& stop) {
        while (!stop.stop_requested()) engine_->publisher().waitAndPublish(stop);
    }};
    int transactions = 0;
    engine_->watch(
        [&] {
            // The run holds the only writer and a processor until others have seen it twice.
            const auto before = revision();
            const auto until = clock_.steady() + std::chrono::seconds{10};
            while (revision() < before + 2 && clock_.steady() < until) {
            }
            EXPECT_GE(revision(), before + 2);
            ++transactions;
        },
        "HR", RunType::FullImport);
    EXPECT_GT(transactions, 2);
}

}  // namespace
}  // namespace jim::engine
