#include "foundation/config/Declaration.hpp"
#include "foundation/config/Reference.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace jim::config {
namespace {

TEST(ReferenceTests, ThePageInTheTreeIsTheTables) {
    std::ifstream file{"docs/reference/settings.md", std::ios::binary};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(page, settingsMarkdown())
        << "Run: jim settings --markdown > docs/reference/settings.md";
}

TEST(ReferenceTests, EverySettingIsDeclaredOnceAndSaysWhatItMeans) {
    std::set<std::string_view> names;
    for (const auto& declaration : declarations()) {
        EXPECT_TRUE(names.insert(declaration.name).second) << declaration.name;
        EXPECT_TRUE(declaration.name.starts_with("JIM_")) << declaration.name;
        EXPECT_TRUE(declaration.meaning.ends_with('.')) << declaration.name;
    }
}

TEST(ReferenceTests, RowsShowValueSourceAndNoSecret) {
    const std::string key = "jim_ak_0123456789012345678901234567890123456789";
    const auto settings = load({{"JIM_API_KEY", key}, {"JIM_WEB_THREADS", "8"}});
    ASSERT_TRUE(settings);
    for (const auto& row : describe(*settings)) {
        EXPECT_EQ(row.value.find(key), std::string::npos);
        if (row.name == "JIM_WEB_THREADS") {
            EXPECT_EQ(row.value, "8");
            EXPECT_EQ(row.source, "environment");
            EXPECT_EQ(row.defaultText, "4");
            EXPECT_EQ(row.type, "integer");
        }
    }
}

}  // namespace
}  // namespace jim::config
