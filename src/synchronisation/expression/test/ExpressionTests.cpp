#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/FunctionInfo.hpp"
#include "synchronisation/expression/test/Fixture.hpp"

#include <gtest/gtest.h>

namespace jim::synchronisation::expression {
namespace {

TEST(ExpressionTests, DerivesAnAccountNameFromNames) {
    const Fixture fixture;
    EXPECT_EQ(fixture.result(R"(Lower(Left(mv["First Name"], 1) + mv["Last Name"]))"),
              R"(Text "zo'neill")");
}

/// The examples that the reference page shows are what the functions do.
TEST(ExpressionTests, ExamplesOfFunctionsAreTrue) {
    const Fixture fixture;
    for (const auto& info : functions()) {
        const auto arrow = info.example.find(" -> ");
        ASSERT_NE(arrow, std::string_view::npos) << info.name;
        if (info.area == "Random") continue;
        const auto shown = fixture.result(info.example.substr(0, arrow));
        std::string wanted{info.example.substr(arrow + 4)};
        for (std::size_t at = 0; (at = wanted.find("\\\\", at)) != std::string::npos; ++at)
            wanted.erase(at, 1);
        EXPECT_TRUE(shown.ends_with(wanted)) << info.example << " is " << shown;
    }
}

}  // namespace
}  // namespace jim::synchronisation::expression
