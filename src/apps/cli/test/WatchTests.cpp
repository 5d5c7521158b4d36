#include "apps/cli/TerminalText.hpp"
#include "apps/cli/WatchSession.hpp"
#include "apps/cli/WatchView.hpp"
#include "apps/cli/test/Documents.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::string listOf(const std::string& items, int total = 1) {
    return fmt::format(R"({{"items":[{}],"totalCount":{}}})", items, total);
}

class WatchTests : public testing::Test {
protected:
    WatchSession::Step answer(int status, std::string body = {}) {
        return session_.onAnswer(Answer{status, std::move(body), {}, {}}, now_);
    }

    /// The next question's path, a second later.
    std::string next() {
        now_ += 1s;
        return session_.question(now_).path;
    }

    WatchSession::Time now_{5s};
    WatchSession session_;
};

TEST_F(WatchTests, ShowsWhatRunsAndHowItEnded) {
    EXPECT_EQ(next(), "/progress?pageSize=100");
    EXPECT_EQ(answer(200, listOf(test::importDocument())).pause, 1s);
    ASSERT_EQ(session_.runs().size(), 1U);
    EXPECT_EQ(session_.active(), 1);

    EXPECT_EQ(next(), "/progress?pageSize=100");
    EXPECT_EQ(answer(200, listOf("", 0)).pause, 0s) << "how did it end?";
    EXPECT_EQ(next(), std::string{"/activities/"} + test::kActivity + "/progress");
    static_cast<void>(answer(200, test::endDocument()));
    for (int look = 0; look < 3; ++look) {
        ASSERT_EQ(session_.runs().size(), 1U);
        EXPECT_EQ(session_.runs()[0].status, "CompleteWithWarning");
        EXPECT_EQ(session_.active(), 0);
        EXPECT_EQ(next(), "/progress?pageSize=100") << "its end is asked for once";
        static_cast<void>(answer(200, listOf("", 0)));
    }
}

TEST_F(WatchTests, ARunWhoseEndIsNotToBeHadIsLetGo) {
    static_cast<void>(next());
    static_cast<void>(answer(200, listOf(test::importDocument())));
    static_cast<void>(next());
    static_cast<void>(answer(200, listOf("", 0)));
    static_cast<void>(next());
    EXPECT_TRUE(answer(404, R"({"code":"PROGRESS_EXPIRED"})").news);
    EXPECT_TRUE(session_.runs().empty());
    EXPECT_FALSE(session_.trouble());
}

TEST_F(WatchTests, AnOutageIsSaidOnceAndNeverGivenUp) {
    static_cast<void>(next());
    static_cast<void>(answer(200, listOf(test::importDocument())));
    static_cast<void>(next());
    EXPECT_THAT(answer(503, R"({"message":"Away."})").notice, HasSubstr("Away."));
    for (int minute = 0; minute < 10; ++minute, now_ += 1min) {
        static_cast<void>(next());
        EXPECT_EQ(answer(503).notice, "");
    }
    EXPECT_FALSE(session_.trouble());
    EXPECT_EQ(session_.runs().size(), 1U) << "what is known stays in sight";
    static_cast<void>(next());
    EXPECT_EQ(answer(200, listOf(test::importDocument())).notice, "The server answers again.");
}

TEST_F(WatchTests, ARefusalEndsIt) {
    static_cast<void>(next());
    static_cast<void>(answer(403, R"({"message":"Your key may not read this."})"));
    ASSERT_TRUE(session_.trouble());
    EXPECT_EQ(session_.trouble()->message, "Your key may not read this.");
}

std::vector<Snapshot> manyRuns(std::size_t count) {
    std::vector<Snapshot> runs(count, test::importSnapshot());
    for (std::size_t at = 0; at < count; ++at) runs[at].targetContext = fmt::format("System{}", at);
    return runs;
}

TEST_F(WatchTests, NothingIsEverWiderOrHigherThanTheWindow) {
    auto runs = manyRuns(30);
    runs[3].targetName = "\x1b[2J\n山田";
    for (std::size_t width = 1; width < 150; width += 3)
        for (std::size_t rows = 1; rows < 40; rows += 3) {
            const auto lines = watchView({runs, 30, 20, true}, width, rows, Glyphs::Unicode);
            EXPECT_LE(lines.size(), std::max<std::size_t>(rows, 3)) << width << 'x' << rows;
            for (const auto& line : lines) {
                EXPECT_LE(columnsOf(line), width) << line;
                EXPECT_EQ(line, neutralised(line));
            }
        }
}

TEST_F(WatchTests, TheSelectedRunIsAlwaysInSight) {
    const auto runs = manyRuns(30);
    for (const std::size_t selected : {0U, 7U, 29U, 99U}) {
        const auto lines = watchView({runs, 30, selected, false}, 80, 20, Glyphs::Ascii);
        const auto name =
            fmt::format("> System{} - Full Import", std::min<std::size_t>(selected, 29));
        EXPECT_THAT(lines, Contains(HasSubstr(name)));
        EXPECT_THAT(lines, Contains(HasSubstr("Processed: 457/1000"))) << "and in detail";
    }
}

TEST_F(WatchTests, NarrowTerminalsKeepWhatMatters) {
    const auto runs = manyRuns(2);
    const auto wide = runTable(runs, 0);
    EXPECT_THAT(wide[1], AllOf(HasSubstr("System0 - Full Import"), HasSubstr("3/4 Importing"),
                               HasSubstr("45.7 %"), HasSubstr("1,089"), HasSubstr("12 s"),
                               HasSubstr("healthy"), HasSubstr(test::kActivity)));
    const auto narrow = runTable(runs, 40);
    EXPECT_THAT(narrow[1], AllOf(HasSubstr("45.7 %"), HasSubstr("12 s"), Not(HasSubstr("1,089"))));
}

TEST_F(WatchTests, SaysWhatIsNotShown) {
    const auto runs = manyRuns(2);
    EXPECT_EQ(watchView({runs, 250, 0, false}, 80, 24, Glyphs::Ascii)[0],
              "250 queued or running, the first 2 of them shown");
    EXPECT_EQ(watchView({{}, 0, 0, false}, 80, 24, Glyphs::Ascii)[0],
              "Nothing is queued or running");
}

}  // namespace
}  // namespace jim::apps::cli
