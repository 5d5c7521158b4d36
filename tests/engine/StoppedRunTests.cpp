#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

namespace jim::engine {
namespace {

using runs::activity::Activity;
using runs::activity::ActivityStatus;
using runs::activity::PhaseStatus;
using runs::run_profile::RunType;
using scenarios::directoryRows;
using scenarios::TemporaryFolder;
using scenarios::Workforce;
using scenarios::writeFile;

/// Runs that are asked to stop between their transactions, after one more each day.
class StoppedRunTests : public testing::Test {
protected:
    StoppedRunTests() {
        writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
        writeFile(directory(), "id,login,name,mail,manager,skills\n");
        engine_.emplace(folder_.path());
        engine_->configure();
    }

    [[nodiscard]] std::filesystem::path directory() const {
        return folder_.path() / "directory.csv";
    }

    /// Asks the run to stop in its transaction of that number.
    Activity stopIn(int transaction, const std::string& system, RunType type) {
        base::StopSource stop;
        return engine_->watch(
            [&, left = transaction]() mutable {
                if (--left == 0) stop.request_stop();
            },
            system, type, stop.get_token());
    }

    void complete(const std::string& system, RunType type) {
        const auto activity = engine_->run(system, type);
        EXPECT_EQ(activity.status, ActivityStatus::Complete)
            << activity.message << activity.errorMessage;
    }

    /// A day on which the run of this type is stopped at that moment, and run again. Whether it
    /// was stopped at all: a later moment will not stop it either.
    bool liveADay(int moment, const std::string& system, RunType type, RunType synchronisation) {
        bool stopped = false;
        workforce_.nextDay();
        writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
        for (const auto& [runsOn, runType] :
             std::vector<std::pair<std::string, RunType>>{{"HR", RunType::FullImport},
                                                          {"HR", synchronisation},
                                                          {"Directory", RunType::Export},
                                                          {"Directory", RunType::FullImport}}) {
            if (runsOn == system && runType == type) {
                const auto activity = stopIn(moment, runsOn, runType);
                stopped = activity.status == ActivityStatus::Cancelled;
                EXPECT_TRUE(stopped || activity.status == ActivityStatus::Complete)
                    << activity.errorMessage;
                for (const auto& phase : activity.phases)
                    EXPECT_TRUE(phase.status != PhaseStatus::Active &&
                                phase.status != PhaseStatus::Pending);
            }
            complete(runsOn, runType);
        }
        EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory())
            << toText(type) << " stopped after transaction " << moment;
        return stopped;
    }

    void stopAtEachMoment(const std::string& system, RunType type,
                          RunType synchronisation = RunType::DeltaSynchronisation) {
        constexpr int kMost = 40;
        liveADay(0, system, type, synchronisation);
        int moment = 1;
        while (moment < kMost && liveADay(moment, system, type, synchronisation)) ++moment;
        EXPECT_GT(moment, 1) << "it was never stopped";
        EXPECT_LT(moment, kMost);
    }

    TemporaryFolder folder_;
    Workforce workforce_{300, 5};
    std::optional<Engine> engine_;
};

TEST_F(StoppedRunTests, AStoppedImportLosesNothing) {
    stopAtEachMoment("HR", RunType::FullImport);
}

TEST_F(StoppedRunTests, AStoppedFullSynchronisationLosesNothing) {
    stopAtEachMoment("HR", RunType::FullSynchronisation, RunType::FullSynchronisation);
}

TEST_F(StoppedRunTests, AStoppedDeltaSynchronisationLosesNoReferences) {
    stopAtEachMoment("HR", RunType::DeltaSynchronisation);
}

TEST_F(StoppedRunTests, AStoppedExportLosesNothing) {
    stopAtEachMoment("Directory", RunType::Export);
}

TEST_F(StoppedRunTests, ADeltaAfterAStoppedFullSynchronisationLosesNoReferences) {
    for (int moment = 1; moment < 8; ++moment) {
        workforce_.nextDay();
        writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
        complete("HR", RunType::FullImport);
        stopIn(moment, "HR", RunType::FullSynchronisation);
        complete("HR", RunType::DeltaSynchronisation);
        complete("Directory", RunType::Export);
        EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory()) << moment;
    }
}

TEST_F(StoppedRunTests, AWorkerThatIsTakenForDeadWritesNothingMore) {
    // Batches of 250: one is written before another takes the run, one would come after.
    ASSERT_TRUE(engine_->session().serviceSettings().set("Runs.MaxObjectsPerSecond", "1000"));
    const auto result = engine_->overtake(4, "HR", RunType::FullImport);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Fenced);
    const auto system = engine_->systemId("HR");
    const auto run = engine_->session().activityQueries().recentRuns(system, 1)->front();
    EXPECT_EQ(run.status, ActivityStatus::FailedWithError);
    EXPECT_EQ(run.stats->csoAdds, 250);
    EXPECT_EQ(engine_->session().connectorSpaceQueries().counts(system)->synchronisable, 250);
    EXPECT_EQ(engine_->session().activityQueries().items(run.number, {}, {0, 1})->totalCount, 250);
    complete("HR", RunType::FullImport);
    EXPECT_EQ(engine_->session().connectorSpaceQueries().counts(system)->synchronisable, 300);
}

}  // namespace
}  // namespace jim::engine
