#include "progress/Publisher.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "runs/alert/PauseGate.hpp"
#include "runs/alert/RunAlerts.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace jim::runs::alert {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

AlertRule deletes(double threshold, bool pauses) {
    AlertRule rule;
    rule.id = pauses ? 2 : 1;
    rule.name = pauses ? "Too many deletes" : "Some deletes";
    rule.condition = AlertCondition::Deletes;
    rule.threshold = threshold;
    rule.pauses = pauses;
    return rule;
}

class RunAlertsTests : public testing::Test {
protected:
    RunAlertsTests() {
        identity_.activityId = base::newGuid(clock_.now());
        identity_.attempt = 1;
        identity_.targetName = "Full Import";
        identity_.objectTypes = {"person"};
    }

    std::shared_ptr<RunAlerts> alertsFor(std::vector<AlertRule> rules) {
        return std::make_shared<RunAlerts>(
            identity_, std::move(rules), std::vector<progress::PastRun>{}, clock_,
            [this](const AlertEvent& event) { told_.push_back(event.firing.rule); });
    }

    std::string document() { return (*store_.get(identity_.activityId))->document; }

    base::ManualClock clock_;
    progress::memory::MemoryProgressStore store_{clock_, 3600s};
    progress::Publisher publisher_{store_, clock_};
    progress::RunIdentity identity_;
    std::vector<std::string> told_;
};

TEST_F(RunAlertsTests, FiresOnceWhoeverSeesItFirst) {
    const auto alerts = alertsFor({deletes(10, false)});
    auto run =
        publisher_.begin(identity_, {}, [alerts](progress::Snapshot& s) { alerts->look(s); });
    run->count(0, progress::Outcome::Deleted, 12);
    publisher_.publishDue();
    EXPECT_THAT(told_, ElementsAre("Some deletes"));
    alerts->look(*run);
    EXPECT_THAT(told_, ElementsAre("Some deletes"));
    EXPECT_THAT(document(), HasSubstr(R"x("text":"12 deletes (limit 10)")x"));
}

TEST_F(RunAlertsTests, SeesDeletesBeforeTheyAreMade) {
    const auto alerts = alertsFor({deletes(10, true)});
    const progress::RunProgress run{identity_, clock_};
    alerts->look(run, 9);
    EXPECT_THAT(alerts->takePauseReason(), IsEmpty());
    alerts->look(run, 10);
    EXPECT_EQ(alerts->takePauseReason(),
              "Paused by the alert rule 'Too many deletes': 10 deletes (limit 10). Resume it or "
              "cancel it.");
    EXPECT_THAT(alerts->takePauseReason(), IsEmpty());
}

TEST_F(RunAlertsTests, APausedRunSaysSoAndItsTimeStandsStill) {
    const auto alerts = alertsFor({deletes(10, true)});
    auto run =
        publisher_.begin(identity_, {}, [alerts](progress::Snapshot& s) { alerts->look(s); });
    run->enter("import.save");
    run->count(0, progress::Outcome::Deleted, 12);
    clock_.advance(4s);
    alerts->look(*run);
    run->pause(alerts->takePauseReason());
    clock_.advance(1h);
    publisher_.publishDue();
    const auto paused = document();
    EXPECT_THAT(paused, HasSubstr(R"("state":"paused")"));
    EXPECT_THAT(paused, HasSubstr(R"("status":"quiet")"));
    EXPECT_THAT(paused, HasSubstr(R"("waitingOn":"operator")"));
    EXPECT_THAT(paused, HasSubstr(R"("reason":"paused")"));
    EXPECT_THAT(paused, HasSubstr(R"("elapsedSeconds":4,)"));
    EXPECT_THAT(paused, HasSubstr("Full Import: Paused by the alert rule 'Too many deletes'"));
    run->resume();
    clock_.advance(1s);
    publisher_.publishDue();
    EXPECT_THAT(document(), HasSubstr(R"("state":"running")"));
    EXPECT_THAT(document(), HasSubstr(R"("elapsedSeconds":5,)"));
    EXPECT_THAT(document(), HasSubstr(R"("durationSeconds":5,)"));
    EXPECT_THAT(document(), Not(HasSubstr(R"("status":"stalled")")));
}

TEST_F(RunAlertsTests, AStallIsSeenWhileTheRunItselfIsStuck) {
    AlertRule stall = deletes(60, false);
    stall.name = "Stuck";
    stall.condition = AlertCondition::Stall;
    const auto alerts = alertsFor({stall});
    auto run =
        publisher_.begin(identity_, {}, [alerts](progress::Snapshot& s) { alerts->look(s); });
    publisher_.publishDue();
    clock_.advance(59s);
    publisher_.publishDue();
    EXPECT_THAT(told_, IsEmpty());
    clock_.advance(1s);
    publisher_.publishDue();
    EXPECT_THAT(told_, ElementsAre("Stuck"));
}

/// What the thread sanitizer watches here: both look, and what they have seen is read and added to.
TEST_F(RunAlertsTests, FiresOnceWhileRunAndPublisherLookAtTheSameTime) {
    const auto alerts = alertsFor({deletes(100, true)});
    auto run =
        publisher_.begin(identity_, {}, [alerts](progress::Snapshot& s) { alerts->look(s); });
    publisher_.publishDue();
    {
        const std::jthread publisher{[this](const std::stop_token& stop) {
            while (!stop.stop_requested()) publisher_.publishDue();
        }};
        while (alerts->takePauseReason().empty()) {
            run->count(0, progress::Outcome::Deleted, 1);
            alerts->look(*run);
            clock_.advance(1s);
        }
        auto kept = alerts->firings();
        kept.front().resumedBy = "Ann";
        kept.front().resumedAt = clock_.now();
        alerts->noteResumed(kept);
        while (document().find(R"("resumedBy":"Ann")") == std::string::npos) {
            clock_.advance(1ms);
            std::this_thread::yield();
        }
    }
    EXPECT_THAT(told_, ElementsAre("Too many deletes"));
}

TEST_F(RunAlertsTests, TheEndKeepsWhatHasFired) {
    const auto alerts = alertsFor({deletes(10, false)});
    auto run =
        publisher_.begin(identity_, {}, [alerts](progress::Snapshot& s) { alerts->look(s); });
    run->count(0, progress::Outcome::Deleted, 12);
    alerts->look(*run);
    publisher_.finish(*run, {});
    publisher_.publishDue();
    EXPECT_THAT(document(), HasSubstr(R"("state":"complete")"));
    EXPECT_THAT(document(), HasSubstr(R"("rule":"Some deletes")"));
}

class PauseGateTests : public testing::Test {
protected:
    PauseEnd waitWhile(const std::function<void()>& act) {
        PauseEnd end{};
        std::jthread run{[&] { end = gate_.wait(stop_.get_token(), clock_, 1h); }};
        while (!gate_.isWaiting()) std::this_thread::yield();
        act();
        run.join();
        return end;
    }

    base::ManualClock clock_;
    base::StopSource stop_;
    PauseGate gate_;
};

TEST_F(PauseGateTests, SomebodyResumesIt) {
    EXPECT_EQ(waitWhile([&] { gate_.resume(); }), PauseEnd::Resumed);
    EXPECT_FALSE(gate_.isWaiting());
}

TEST_F(PauseGateTests, SomebodyStopsIt) {
    EXPECT_EQ(waitWhile([&] { stop_.request_stop(); }), PauseEnd::Stopped);
    EXPECT_EQ(gate_.wait(stop_.get_token(), clock_, 1h), PauseEnd::Stopped);
}

TEST_F(PauseGateTests, NobodyComesInTime) {
    EXPECT_EQ(waitWhile([&] {
                  clock_.advance(1h);
                  gate_.look();
              }),
              PauseEnd::TimedOut);
}

TEST_F(PauseGateTests, ResumingBeforehandLeavesNothingBehind) {
    gate_.resume();
    EXPECT_EQ(gate_.wait(stop_.get_token(), clock_, 0s), PauseEnd::TimedOut);
}

}  // namespace
}  // namespace jim::runs::alert
