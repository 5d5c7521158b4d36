#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace jim::transport::http {

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

}  // namespace jim::transport::http
