#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace jim::transport::http {

/// A request that every server answers.
inline constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// A plain socket to a loopback port, to send what no client would. Reading gives up after ten
/// seconds, so that a failing test ends.
class RawConnection {
public:
    explicit RawConnection(std::uint16_t port);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    /// False when the peer has closed already.
    bool send(std::string_view bytes);

    /// Everything until the server closes.
    std::string readAll();

    /// One response with its Content-Length body; what came after it stays for the next call.
    /// Empty at the end of the connection. A response to HEAD has no body whatever it says.
    std::string readResponse(bool headOnly = false);

    /// The next `size` bytes; fewer at the end of the connection.
    std::string readSome(std::size_t size);

    /// True when the server closes, and sent nothing more.
    bool readsEnd();

    void closeSending();

private:
    bool fill();

    int socket_ = -1;
    std::string received_;
};

/// The number on the status line; 0 when there is none.
int statusOf(std::string_view response);

/// What follows the empty line.
std::string_view bodyOf(std::string_view response);

inline RawConnection::RawConnection(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

inline RawConnection::~RawConnection() {
    ::close(socket_);
}

inline bool RawConnection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

inline bool RawConnection::fill() {
    std::array<char, 8192> chunk{};
    const ssize_t got = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (got > 0) received_.append(chunk.data(), static_cast<std::size_t>(got));
    return got > 0;
}

inline std::string RawConnection::readAll() {
    while (fill()) {
    }
    return std::exchange(received_, {});
}

inline std::string RawConnection::readResponse(bool headOnly) {
    std::size_t headEnd = std::string::npos;
    while ((headEnd = received_.find("\r\n\r\n")) == std::string::npos)
        if (!fill()) return {};
    std::size_t length = headEnd + 4;
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t at = received_.find(kLength);
    if (!headOnly && at < headEnd) {
        std::size_t bodyLength = 0;
        std::from_chars(received_.data() + at + kLength.size(), received_.data() + headEnd,
                        bodyLength);
        length += bodyLength;
    }
    while (received_.size() < length)
        if (!fill()) return {};
    std::string response = received_.substr(0, length);
    received_.erase(0, length);
    return response;
}

inline std::string RawConnection::readSome(std::size_t size) {
    while (received_.size() < size && fill()) {
    }
    std::string some = received_.substr(0, size);
    received_.erase(0, size);
    return some;
}

inline bool RawConnection::readsEnd() {
    char next = 0;
    const ssize_t got = ::recv(socket_, &next, 1, 0);
    return received_.empty() && (got == 0 || (got < 0 && errno == ECONNRESET));
}

inline void RawConnection::closeSending() {
    ::shutdown(socket_, SHUT_WR);
}

inline int statusOf(std::string_view response) {
    int status = 0;
    if (response.starts_with("HTTP/1.1 "))
        std::from_chars(response.data() + 9, response.data() + response.size(), status);
    return status;
}

inline std::string_view bodyOf(std::string_view response) {
    const std::size_t end = response.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string_view{} : response.substr(end + 4);
}

}  // namespace jim::transport::http
