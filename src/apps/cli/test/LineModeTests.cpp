#include "apps/cli/LineMode.hpp"
#include "apps/cli/TerminalText.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(LineModeTests, BeginsWithTheRunAndItsPhase) {
    LineMode lines;
    EXPECT_THAT(lines.update(test::importSnapshot()),
                ElementsAre("HR - Full Import (0192d3b4-00aa-7000-8000-000000000001)",
                            "Step 3 of 4 | Importing | Processed: 457/1000 | Creates: 234, "
                            "Updates: 198, Deletes: 25 | 45.7 % | 1,089 objects/s, 5.1 s so far "
                            "| about 12 s left (9.0 s to 19 s)"));
    EXPECT_THAT(lines.update(test::importSnapshot()), IsEmpty());
}

TEST(LineModeTests, AddsALineForEachTenPercentAndEachPhase) {
    LineMode lines;
    auto snapshot = test::importSnapshot();
    std::size_t count = 0;
    for (int tenths = 0; tenths <= 1000; tenths += 7) {
        snapshot.percent = tenths / 10.0;
        count += lines.update(snapshot).size();
    }
    EXPECT_EQ(count, 2U + 9U) << "the run, its phase, and 10 % to 90 %";
    snapshot.phase = "Saving";
    snapshot.percent = 0;
    EXPECT_EQ(lines.update(snapshot).size(), 1U);
    snapshot.percent = 35;
    EXPECT_EQ(lines.update(snapshot).size(), 1U);
    snapshot.percent = 12;
    EXPECT_THAT(lines.update(snapshot), IsEmpty()) << "going back is no news";
}

TEST(LineModeTests, AnUnknownTotalIsALineForThePhaseOnly) {
    LineMode lines;
    auto snapshot = test::importSnapshot();
    snapshot.percent = std::nullopt;
    EXPECT_EQ(lines.update(snapshot).size(), 2U);
    snapshot.counts.processed = 900'000;
    EXPECT_THAT(lines.update(snapshot), IsEmpty());
}

TEST(LineModeTests, ThatItWaitsForTheDatabaseIsSaidEachTimeItBegins) {
    LineMode lines;
    const auto snapshot = test::importSnapshot();
    auto waits = snapshot;
    waits.message = "Waits for the database: its disk is full.";
    static_cast<void>(lines.update(snapshot));
    for (int i = 0; i < 2; ++i) {
        EXPECT_THAT(lines.update(waits), ElementsAre(waits.message));
        EXPECT_THAT(lines.update(waits), IsEmpty());
        EXPECT_THAT(lines.update(snapshot), IsEmpty());
    }
}

TEST(LineModeTests, HealthIsSaidWhenItTurns) {
    LineMode lines;
    auto snapshot = test::importSnapshot();
    static_cast<void>(lines.update(snapshot));
    snapshot.health = "stalled";
    snapshot.lastAdvanceAge = 16;
    EXPECT_THAT(lines.update(snapshot), ElementsAre(HasSubstr("Stalled")));
    snapshot.lastAdvanceAge = 20;
    EXPECT_THAT(lines.update(snapshot), IsEmpty());
    snapshot.health = "healthy";
    EXPECT_THAT(lines.update(snapshot), IsEmpty());
    snapshot.health = "stalled";
    EXPECT_THAT(lines.update(snapshot), ElementsAre(HasSubstr("Stalled")));
}

TEST(LineModeTests, EachAlertIsALineAndAPauseIsSaid) {
    LineMode lines;
    auto snapshot = test::importSnapshot();
    static_cast<void>(lines.update(snapshot));
    snapshot.alerts = {"Errors: 30 % of the objects failed (limit 10 %)"};
    EXPECT_THAT(lines.update(snapshot),
                testing::ElementsAre("Alert: Errors: 30 % of the objects failed (limit 10 %)"));
    EXPECT_THAT(lines.update(snapshot), testing::IsEmpty());
    snapshot.state = "paused";
    snapshot.health = "quiet";
    snapshot.message = "Paused by the alert rule 'Errors'.";
    EXPECT_THAT(lines.update(snapshot), testing::Contains(snapshot.message));
    EXPECT_THAT(lines.update(snapshot), testing::IsEmpty());
}

TEST(LineModeTests, EndsOnceAndSaysNothingAfter) {
    LineMode lines;
    static_cast<void>(lines.update(test::importSnapshot()));
    const auto end = parseSnapshot(test::endDocument());
    ASSERT_TRUE(end);
    EXPECT_THAT(lines.update(*end), ElementsAre("Recording | Processed: 1000/1000 | Creates: 500, "
                                                "Updates: 400, Deletes: 25 | 12 s in all | "
                                                "Errors: 10"));
    EXPECT_THAT(lines.update(*end), IsEmpty());
    EXPECT_THAT(lines.update(test::importSnapshot()), IsEmpty()) << "an end never turns back";
}

TEST(LineModeTests, HostileTextStaysOnALine) {
    LineMode lines;
    auto snapshot = test::importSnapshot();
    snapshot.targetName = "x\ny\x1b[2J";
    snapshot.summary = "a\rb";
    for (const auto& line : lines.update(snapshot)) EXPECT_EQ(line, neutralised(line));
}

}  // namespace
}  // namespace jim::apps::cli
