#include "apps/cli/Snapshot.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

TEST(SnapshotTests, ReadsARunningImport) {
    const auto snapshot = test::importSnapshot();
    EXPECT_EQ(snapshot.activityId, test::kActivity);
    EXPECT_EQ(snapshot.targetName, "Full Import");
    EXPECT_EQ(snapshot.state, "running");
    EXPECT_FALSE(snapshot.terminal);
    ASSERT_EQ(snapshot.steps.size(), 4U) << "nested phases are no steps";
    EXPECT_EQ(snapshot.steps[1].mark, StepMark::Skipped);
    EXPECT_EQ(snapshot.steps[2].name, "Importing");
    EXPECT_EQ(snapshot.currentStep, 3U);
    EXPECT_EQ(snapshot.percent, 45.7);
    EXPECT_EQ(snapshot.remaining->p50, 12);
    EXPECT_EQ(snapshot.counts.updated, 198);
    EXPECT_EQ(snapshot.health, "healthy");
}

TEST(SnapshotTests, ReadsErrorsAndComparisons) {
    const auto snapshot = parseSnapshot(
        R"({"status":"InProgress","totalErrors":3,"overall":{"fraction":0.25},
"eta":{"run":null,"basis":"rate"},"errors":{"ratio":0.5,"perMinute":4.5,"trend":"rising","topTypes":[],
"recent":[{"at":"2026-01-01T00:00:00Z","type":"DuplicateObject","message":"Row 7"},7,null]},
"comparison":{"runsUsed":12,"deletesVersusTypical":40.2,"remark":"deletes already 40 times the usual"},
"message":"Paused by the alert rule 'Deletes'.",
"alerts":[{"rule":"Deletes","text":"7 deletes, limit 5"},17]
})");
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->wholeFraction, 0.25);
    EXPECT_EQ(snapshot->errorsPerMinute, 4.5);
    ASSERT_EQ(snapshot->recentErrors.size(), 1U);
    EXPECT_EQ(snapshot->recentErrors[0].type, "duplicate object");
    EXPECT_EQ(snapshot->unusual, "deletes already 40 times the usual");
    EXPECT_EQ(snapshot->message, "Paused by the alert rule 'Deletes'.");
    EXPECT_EQ(snapshot->alerts, std::vector<std::string>{"Deletes: 7 deletes, limit 5"});
}

TEST(SnapshotTests, UnknownStaysUnknown) {
    const auto snapshot = parseSnapshot(
        R"({"status":"InProgress","state":"queued","percentComplete":null,"objectsPerSecond":null,
"eta":{"phase":null,"run":null,"reason":"queued"},"phases":null,"counts":null})");
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->percent, std::nullopt);
    EXPECT_EQ(snapshot->objectsPerSecond, std::nullopt);
    EXPECT_FALSE(snapshot->remaining);
    EXPECT_EQ(snapshot->estimateReason, "queued");
    EXPECT_EQ(snapshot->currentStep, 0U);
}

TEST(SnapshotTests, SurvivesMembersOfTheWrongKind) {
    const auto snapshot = parseSnapshot(
        R"({"status":"InProgress","phases":[1,"x",null,{}],"percentComplete":"45","counts":[],
"currentPhaseNumber":-4,"totalPhases":1e300,"eta":7,"errors":{"topTypes":[1,{}]},"health":"x"})");
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->currentStep, 0U);
    EXPECT_EQ(snapshot->percent, std::nullopt);
}

TEST(SnapshotTests, RefusesWhatIsNoProgress) {
    for (const auto* text : {"", "<html>", "[]", "{}", "3", "{\"status\":1}"})
        EXPECT_FALSE(parseSnapshot(text)) << text;
}

TEST(SnapshotTests, AnActivityWithoutProgressTellsWhatTheDatabaseKnows) {
    const auto ended = parseActivity(test::endedActivity());
    ASSERT_TRUE(ended);
    EXPECT_TRUE(ended->terminal);
    EXPECT_EQ(ended->source, "degraded");
    EXPECT_EQ(ended->summary, "Recording | Processed: 1000");

    const auto running = parseActivity(test::endedActivity("InProgress"));
    ASSERT_TRUE(running);
    EXPECT_FALSE(running->terminal);
}

TEST(SnapshotTests, AnActivityWithProgressCarriesTheSameDocument) {
    const auto snapshot =
        parseActivity(R"({"status":"InProgress","progress":)" + test::importDocument() + "}");
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->summary, test::importSnapshot().summary);
}

TEST(SnapshotTests, TheOutcomeSaysWhy) {
    const auto outcome = parseOutcome(test::endedActivity());
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->status, "CompleteWithWarning");
    EXPECT_EQ(outcome->message, "10 rows were refused.");
    EXPECT_EQ(outcome->errors, 10);
}

}  // namespace
}  // namespace jim::apps::cli
