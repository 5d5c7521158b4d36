#include "progress/Snapshot.hpp"
#include "progress/test/RunFixture.hpp"

namespace jim::progress {
namespace {

class SnapshotTests : public testing::Test {
protected:
    SnapshotTests() {
        snapshot_.identity = identityOf(RunKind::Import, "FullImport", {1'790'000'000'000'000});
        snapshot_.phases = PhaseTrack{snapshot_.identity.phases}.records({});
        at(2);
        snapshot_.window.processed = 457;
        snapshot_.window.total = {1000, TotalKind::Exact, TotalSource::Connector};
        snapshot_.window.percent = 45.7;
        snapshot_.counts.objects = {234, 198, 25, 0, 0, 0};
    }
    void at(std::size_t phase) {
        snapshot_.current = phase;
        snapshot_.phases[phase].status = PhaseStatus::Active;
    }

    Snapshot snapshot_;
};

TEST_F(SnapshotTests, SummaryIsTheLineOfMim) {
    EXPECT_EQ(summaryLine(snapshot_),
              "Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25");
}

TEST_F(SnapshotTests, SummaryWithoutATotal) {
    snapshot_.window.total = {};
    EXPECT_EQ(summaryLine(snapshot_),
              "Importing | Processed: 457 | Creates: 234, Updates: 198, Deletes: 25");
    snapshot_.window.total = {457, TotalKind::LowerBound, TotalSource::Connector};
    EXPECT_EQ(summaryLine(snapshot_),
              "Importing | Processed: 457 | Creates: 234, Updates: 198, Deletes: 25");
}

TEST_F(SnapshotTests, SummaryOfAnEndNamesTheState) {
    snapshot_.state = RunState::CompleteWithWarning;
    EXPECT_EQ(summaryLine(snapshot_).substr(0, 22), "Complete with warning ");
}

TEST_F(SnapshotTests, DisplayIsOneSentence) {
    snapshot_.window.objectsPerSecond = 108.8;
    snapshot_.eta.phase = EtaRange{{}, 5.0, {}};
    snapshot_.errors.summary.total = 1;
    EXPECT_EQ(displayLine(snapshot_),
              "HR Full Import: step 3 of 8, Importing: 457 of 1000 objects (45.7 %), 109 a second, "
              "about 5 s left in this step, 1 error");
    snapshot_.state = RunState::Queued;
    EXPECT_EQ(displayLine(snapshot_), "HR Full Import: waiting for a worker");
    snapshot_.state = RunState::FailedWithError;
    snapshot_.elapsed = 3700s;
    snapshot_.errors.summary.total = 2;
    EXPECT_EQ(displayLine(snapshot_),
              "HR Full Import: Failed with error: 457 of 1000 objects (45.7 %) in 1 h 1 min, "
              "2 errors");
}

TEST_F(SnapshotTests, StepsCountTopLevelPhasesOnly) {
    snapshot_.phases.insert(snapshot_.phases.begin() + 2, {"file.read",
                                                           "Reading file",
                                                           "import.fetch",
                                                           9,
                                                           PhaseStatus::Active,
                                                           {},
                                                           {},
                                                           0s,
                                                           0,
                                                           0,
                                                           {}});
    snapshot_.current = 2;
    EXPECT_EQ(snapshot_.steps(), 8);
    EXPECT_EQ(snapshot_.currentStepNumber(), 2);
    EXPECT_EQ(snapshot_.currentStep()->key, "import.fetch");
    EXPECT_EQ(snapshot_.title(), "Reading");
}

TEST_F(SnapshotTests, ATitleIsNeverEmpty) {
    snapshot_.current = PhaseTrack::kNone;
    EXPECT_EQ(snapshot_.title(), "Starting");
    EXPECT_EQ(snapshot_.currentStepNumber(), 0);
    snapshot_.phases.clear();
    EXPECT_EQ(snapshot_.title(), "Running");
}

}  // namespace
}  // namespace jim::progress
