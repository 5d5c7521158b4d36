#include "apps/HealthReport.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/metrics/Exposition.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/memory/MemoryProgressStore.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace jim::apps {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

/// A publisher that is wired as the service wires it.
class HealthReportTests : public testing::Test {
protected:
    HealthReportTests() {
        publisher_.onHealth([this](const progress::HealthTransition& transition) {
            reportHealth(transition, *log_, metrics_);
        });
        identity_.activityId = base::newGuid(clock_.now());
        identity_.attempt = 1;
        identity_.runType = "FullImport";
        identity_.targetName = "Full Import";
        identity_.targetContext = "HR";
        identity_.startedAt = clock_.now();
        identity_.phases = progress::catalogue(progress::RunKind::Import, "FullImport");
    }

    void pass(int secondsToPass) {
        for (int i = 0; i < secondsToPass; ++i) {
            clock_.advance(seconds{1});
            publisher_.publishDue();
        }
    }
    std::string transitions() {
        return metrics::expose(metrics_.scrape(), metrics::formatFor("text/plain"));
    }
    std::size_t lines(const std::string& text) const {
        const auto log = stream_.str();
        std::size_t found = 0;
        for (auto at = log.find(text); at != std::string::npos; at = log.find(text, at + 1))
            ++found;
        return found;
    }

    base::ManualClock clock_;
    std::ostringstream stream_;
    std::unique_ptr<log::Log> log_ = log::makeLog({log::Level::Info}, clock_, stream_);
    metrics::Registry metrics_;
    progress::memory::MemoryProgressStore store_{clock_, seconds{3600}};
    progress::Publisher publisher_{store_, clock_};
    progress::RunIdentity identity_;
};

TEST_F(HealthReportTests, AStallAndItsEndAreOneLineAndOneCountEach) {
    const auto run = publisher_.begin(identity_);
    run->enter("import.process");
    for (int i = 0; i < 10; ++i) {
        run->advance(10);
        pass(1);
    }
    pass(60);
    EXPECT_THAT(transitions(), HasSubstr("to=\"stalled\"} 1\n"));
    EXPECT_EQ(lines("Run 'Full Import' of 'HR' is stalled"), 1U) << stream_.str();
    EXPECT_EQ(lines(base::toText(identity_.activityId)), 1U);
    run->advance(10);
    pass(1);
    EXPECT_THAT(transitions(), HasSubstr("from=\"stalled\",to=\"healthy\"} 1\n"));
    EXPECT_EQ(lines("is healthy (it was stalled)"), 1U) << stream_.str();
}

TEST_F(HealthReportTests, AWorkerThatWasLostIsCountedByWhoeverRecoversTheRun) {
    publisher_.lost(identity_, {});
    publisher_.publishDue();
    EXPECT_THAT(transitions(), HasSubstr("from=\"healthy\",to=\"worker_lost\"} 1\n"));
    EXPECT_EQ(lines("is worker_lost"), 1U);
}

TEST_F(HealthReportTests, WhatIsOfNoConcernIsCountedAndOnlyLoggedForThoseWhoLookClosely) {
    progress::HealthTransition transition;
    transition.run = identity_;
    transition.from = progress::HealthStatus::Healthy;
    transition.to = progress::HealthStatus::Quiet;
    reportHealth(transition, *log_, metrics_);
    EXPECT_THAT(transitions(), HasSubstr("from=\"healthy\",to=\"quiet\"} 1\n"));
    EXPECT_EQ(stream_.str(), "");
    const auto close = log::makeLog({log::Level::Debug}, clock_, stream_);
    reportHealth(transition, *close, metrics_);
    EXPECT_EQ(lines("is quiet (it was healthy)"), 1U);
}

}  // namespace
}  // namespace jim::apps
