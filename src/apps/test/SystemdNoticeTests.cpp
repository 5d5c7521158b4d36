#include "apps/SystemdNotice.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace jim::apps {
namespace {

/// What systemd has: a socket that is named in the environment.
class SystemdNoticeTest : public testing::Test {
protected:
    void TearDown() override {
        ::unsetenv("NOTIFY_SOCKET");
        if (socket_ >= 0) ::close(socket_);
        if (!file_.empty()) std::filesystem::remove(file_);
    }

    /// `name` as it stands in the environment.
    void listenAt(const std::string& name) {
        socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::ranges::copy(name, address.sun_path);
        if (name.starts_with('@'))
            address.sun_path[0] = '\0';
        else
            file_ = name;
        ASSERT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&address),
                         static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size())),
                  0);
        ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
    }

    std::string heard() const {
        std::array<char, 100> buffer{};
        const auto length = ::recv(socket_, buffer.data(), buffer.size(), 0);
        return length < 0 ? "" : std::string{buffer.data(), static_cast<std::size_t>(length)};
    }

private:
    int socket_ = -1;
    std::filesystem::path file_;
};

std::string nameOfThisProcess() {
    return "jim-systemd-notice-" + std::to_string(::getpid());
}

TEST_F(SystemdNoticeTest, ASocketInTheFileSystemHears) {
    listenAt((std::filesystem::temp_directory_path() / nameOfThisProcess()).string());
    tellSystemd("READY=1");
    EXPECT_EQ(heard(), "READY=1");
    tellSystemd("STOPPING=1");
    EXPECT_EQ(heard(), "STOPPING=1");
}

TEST_F(SystemdNoticeTest, AnAbstractSocketHears) {
    listenAt("@" + nameOfThisProcess());
    tellSystemd("READY=1");
    EXPECT_EQ(heard(), "READY=1");
}

TEST_F(SystemdNoticeTest, NobodyNeedsToListen) {
    tellSystemd("READY=1");
    for (const std::string name : {"", "/nowhere/at/all", "@nobody-listens-here"}) {
        ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
        tellSystemd("READY=1");
    }
    ::setenv("NOTIFY_SOCKET", std::string(200, 'x').c_str(), 1);
    tellSystemd("READY=1");
}

}  // namespace
}  // namespace jim::apps
