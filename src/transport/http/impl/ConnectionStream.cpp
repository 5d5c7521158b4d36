// How a connection sends a streamed response: the long-lived end of impl/Connection.cpp.
#include "transport/http/impl/Connection.hpp"

#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>
#include <utility>

namespace jim::transport::http::impl {

/// Streams end with their connection: whatever the client sent meanwhile was forgotten.
Task<void> Connection::stream(StreamedResponse response, Wire wire) {
    wire.keepAlive = false;
    wire.streamed = true;
    response.head.body.clear();
    // A watcher may stay for hours, and there may be thousands.
    buffer_.clear();
    buffer_.shrink_to_fit();
    const bool sent = co_await send(response.head, wire);
    phase_ = Phase::Streaming;
    if (sent && !wire.headOnly) {
        watchPeer();
        co_await streamPieces(std::move(response), wire);
    }
    exchange_->detach();
    exchange_.reset();
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

Task<void> Connection::streamPieces(StreamedResponse response, Wire wire) {
    while (!peerGone_ && !killed_) {
        const Piece piece = response.next();
        if (!piece.bytes.empty()) {
            const bool sent = co_await sendPiece(piece.bytes, wire);
            if (!sent) co_return;
        }
        if (piece.last || service_.stopping) break;
        if (piece.bytes.empty()) {
            const bool well = co_await awaitWake(response, wire);
            if (!well) co_return;
        }
    }
    if (!wire.http10) {
        setDeadline(service_.options.writeTime);
        co_await asio::async_write(socket_, asio::buffer("0\r\n\r\n", 5), kAwait);
    }
}

Task<bool> Connection::sendPiece(const std::string& bytes, Wire wire) {
    const std::string head = wire.http10 ? std::string{} : fmt::format("{:x}\r\n", bytes.size());
    const std::string_view tail = wire.http10 ? "" : "\r\n";
    const std::array<asio::const_buffer, 3> buffers{asio::buffer(head), asio::buffer(bytes),
                                                    asio::buffer(tail.data(), tail.size())};
    setDeadline(service_.options.writeTime);
    const auto [error, written] = co_await asio::async_write(socket_, buffers, kAwait);
    co_return !error;
}

/// Waits until there may be something to send; meanwhile the heartbeat keeps proxies from
/// closing and tells us of peers that vanished. A waker's call that comes just before the wait
/// is not lost: it is posted to this strand, so it arrives during the wait.
Task<bool> Connection::awaitWake(const StreamedResponse& response, Wire wire) {
    clearDeadline();
    answer_.expires_after(response.heartbeatTime);
    const auto [cancelled] = co_await answer_.async_wait(kAwait);
    if (cancelled || response.heartbeat.empty()) co_return true;
    co_return co_await sendPiece(response.heartbeat, wire);
}

/// Reads what the peer sends while it is streamed to, only to learn when it leaves.
void Connection::watchPeer() {
    const auto onInput = [weak = weak_from_this()](boost::system::error_code error,
                                                   std::size_t bytes) {
        if (const auto self = weak.lock()) self->peerSaid(error, bytes);
    };
    socket_.async_read_some(asio::buffer(peerInput_), onInput);
}

void Connection::peerSaid(boost::system::error_code error, std::size_t bytes) {
    if (phase_ != Phase::Streaming) return;
    peerBytes_ += bytes;
    peerGone_ = error || peerBytes_ > service_.options.maxLingerBytes;
    if (!peerGone_) return watchPeer();
    boost::system::error_code ignored;
    socket_.cancel(ignored);
    answer_.cancel();
}

}  // namespace jim::transport::http::impl
