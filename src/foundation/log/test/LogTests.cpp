#include "foundation/base/Secret.hpp"
#include "foundation/log/Log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <thread>
#include <vector>

namespace jim::log {
namespace {

static_assert(!std::constructible_from<Field, std::string_view, base::Secret>);

class LogTests : public testing::Test {
protected:
    std::unique_ptr<Log> logAs(Format format, Level level = Level::Info) {
        return makeLog({level, format}, clock_, out_);
    }

    base::ManualClock clock_{{1'790'000'000'123'456}};
    std::ostringstream out_;
};

TEST_F(LogTests, WritesALineForPeople) {
    const std::string name = "Full Import";
    logAs(Format::Text)
        ->info(
            "Run ended.",
            {{"profile", name}, {"objects", 7}, {"ratio", 0.5}, {"brake", false}, {"empty", ""}});
    EXPECT_EQ(out_.str(),
              "2026-09-21T14:13:20.123456Z info    Run ended. profile=\"Full Import\" objects=7 "
              "ratio=0.5 brake=false empty=\"\"\n");
}

TEST_F(LogTests, WritesALineForMachines) {
    logAs(Format::Json)->error("A \"bad\" row", {{"line", std::int64_t{12}}, {"path", "a\\b"}});
    EXPECT_EQ(out_.str(),
              R"({"time":"2026-09-21T14:13:20.123456Z","level":"error","message":"A \"bad\" row",)"
              R"("line":12,"path":"a\\b"})"
              "\n");
}

TEST_F(LogTests, AMessageStaysOneLineAndHarmless) {
    logAs(Format::Text)->warning("a\nb\x1b[31m\xFF é", {{"n", "x\ny"}, {"m", "\xC2\x9B"}});
    EXPECT_EQ(out_.str().substr(28),
              "warning a\\nb\\x1b[31m\xEF\xBF\xBD é n=\"x\\ny\" m=\xEF\xBF\xBD\n");
    out_.str("");
    logAs(Format::Json)->warning("a\nb\x01\xED\xA0\x80\xF4\x90\x80\x80\xC0\xAF");
    EXPECT_NE(out_.str().find("a\\nb\\u0001\xEF\xBF\xBD"), std::string::npos);
    EXPECT_EQ(std::ranges::count(out_.str(), '\n'), 1);
}

TEST_F(LogTests, LeavesOutWhatIsBelowItsLevel) {
    const auto log = logAs(Format::Text, Level::Warning);
    log->info("no");
    log->debug("no");
    log->write(Level::Trace, "no", {});
    EXPECT_EQ(out_.str(), "");
    EXPECT_TRUE(log->enabled(Level::Error));
    EXPECT_FALSE(makeSilentLog()->enabled(Level::Error));
}

TEST_F(LogTests, LinesOfManyThreadsDoNotMix) {
    const auto log = logAs(Format::Text);
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] {
                for (int line = 0; line < 100; ++line) log->info("the same line");
            });
    }
    std::istringstream lines{out_.str()};
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        EXPECT_EQ(line, "2026-09-21T14:13:20.123456Z info    the same line");
    EXPECT_EQ(count, 400);
}

TEST_F(LogTests, NamesAreReadInAnyCase) {
    EXPECT_EQ(parseLevel("Warning"), Level::Warning);
    EXPECT_EQ(parseLevel("loud"), std::nullopt);
    EXPECT_EQ(parseFormat("JSON"), Format::Json);
}

}  // namespace
}  // namespace jim::log
