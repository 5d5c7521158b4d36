#include "apps/cli/FollowView.hpp"
#include "apps/cli/TerminalText.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(FollowViewTests, ShowsTheWholeRun) {
    EXPECT_THAT(
        followView(test::importSnapshot(), 80, Glyphs::Unicode),
        ElementsAre("HR - Full Import: running, healthy",
                    "Step 3 of 4  ✓ Connecting  - Reading  ▶ Importing  · Saving",
                    "[██████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░]  45.7 %",
                    "Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25",
                    "1,089 objects/s, 5.1 s so far", "about 12 s left (9.0 s to 19 s)"));
}

TEST(FollowViewTests, PlainTerminalsGetPlainMarks) {
    const auto lines = followView(test::importSnapshot(), 40, Glyphs::Ascii);
    EXPECT_EQ(lines[1], "Step 3 of 4  Importing  +->.");
    EXPECT_EQ(lines[2], "[#############.................]  45.7 %");
}

TEST(FollowViewTests, NothingIsEverWiderThanTheWindow) {
    auto snapshot = test::importSnapshot();
    snapshot.targetContext = "人事 部門 システム";
    snapshot.health = "stalled";
    snapshot.waitingOn = "the connected system's answer, which takes its time";
    snapshot.errors = 12;
    snapshot.topErrors = {"duplicate object (12)"};
    for (std::size_t width = 1; width < 120; ++width)
        for (const auto glyphs : {Glyphs::Ascii, Glyphs::Unicode})
            for (const auto& line : followView(snapshot, width, glyphs))
                EXPECT_LE(columnsOf(line), width) << line;
}

TEST(FollowViewTests, AnUnknownTotalIsNotFaked) {
    auto snapshot = test::importSnapshot();
    snapshot.percent = std::nullopt;
    snapshot.remaining = std::nullopt;
    snapshot.estimateReason = "unknown_total";
    const auto lines = followView(snapshot, 60, Glyphs::Unicode);
    EXPECT_THAT(lines[2], testing::AllOf(HasSubstr("total unknown"), Not(HasSubstr("█")),
                                         Not(HasSubstr("%"))));
    EXPECT_THAT(lines[5], HasSubstr("no estimate without a total"));
}

TEST(FollowViewTests, TheBarNeverOverflows) {
    auto snapshot = test::importSnapshot();
    snapshot.percent = 250;
    EXPECT_EQ(progressBar(snapshot, 20, Glyphs::Ascii), "[##########] 100.0 %");
    snapshot.percent = 99.95;
    EXPECT_EQ(progressBar(snapshot, 20, Glyphs::Ascii), "[#########.]  99.9 %");
    EXPECT_EQ(progressBar(snapshot, 5, Glyphs::Ascii), " 99.9 %");
    snapshot.currentStep = 9;
    EXPECT_THAT(phaseRail(snapshot, 80, Glyphs::Ascii), HasSubstr("Step 4 of 4"));
}

TEST(FollowViewTests, AMomentIsNoRange) {
    auto snapshot = test::importSnapshot();
    snapshot.wholeFraction.reset();
    snapshot.estimateBasis = "history";
    snapshot.remaining = {0.01, 0.04, 0.9};
    EXPECT_EQ(remainingText(snapshot, 80), "less than a second left (by earlier runs)");
}

TEST(FollowViewTests, SaysWhyThereIsNoEstimate) {
    auto snapshot = test::importSnapshot();
    snapshot.remaining = std::nullopt;
    for (const auto& [reason, text] : std::initializer_list<std::pair<const char*, const char*>>{
             {"warming_up", "no estimate yet"},
             {"stalled", "nothing moves"},
             {"finishing", "finishing"},
             {"queued", "waiting for its turn"},
             {"brand_new", "brand new"}}) {
        snapshot.estimateReason = reason;
        EXPECT_THAT(remainingText(snapshot, 80), HasSubstr(text));
    }
}

TEST(FollowViewTests, AQueuedRunHasNoStepYet) {
    auto snapshot = test::importSnapshot();
    snapshot.state = "queued";
    snapshot.currentStep = 0;
    snapshot.steps.clear();
    snapshot.totalSteps = 0;
    EXPECT_EQ(phaseRail(snapshot, 80, Glyphs::Ascii), "");
    snapshot.remaining.reset();
    snapshot.estimateReason = "queued";
    EXPECT_THAT(followView(snapshot, 80, Glyphs::Ascii),
                ElementsAre("HR - Full Import: queued", "waiting for its turn"));
}

TEST(FollowViewTests, HostileNamesStayOnTheirLine) {
    auto snapshot = test::importSnapshot();
    snapshot.targetName = "a\x1b]0;title\x07\nb";
    snapshot.summary = "Importing\r\x1b[2K | Processed: 1";
    snapshot.phase = "\x1b[31mImporting";
    snapshot.steps[2].name = "Impor\nting";
    snapshot.waitingOn = "\xC2\x9B";
    snapshot.topErrors = {"\xFF"};
    snapshot.errors = 1;
    for (std::size_t width : {20U, 40U, 100U})
        for (const auto& line : followView(snapshot, width, Glyphs::Unicode))
            EXPECT_EQ(line, neutralised(line));
}

TEST(FollowViewTests, AFailedRunShowsWhereItFailed) {
    auto snapshot = test::importSnapshot();
    snapshot.terminal = true;
    snapshot.state = "failed_with_error";
    snapshot.status = "FailedWithError";
    snapshot.steps[2].mark = StepMark::Failed;
    snapshot.errors = 1;
    snapshot.topErrors = {"duplicate object (1)"};
    EXPECT_THAT(followView(snapshot, 80, Glyphs::Ascii),
                ElementsAre("HR - Full Import",
                            "Step 3 of 4  + Connecting  - Reading  x Importing  . Saving",
                            HasSubstr("Processed: 457/1000")));
}

TEST(FollowViewTests, ARunThatIsBeingCancelledSaysSo) {
    auto snapshot = test::importSnapshot();
    snapshot.state = "cancelling";
    EXPECT_EQ(followView(snapshot, 80, Glyphs::Ascii)[0], "HR - Full Import: cancelling");
    snapshot.terminal = true;
    snapshot.status = "Cancelled";
    EXPECT_EQ(followView(snapshot, 80, Glyphs::Ascii)[0], "HR - Full Import");
    EXPECT_EQ(paceText(snapshot), "5.1 s in all");
}

TEST(FollowViewTests, APausedRunSaysWhy) {
    auto snapshot = test::importSnapshot();
    snapshot.state = "paused";
    snapshot.health = "quiet";
    snapshot.lastAdvanceAge = 900;
    snapshot.waitingOn = "operator";
    snapshot.message = "Paused by the alert rule 'Deletes': 7 deletes (limit 5). Resume it.";
    snapshot.alerts = {"Deletes: 7 deletes (limit 5)"};
    snapshot.remaining.reset();
    snapshot.estimateReason = "paused";
    const auto lines = followView(snapshot, 120, Glyphs::Ascii);
    EXPECT_EQ(lines[0], "HR - Full Import: paused");
    EXPECT_EQ(lines.back(), snapshot.message);
    EXPECT_THAT(lines, testing::Contains("Alerts: Deletes: 7 deletes (limit 5)"));
    EXPECT_THAT(remainingText(snapshot, 80), HasSubstr("no estimate while it is paused"));
}

TEST(FollowViewTests, TellsHealthWhenThereIsSomethingToTell) {
    auto snapshot = test::importSnapshot();
    EXPECT_EQ(healthText(snapshot), "");
    snapshot.health = "quiet";
    snapshot.lastAdvanceAge = 0.5;
    EXPECT_EQ(healthText(snapshot), "");
    snapshot.lastAdvanceAge = 7;
    snapshot.waitingOn = "source";
    EXPECT_EQ(healthText(snapshot), "Quiet for 7.0 s, waiting on source");
    snapshot.health = "stalled";
    EXPECT_EQ(healthText(snapshot), "Stalled: nothing moved for 7.0 s, waiting on source");
    snapshot.health = "worker_lost";
    EXPECT_THAT(healthText(snapshot), HasSubstr("no sign of life"));
    EXPECT_EQ(paceText(snapshot), "last heard of after 5.1 s") << "it does nothing a second";
    EXPECT_EQ(remainingText(snapshot, 80), "") << "and is not about to be done";
    snapshot.health = "slow";
    EXPECT_THAT(healthText(snapshot), HasSubstr("Slow"));
    snapshot.message = "Waits for the database: its disk is full.";
    EXPECT_EQ(healthText(snapshot), snapshot.message);
    snapshot.source = "degraded";
    EXPECT_THAT(followView(snapshot, 80, Glyphs::Ascii).back(), HasSubstr("database knows"));
    EXPECT_EQ(followView(snapshot, 80, Glyphs::Ascii).front(), "HR - Full Import: running");
}

TEST(FollowViewTests, AnEstimateIsARangeWithItsBasis) {
    auto snapshot = test::importSnapshot();
    snapshot.wholeFraction = 0.3199;
    snapshot.estimateBasis = "blend";
    EXPECT_EQ(remainingText(snapshot, 80),
              "Whole run 31.9 %, about 12 s left (9.0 s to 19 s, by rate and earlier runs)");
    EXPECT_EQ(remainingText(snapshot, 60),
              "about 12 s left (9.0 s to 19 s, by rate and earlier runs)");
    EXPECT_EQ(remainingText(snapshot, 40), "about 12 s left");
    snapshot.estimateBasis = "history";
    EXPECT_THAT(remainingText(snapshot, 80), HasSubstr("by earlier runs"));
    snapshot.estimateBasis = "rate";
    snapshot.remaining->p10 = snapshot.remaining->p90 = 12;
    EXPECT_THAT(remainingText(snapshot, 80), HasSubstr("about 12 s left (by this run's rate)"));
    snapshot.remaining.reset();
    snapshot.estimateReason = "stalled";
    EXPECT_EQ(remainingText(snapshot, 80), "Whole run 31.9 %, no estimate while nothing moves");
}

TEST(FollowViewTests, ErrorsHaveTheirRateAndTrend) {
    auto snapshot = test::importSnapshot();
    snapshot.errors = 12;
    snapshot.errorRatio = 0.0125;
    snapshot.errorsPerMinute = 40.7;
    snapshot.errorTrend = "rising";
    snapshot.topErrors = {"duplicate object (12)"};
    EXPECT_EQ(errorText(snapshot),
              "Errors: 12 (1.2 % of the objects), 40 a minute, rising | duplicate object (12)");
    snapshot.recentErrors = {{"2026-08-22T13:48:07.1Z", "duplicate object", "Row 7\x1b[2J"}};
    const auto lines = recentErrors(snapshot, 60);
    EXPECT_EQ(lines[0], "  13:48:07  duplicate object  Row 7\xEF\xBF\xBD[2J");
    EXPECT_THAT(lines[1], HasSubstr("jim activity items 0192d3b4-00aa-"));
}

TEST(FollowViewTests, SaysWhatIsOutOfTheOrdinary) {
    auto snapshot = test::importSnapshot();
    EXPECT_EQ(comparisonText(snapshot), "");
    snapshot.unusual = "deletes already 40 times the usual";
    EXPECT_EQ(comparisonText(snapshot), "Deletes already 40 times the usual");
    EXPECT_THAT(followView(snapshot, 80, Glyphs::Ascii),
                testing::Contains("Deletes already 40 times the usual"));
}

}  // namespace
}  // namespace jim::apps::cli
