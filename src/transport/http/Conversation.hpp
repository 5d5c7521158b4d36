#pragma once

#include "transport/http/Message.hpp"
#include "transport/http/SharedBytes.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace jim::transport::http {

/// What a conversation says next: `text`, none when there is nothing new; `last` closes it.
struct Utterance {
    SharedBytes text{};
    bool last = false;
    std::uint16_t closeCode = 1000;  ///< RFC 6455, section 7.4.
};

/// A WebSocket (RFC 6455) from the server's side. It pulls what it says, as a StreamedResponse
/// does: `next` is asked at the start, after everything it gave was sent, and after a `Waker`
/// called. A client that does not answer pings, or does not read, is closed. Both functions run on
/// a server thread and must not block; they are destroyed when the conversation ends.
struct Conversation {
    std::string key;  ///< As webSocketKey found it.
    std::function<Utterance()> next{};

    /// Takes a text message, whole and in UTF-8. The next one is read, and `next` asked, when
    /// `turn` was let go, by any thread. Binary messages are refused (close code 1003).
    std::function<void(std::string message, std::shared_ptr<void> turn)> receive{};

    std::size_t maxMessageBytes = 64 * 1024;     ///< Larger ones close it (1009), unread.
    std::chrono::milliseconds idleTime{60'000};  ///< Pings go out after half of it.
};

/// The key of a request that asks for a WebSocket, version 13; nothing when it does not.
[[nodiscard]] std::optional<std::string> webSocketKey(const Request& request);

}  // namespace jim::transport::http
