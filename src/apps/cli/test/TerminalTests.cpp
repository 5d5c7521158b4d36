#include "apps/cli/Follow.hpp"
#include "apps/cli/test/Documents.hpp"
#include "apps/cli/test/FakeServer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace jim::apps::cli {
namespace {

using testing::HasSubstr;

/// A process that follows a run on a terminal of its own.
class TerminalTests : public testing::Test {
protected:
    void SetUp() override {
        // The process begins before the server's thread does, and is told the address then.
        ASSERT_EQ(pipe2(address_.data(), O_CLOEXEC), 0);
        winsize size{24, 80, 0, 0};
        child_ = forkpty(&terminal_, nullptr, nullptr, &size);
        ASSERT_GE(child_, 0);
        if (child_ == 0) followInChild();
        server_ = std::make_unique<test::FakeServer>(
            [this](const transport::http::Request& request, int) { return answerTo(request); });
        const auto url = server_->url() + '\n';
        ASSERT_EQ(write(address_[1], url.data(), url.size()), static_cast<ssize_t>(url.size()));
    }
    void TearDown() override {
        if (child_ > 0) {
            kill(child_, SIGKILL);
            waitpid(child_, nullptr, 0);
        }
        for (const int end : {terminal_, address_[0], address_[1]}) close(end);
    }

    /// Everything it writes until it has written that.
    void readUntil(const std::string& text) {
        std::array<char, 4096> bytes{};
        while (written_.find(text) == std::string::npos) {
            const auto count = read(terminal_, bytes.data(), bytes.size());
            ASSERT_GT(count, 0) << "instead of '" << text << "': " << written_;
            written_.append(bytes.data(), static_cast<std::size_t>(count));
        }
    }

    void press(const std::string& keys) {
        ASSERT_EQ(write(terminal_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
    }

    /// Reads to its end; the terminal must be as it was, with its cursor.
    int exitStatus() {
        std::array<char, 4096> bytes{};
        for (;;) {
            const auto count = read(terminal_, bytes.data(), bytes.size());
            if (count <= 0) break;
            written_.append(bytes.data(), static_cast<std::size_t>(count));
        }
        int status = 0;
        EXPECT_EQ(waitpid(child_, &status, 0), child_);
        child_ = -1;
        EXPECT_GT(written_.rfind("\x1b[?25h"), written_.rfind("\x1b[?25l"));
        EXPECT_THAT(written_, HasSubstr("echo before yes, after yes"));
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

    std::unique_ptr<test::FakeServer> server_;
    pid_t child_ = -1;
    std::string written_;

private:
    static bool echoes() {
        termios now{};
        return tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO) != 0 &&
               (now.c_lflag & ICANON) != 0;
    }

    [[noreturn]] void followInChild() {
        std::string url;
        for (char byte = 0; read(address_[0], &byte, 1) == 1 && byte != '\n';) url += byte;
        setenv("TERM", "xterm", 1);
        const bool before = echoes();
        auto console = Console::ofProcess();
        const base::SystemClock clock;
        ApiClient client{url, base::Secret{"jim_ak_x"}};
        const auto status = follow(client, test::kActivity, console, FollowForm::View, clock);
        console.print(fmt::format("echo before {}, after {}\n", before ? "yes" : "no",
                                  echoes() ? "yes" : "no"));
        _exit(status ? static_cast<int>(*status) : 99);
    }

    transport::http::Response answerTo(const transport::http::Request& request) {
        if (request.method == transport::http::Method::Post) cancelled_ = true;
        if (request.path.ends_with("/cancel")) return {202, "", "", {}};
        if (!request.path.ends_with("/progress"))
            return test::jsonAnswer(200, test::endedActivity("Cancelled"));
        return test::jsonAnswer(200, cancelled_ ? test::endDocument() : test::importDocument());
    }

    std::array<int, 2> address_{-1, -1};
    int terminal_ = -1;
    bool cancelled_ = false;
};

TEST_F(TerminalTests, LeavingGivesTheTerminalBackAndLetsTheRunGoOn) {
    readUntil("q leave");
    press("q");
    EXPECT_EQ(exitStatus(), static_cast<int>(ExitStatus::Interrupted));
    EXPECT_THAT(written_, HasSubstr("The run goes on. Follow it again: jim activity follow"));
}

TEST_F(TerminalTests, CtrlCGivesTheTerminalBackToo) {
    readUntil("q leave");
    press("\x03");
    EXPECT_EQ(exitStatus(), static_cast<int>(ExitStatus::Interrupted));
}

TEST_F(TerminalTests, ATerminationGivesTheTerminalBackToo) {
    readUntil("q leave");
    ASSERT_EQ(kill(child_, SIGTERM), 0);
    EXPECT_EQ(exitStatus(), static_cast<int>(ExitStatus::Terminated));
}

TEST_F(TerminalTests, CancellingIsAskedAboutAndThenFollowedToItsEnd) {
    readUntil("q leave");
    press("c");
    readUntil("Cancel 'HR - Full Import'? y: yes, any other key: no");
    press("y");
    EXPECT_EQ(exitStatus(), static_cast<int>(ExitStatus::Cancelled));
}

TEST_F(TerminalTests, ErrorsAreShownAtTheTouchOfAKey) {
    readUntil("q leave");
    press("e");
    readUntil("No errors so far.");
    press("q");
    EXPECT_EQ(exitStatus(), static_cast<int>(ExitStatus::Interrupted));
}

}  // namespace
}  // namespace jim::apps::cli
