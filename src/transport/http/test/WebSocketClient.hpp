#pragma once

#include "transport/http/test/RawConnection.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace jim::transport::http {

/// A frame as it came (RFC 6455, section 5.2).
struct Frame {
    int opcode = -1;  ///< -1: the connection has ended.
    std::string payload;

    /// Of a close frame; 0 when it has none.
    [[nodiscard]] int closeCode() const {
        if (opcode != 8 || payload.size() < 2) return 0;
        return (static_cast<unsigned char>(payload[0]) << 8) |
               static_cast<unsigned char>(payload[1]);
    }
};

/// A WebSocket client that can send what no client would.
class WebSocketClient {
public:
    explicit WebSocketClient(std::uint16_t port, std::string_view target = "/",
                             std::string_view headers = {})
        : connection_(port) {
        connection_.send(
            fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                        "Connection: keep-alive, Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{}\r\n",
                        target, headers));
        handshake_ = connection_.readResponse();
    }

    [[nodiscard]] const std::string& handshake() const { return handshake_; }

    /// `first` is the frame's first byte: 0x81 is a whole text message.
    bool send(std::string_view payload, int first = 0x81) {
        return sendHead(first, payload.size()) && sendMasked(payload);
    }

    /// A frame's head that claims so many bytes to follow, and the mask (of zeros).
    bool sendHead(int first, std::uint64_t size, bool masked = true) {
        std::string head{static_cast<char>(first)};
        const char mask = masked ? static_cast<char>(0x80) : '\0';
        const int bytes = size < 126 ? 0 : size < 65536 ? 2 : 8;
        head += static_cast<char>(mask | (bytes == 0   ? static_cast<char>(size)
                                          : bytes == 2 ? 126
                                                       : 127));
        for (int i = bytes - 1; i >= 0; --i) head += static_cast<char>(size >> (8 * i));
        if (masked) head += std::string(4, '\0');
        return connection_.send(head);
    }

    Frame read() {
        const std::string head = connection_.readSome(2);
        if (head.size() < 2) return {};
        std::uint64_t size = static_cast<unsigned char>(head[1]) & 0x7F;
        const std::size_t bytes = size == 126 ? 2 : size == 127 ? 8 : 0;
        if (bytes > 0) {
            size = 0;
            for (const char c : connection_.readSome(bytes))
                size = size << 8 | static_cast<unsigned char>(c);
        }
        return {head[0] & 0x0F, connection_.readSome(size)};
    }

    RawConnection& connection() { return connection_; }

private:
    bool sendMasked(std::string_view payload) { return connection_.send(payload); }

    RawConnection connection_;
    std::string handshake_;
};

}  // namespace jim::transport::http
