#pragma once

#include "transport/http/Conversation.hpp"
#include "transport/http/Message.hpp"
#include "transport/http/SharedBytes.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace jim::transport::http {

namespace impl {
class Exchange;
}

/// What a stream sends next: `bytes`, none when there is nothing new; `last` ends the stream.
struct Piece {
    SharedBytes bytes{};
    bool last = false;
};

/// A response whose body comes bit by bit, such as server-sent events. It pulls: `next` is asked
/// at the start, after everything it gave was sent, and after a `Waker` called, so a client that
/// reads slowly makes nothing pile up, and a source that keeps the newest only sends the newest.
/// `next` runs on a server thread, never twice at once, and must not block. It is destroyed when
/// the stream ends, however it ends: what it owns may unsubscribe then.
struct StreamedResponse {
    Response head;  ///< Its body is not sent.
    std::move_only_function<Piece()> next{};
    /// Sent after `heartbeatTime` without anything; empty sends none. Lives as long as the program.
    std::string_view heartbeat{};
    std::chrono::milliseconds heartbeatTime{15'000};
    std::string_view farewell{};  ///< Sent last when the server stops; lives as long.
};

/// Tells a stream to ask its source. Thread-safe, copyable, may outlive stream and server.
class Waker {
public:
    explicit Waker(std::shared_ptr<impl::Exchange> exchange) : exchange_(std::move(exchange)) {}

    void operator()() const;

    /// False when the stream has ended.
    [[nodiscard]] bool wanted() const;

private:
    std::shared_ptr<impl::Exchange> exchange_;
};

/// The right to answer one request: use it once, now or later, from any thread. The answer of a
/// request whose client has gone, whose time is up or whose server has ended is dropped quietly.
/// Destroyed without an answer, it answers 500, so that no client waits for nothing.
class Responder {
public:
    explicit Responder(std::shared_ptr<impl::Exchange> exchange);
    Responder(Responder&&) noexcept = default;
    Responder& operator=(Responder&&) noexcept;
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;
    ~Responder();

    void operator()(Response response);

    /// Answers with a stream. Whoever subscribes the waker to changes calls it once afterwards,
    /// in case one came in between.
    Waker stream(StreamedResponse response);

    /// Answers with a WebSocket; the waker is for it what it is for a stream.
    Waker converse(Conversation conversation);

    /// Whether it has been used or moved from.
    [[nodiscard]] bool spent() const { return exchange_ == nullptr; }

    /// False when nobody waits for the answer any more: long work may as well stop. A client that
    /// leaves while its request is being handled is noticed only when the answer is sent.
    [[nodiscard]] bool wanted() const;

private:
    void giveUp();

    std::shared_ptr<impl::Exchange> exchange_;
};

}  // namespace jim::transport::http
