#include "apps/cli/FollowDisplay.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace jim::apps::cli {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::EndsWith;
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

TEST_F(FollowDisplayTests, ANoticeStandsBelowThePictureLongEnoughToBeRead) {
    ScreenDisplay screen{console_};
    screen.notice("Away.\x1b[2J");
    screen.draw(1s);
    EXPECT_THAT(takeOutput(), HasSubstr("Away.\xEF\xBF\xBD[2J"));
    screen.draw(60s);
    EXPECT_THAT(takeOutput(), HasSubstr("Away.")) << "nothing has come since";
    screen.notice("Back.");
    screen.show(test::importSnapshot(), "");
    screen.draw(61s);
    EXPECT_THAT(takeOutput(), AllOf(HasSubstr("Back."), Not(HasSubstr("Away."))));
    screen.draw(63s);
    EXPECT_THAT(takeOutput(), HasSubstr("Back."));
    screen.draw(66s);
    EXPECT_THAT(takeOutput(), Not(HasSubstr("Back.")));
}

TEST_F(FollowDisplayTests, TheKeysStandLastAndGoWithTheEnd) {
    ScreenDisplay screen{console_};
    screen.show(test::importSnapshot(), "");
    screen.footer("q leave");
    screen.draw(1s);
    EXPECT_THAT(takeOutput(), EndsWith("q leave\x1b[K\r\n\x1b[J\x1b[?25h"));
    screen.notice("Asked to cancel.");
    screen.finish();
    EXPECT_THAT(takeOutput(), AllOf(Not(HasSubstr("q leave")), Not(HasSubstr("Asked"))));
}

TEST_F(FollowDisplayTests, ErrorsAreShownWhenTheyAreAskedFor) {
    ScreenDisplay screen{console_};
    screen.show(test::importSnapshot(), "");
    screen.draw(1s);
    EXPECT_THAT(takeOutput(), Not(HasSubstr("No errors so far.")));
    screen.toggleErrors();
    screen.draw(2s);
    EXPECT_THAT(takeOutput(), HasSubstr("No errors so far."));
    screen.toggleErrors();
    screen.draw(3s);
    EXPECT_THAT(takeOutput(), Not(HasSubstr("No errors so far.")));
}

TEST_F(FollowDisplayTests, AfterASuspensionItDrawsBelowWhatOthersWrote) {
    ScreenDisplay screen{console_};
    screen.show(test::importSnapshot(), "");
    screen.draw(1s);
    screen.resized();
    screen.draw(2s);
    EXPECT_THAT(takeOutput(), HasSubstr("A")) << "over the first picture";
    screen.resumed();
    EXPECT_TRUE(screen.due());
    screen.draw(3s);
    EXPECT_TRUE(takeOutput().starts_with("\x1b[?25l\rHR"));
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
    const auto display = makeDisplay(console_, FollowForm::View);
    display->show(test::importSnapshot(), "");
    EXPECT_THAT(takeOutput(), HasSubstr("Step 3 of 4 | Importing"));
    EXPECT_EQ(display->due(), std::nullopt);
}

}  // namespace
}  // namespace jim::apps::cli
