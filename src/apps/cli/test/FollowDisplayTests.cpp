#include "apps/cli/FollowDisplay.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace jim::apps::cli {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class FollowDisplayTests : public testing::Test {
protected:
    std::string takeOutput() {
        auto text = out_.str();
        out_.str("");
        return text;
    }

    std::ostringstream out_;
    std::ostringstream err_;
    Console console_{out_, err_};
};

TEST_F(FollowDisplayTests, TheScreenIsDrawnFiveTimesASecondAtMost) {
    ScreenDisplay screen{console_};
    EXPECT_EQ(screen.due(), std::nullopt);
    screen.show(test::importSnapshot(), "");
    ASSERT_TRUE(screen.due());
    EXPECT_LE(*screen.due(), 0s) << "the first drawing waits for nothing";
    screen.draw(10s);
    EXPECT_THAT(takeOutput(), HasSubstr("HR - Full Import: running"));
    EXPECT_EQ(screen.due(), std::nullopt) << "nothing new, nothing drawn";

    for (int storm = 0; storm < 100; ++storm) screen.resized();
    screen.show(test::importSnapshot(), "");
    EXPECT_EQ(screen.due(), FollowDisplay::Time{10s + 200ms});
    EXPECT_EQ(takeOutput(), "");
}

TEST_F(FollowDisplayTests, TheLastPictureIsAlwaysDrawn) {
    ScreenDisplay screen{console_};
    screen.show(test::importSnapshot(), "");
    screen.draw(10s);
    screen.show(parseSnapshot(test::endDocument()).value(), "");
    screen.finish();
    EXPECT_THAT(takeOutput(), HasSubstr("Recording | Processed: 1000/1000"));
    screen.finish();
    EXPECT_EQ(takeOutput(), "");
}

TEST_F(FollowDisplayTests, ANoticeStandsBelowThePictureUntilTheNext) {
    ScreenDisplay screen{console_};
    screen.notice("Away.\x1b[2J");
    screen.draw(1s);
    EXPECT_THAT(takeOutput(), HasSubstr("Away.�[2J"));
    screen.show(test::importSnapshot(), "");
    screen.draw(2s);
    EXPECT_THAT(takeOutput(), Not(HasSubstr("Away.")));
}

TEST_F(FollowDisplayTests, JsonStaysOneLine) {
    JsonDisplay display{console_};
    display.show(test::importSnapshot(), "{\n\"a\":1\n}");
    EXPECT_EQ(takeOutput(), "{ \"a\":1 }\n");
    display.notice("Away.");
    EXPECT_EQ(takeOutput(), "");
    EXPECT_EQ(err_.str(), "jim: Away.\n");
}

TEST_F(FollowDisplayTests, WhatIsNoTerminalGetsLines) {
    const auto display = makeDisplay(console_, false);
    display->show(test::importSnapshot(), "");
    EXPECT_THAT(takeOutput(), HasSubstr("Step 3 of 4 | Importing"));
    EXPECT_EQ(display->due(), std::nullopt);
}

}  // namespace
}  // namespace jim::apps::cli
