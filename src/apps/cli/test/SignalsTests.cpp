#include "apps/cli/Signals.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>

namespace jim::apps::cli {
namespace {

TEST(SignalsTests, TellsWhatCame) {
    Signals signals;
    EXPECT_EQ(signals.wait({}), Signals::Event::None);
    raise(SIGWINCH);
    raise(SIGWINCH);
    EXPECT_EQ(signals.wait(std::chrono::hours{1}), Signals::Event::Resized);
    EXPECT_EQ(signals.wait({}), Signals::Event::None);
    raise(SIGWINCH);
    raise(SIGINT);
    EXPECT_EQ(signals.wait(std::chrono::hours{1}), Signals::Event::Stop);
    EXPECT_EQ(signals.stopSignal(), SIGINT);
    EXPECT_EQ(signals.wait(std::chrono::hours{1}), Signals::Event::Stop) << "it stays";
}

TEST(SignalsTests, TellsASuspensionAndInput) {
    Signals signals;
    raise(SIGTSTP);
    raise(SIGWINCH);
    EXPECT_EQ(signals.wait(std::chrono::hours{1}), Signals::Event::Suspend);
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    EXPECT_EQ(signals.wait({}, ends[0]), Signals::Event::None);
    ASSERT_EQ(write(ends[1], "q", 1), 1);
    EXPECT_EQ(signals.wait(std::chrono::hours{1}, ends[0]), Signals::Event::Input);
    raise(SIGINT);
    EXPECT_EQ(signals.wait({}, ends[0]), Signals::Event::Stop) << "that comes first";
    close(ends[0]);
    close(ends[1]);
}

TEST(SignalsTests, HandlersComeBack) {
    const auto current = [] {
        struct sigaction action{};
        sigaction(SIGTERM, nullptr, &action);
        return action.sa_handler;
    };
    const auto before = current();
    {
        Signals signals;
        EXPECT_NE(current(), before);
    }
    EXPECT_EQ(current(), before);
    Signals again;
    EXPECT_EQ(again.stopSignal(), 0);
}

}  // namespace
}  // namespace jim::apps::cli
