#include "foundation/metrics/Declaration.hpp"
#include "foundation/metrics/Reference.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace jim::metrics {
namespace {

TEST(ReferenceTests, ThePageInTheTreeIsTheTable) {
    const auto* const path = "docs/reference/metrics.md";
    if (std::getenv("JIM_WRITE_REFERENCE") != nullptr) std::ofstream{path} << metricsMarkdown();
    std::ifstream file{path, std::ios::binary};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(page, metricsMarkdown())
        << "Run: JIM_WRITE_REFERENCE=1 foundation_metrics_tests --gtest_filter='*Reference*'";
}

TEST(ReferenceTests, EveryMetricIsDeclaredOnceAndSaysWhatItMeans) {
    std::set<std::string_view> names;
    for (const auto* metric : declarations()) {
        EXPECT_TRUE(names.insert(metric->name).second) << metric->name;
        EXPECT_TRUE(metric->meaning.ends_with('.')) << metric->name;
        EXPECT_FALSE(metric->name.ends_with("_total")) << metric->name;
    }
}

}  // namespace
}  // namespace jim::metrics
