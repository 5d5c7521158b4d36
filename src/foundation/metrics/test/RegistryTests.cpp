#include "foundation/metrics/Exposition.hpp"

#include <gmock/gmock.h>

#include <set>
#include <thread>

namespace jim::metrics {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(RegistryTests, CountersAddUpForEachOfTheirLabels) {
    Registry registry;
    registry.add(kRunsFinished, 1, {"FullImport", "complete"});
    registry.add(kRunsFinished, 2, {"FullImport", "complete"});
    registry.add(kRunsFinished, 1, {"Export", "cancelled"});
    const auto text = expose(registry.scrape(), Format::Prometheus);
    EXPECT_THAT(text, HasSubstr("# TYPE jim_runs_finished_total counter\n"));
    EXPECT_THAT(
        text, HasSubstr("jim_runs_finished_total{run_type=\"FullImport\",state=\"complete\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("state=\"cancelled\"} 1\n"));
}

TEST(RegistryTests, HistogramsHaveBucketsThatAddUp) {
    Registry registry;
    for (const double seconds : {0.0001, 0.003, 0.003, 60.0})
        registry.observe(kProgressLagSeconds, seconds);
    const auto text = expose(registry.scrape(), Format::Prometheus);
    EXPECT_THAT(text, HasSubstr("jim_progress_lag_seconds_bucket{le=\"0.0001\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("jim_progress_lag_seconds_bucket{le=\"0.0025\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("jim_progress_lag_seconds_bucket{le=\"0.005\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("jim_progress_lag_seconds_bucket{le=\"10\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("jim_progress_lag_seconds_bucket{le=\"+Inf\"} 4\n"));
    EXPECT_THAT(text, HasSubstr("jim_progress_lag_seconds_count 4\n"));
}

TEST(RegistryTests, CollectorsAreAskedAtEachScrape) {
    Registry registry;
    int value = 0;
    registry.collect([&](Scrape& scrape) { scrape.set(kRuns, ++value, {"running"}); });
    EXPECT_THAT(expose(registry.scrape(), Format::Prometheus),
                HasSubstr("jim_runs{state=\"running\"} 1\n"));
    EXPECT_THAT(expose(registry.scrape(), Format::Prometheus),
                HasSubstr("jim_runs{state=\"running\"} 2\n"));
}

TEST(RegistryTests, ThereAreNeverMoreSeriesThanTheLimit) {
    Registry registry;
    for (std::size_t i = 0; i < 3 * kMostSeries; ++i)
        registry.add(kRunsFinished, 1, {std::to_string(i), "complete"});
    const auto scrape = registry.scrape();
    const auto& family = scrape.families().at(&kRunsFinished);
    EXPECT_EQ(family.size(), kMostSeries + 1);
    EXPECT_EQ(family.at({"other", "other"}).value, 2 * kMostSeries);
}

TEST(RegistryTests, LabelsAreCutAndEscaped) {
    Registry registry;
    registry.add(kRunsFinished, 1, {"a\"b\\c\nd", std::string(1000, 'x')});
    EXPECT_THAT(expose(registry.scrape(), Format::Prometheus),
                HasSubstr("{run_type=\"a\\\"b\\\\c\\nd\",state=\"" +
                          std::string(kLongestLabel, 'x') + "\"} 1\n"));
}

TEST(RegistryTests, AcceptDecidesTheForm) {
    EXPECT_EQ(formatFor(""), Format::Prometheus);
    EXPECT_EQ(formatFor("text/plain"), Format::Prometheus);
    const auto open = formatFor("application/openmetrics-text;version=1.0.0;q=0.8,text/plain");
    EXPECT_EQ(open, Format::OpenMetrics);
    Registry registry;
    registry.add(kProgressPublished);
    const auto text = expose(registry.scrape(), open);
    EXPECT_THAT(text, HasSubstr("# TYPE jim_progress_published counter\n"));
    EXPECT_THAT(text, HasSubstr("\njim_progress_published_total 1\n"));
    EXPECT_THAT(text, testing::EndsWith("# EOF\n"));
    EXPECT_THAT(expose(registry.scrape(), Format::Prometheus), Not(HasSubstr("# EOF")));
}

TEST(RegistryTests, CountersWithoutLabelsAreThereFromTheStart) {
    EXPECT_THAT(expose({}, Format::Prometheus), HasSubstr("jim_progress_write_errors_total 0\n"));
}

TEST(RegistryTests, ManyThreadsLoseNothing) {
    Registry registry;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 1000; ++i) registry.add(kProgressPublished);
            });
    }
    EXPECT_EQ(registry.scrape().families().at(&kProgressPublished).at({}).value, 4000);
}

}  // namespace
}  // namespace jim::metrics
