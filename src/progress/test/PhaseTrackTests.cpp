#include "progress/PhaseTrack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class PhaseTrackTests : public testing::Test {
protected:
    bool enter(std::string_view key, std::string_view parent = {}) {
        return track_.enter(key, key, parent, processed_, now_);
    }
    void pass(std::chrono::microseconds time) {
        now_.wall = now_.wall + time;
        now_.steady += time;
    }
    std::string statuses() {
        std::string all;
        for (const auto& phase : track_.records(now_)) {
            if (!all.empty()) all += ' ';
            all += phase.key + ":" + std::string{toText(phase.status)};
        }
        return all;
    }

    PhaseTrack track_{{{"a", "A", ""}, {"b", "B", ""}, {"b.one", "One", "b"}, {"c", "C", ""}}};
    PhaseTrack::Moment now_{{1'000'000}, 0us};
    std::vector<std::int64_t> processed_;
};

TEST_F(PhaseTrackTests, EnteringCompletesWhatWasActive) {
    EXPECT_EQ(track_.current(), PhaseTrack::kNone);
    enter("a");
    enter("b");
    EXPECT_EQ(statuses(), "a:Completed b:Active b.one:Pending c:Pending");
}

TEST_F(PhaseTrackTests, EnteringTheActiveOneChangesNothing) {
    EXPECT_TRUE(enter("a"));
    EXPECT_FALSE(enter("a"));
}

TEST_F(PhaseTrackTests, PassedOverPhasesAreSkippedWithWhatIsNestedInThem) {
    enter("c");
    EXPECT_EQ(statuses(), "a:Skipped b:Skipped b.one:Skipped c:Active");
}

TEST_F(PhaseTrackTests, TheHostStaysActiveWhileItsOwnPhaseIs) {
    enter("b");
    enter("b.one");
    EXPECT_EQ(statuses(), "a:Skipped b:Active b.one:Active c:Pending");
    EXPECT_EQ(track_.at(track_.current()).key, "b.one");
    EXPECT_EQ(track_.at(track_.currentTop()).key, "b");
    enter("b");
    EXPECT_EQ(statuses(), "a:Skipped b:Active b.one:Completed c:Pending");
}

TEST_F(PhaseTrackTests, ANestedPhaseOpensItsHost) {
    enter("b.one");
    EXPECT_EQ(statuses(), "a:Skipped b:Active b.one:Active c:Pending");
    enter("c");
    EXPECT_EQ(statuses(), "a:Skipped b:Completed b.one:Completed c:Active");
}

TEST_F(PhaseTrackTests, AnUndeclaredPhaseIsAppendedAndPassesOverNothing) {
    enter("a");
    enter("x");
    EXPECT_EQ(statuses(), "a:Completed b:Pending b.one:Pending c:Pending x:Active");
    enter("b.two", "b");
    EXPECT_EQ(statuses(), "a:Completed b:Active b.one:Pending c:Pending x:Completed b.two:Active");
}

TEST_F(PhaseTrackTests, ASkippedOrCompletedPhaseCanBeEnteredAgain) {
    enter("b");
    enter("a");
    EXPECT_EQ(statuses(), "a:Active b:Completed b.one:Pending c:Pending");
    enter("b");
    EXPECT_EQ(statuses(), "a:Completed b:Active b.one:Pending c:Pending");
    EXPECT_FALSE(track_.records(now_)[1].ended);
}

TEST_F(PhaseTrackTests, ADurationCountsOnlyTheTimeOfThePhase) {
    enter("a");
    pass(2s);
    enter("b");
    pass(5s);
    enter("a");
    pass(1s);
    EXPECT_EQ(track_.records(now_)[0].duration, 3s);
    EXPECT_EQ(track_.records(now_)[1].duration, 5s);
    EXPECT_EQ(track_.records(now_)[1].ended->micros, 8'000'000);
}

TEST_F(PhaseTrackTests, AFurtherPassBeginsAtZeroAndWithoutATotal) {
    enter("a");
    track_.setTotal({100, TotalKind::Exact, TotalSource::Counted});
    processed_ = {100, 0, 0, 0};
    enter("b");
    enter("a");
    const auto again = track_.records(now_)[0];
    EXPECT_EQ(again.windowStart, 100);
    EXPECT_EQ(again.total.kind, TotalKind::Unknown);
}

TEST_F(PhaseTrackTests, OrdersAreThoseOfTheDeclaration) {
    std::vector<std::int32_t> orders;
    for (const auto& phase : track_.records(now_)) orders.push_back(phase.order);
    EXPECT_THAT(orders, ElementsAre(1, 2, 3, 4));
}

TEST_F(PhaseTrackTests, ClosingCompletesOrFailsTheActiveAndSkipsTheRest) {
    enter("b.one");
    pass(1s);
    auto done = closedPhases(track_.records(now_), FinalState::CompleteWithError, now_.wall);
    EXPECT_EQ(done[1].status, PhaseStatus::Completed);
    EXPECT_EQ(done[1].ended, now_.wall);
    EXPECT_EQ(done[3].status, PhaseStatus::Skipped);
    for (const auto state : {FinalState::FailedWithError, FinalState::Cancelled}) {
        auto failed = closedPhases(track_.records(now_), state, now_.wall);
        EXPECT_EQ(failed[1].status, PhaseStatus::Failed);
        EXPECT_EQ(failed[2].status, PhaseStatus::Failed);
        EXPECT_EQ(failed[0].status, PhaseStatus::Skipped);
    }
}

}  // namespace
}  // namespace jim::progress
