#include "transport/http/impl/Stream.hpp"

#include "transport/http/impl/Unsent.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <utility>

namespace jim::transport::http::impl {

namespace {

constexpr std::string_view kEndOfChunk = "\r\n";
constexpr std::string_view kEndOfChunks = "0\r\n\r\n";
constexpr std::string_view kEndOfLastChunk = "\r\n0\r\n\r\n";

/// After so many pieces in a row others get their turn.
constexpr int kPiecesAtOnce = 16;

/// Of a heartbeat's time.
constexpr int kTicks = 4;

/// What the system may hold of a stream that is not read. More would only grow stale there.
constexpr int kSendBuffer = 32 * 1024;

}  // namespace

Stream::Stream(const Service& service, Socket socket, std::shared_ptr<Exchange> exchange,
               StreamedResponse response, Wire wire)
    : service_(service),
      socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      exchange_(std::move(exchange)),
      next_(std::move(response.next)),
      heartbeat_(response.heartbeat),
      farewell_(response.farewell),
      heartbeatTime_(response.heartbeatTime),
      chunked_(!wire.http10),
      bodiless_(wire.headOnly) {
    boost::system::error_code ignored;
    socket_.set_option(asio::socket_base::send_buffer_size{kSendBuffer}, ignored);
}

Stream::~Stream() {
    exchange_->detach();
}

void Stream::start(const Response& head) {
    exchange_->attach([this] {
        asio::post(strand(), [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->pull();
        });
    });
    Wire wire;
    wire.http10 = !chunked_;
    wire.streamed = true;
    last_ = bodiless_;
    watchPeer();
    waitFor(heartbeatTime_ / kTicks);
    send({.before = headText(head, wire, service_.clock.now())});
    pull();
}

void Stream::finish() {
    pull();
}

void Stream::kill() {
    close();
}

/// Sends what there is to send, until there is nothing or the client does not take it.
void Stream::pull() {
    const auto self = shared_from_this();
    for (int i = 0; phase_ == Phase::Sending && !late_; ++i) {
        if (last_) return end();
        if (i == kPiecesAtOnce) return asio::post(strand(), [self] { self->pull(); });
        const Piece piece = nextPiece();
        last_ = piece.last;
        if (piece.bytes.empty() && !last_) return;
        sendPiece(piece.bytes);
    }
}

Piece Stream::nextPiece() {
    return service_.stopping ? Piece{{nullptr, farewell_}, true} : next_();
}

void Stream::sendPiece(SharedBytes bytes) {
    Sending sending{.bytes = std::move(bytes)};
    const auto size = sending.bytes.view().size();
    if (chunked_ && size > 0) sending.before = fmt::format("{:x}\r\n", size);
    if (chunked_) sending.after = size == 0 ? kEndOfChunks : last_ ? kEndOfLastChunk : kEndOfChunk;
    send(std::move(sending));
}

std::array<asio::const_buffer, 3> Stream::Sending::rest() const {
    return unsent<3>({asio::buffer(before), asio::buffer(bytes.view()), asio::buffer(after)}, sent);
}

void Stream::send(Sending sending) {
    quiet_ = 0;
    boost::system::error_code error;
    const auto all = sending.rest();
    sending.sent = socket_.write_some(all, error);
    if (error && error != asio::error::would_block) return close();
    if (sending.sent == asio::buffer_size(all)) return;
    late_ = std::make_unique<Sending>(std::move(sending));
    waitFor(service_.options.writeTime);
    asio::async_write(socket_, late_->rest(),
                      [self = shared_from_this()](boost::system::error_code failed, std::size_t) {
                          self->sentLate(failed);
                      });
}

void Stream::sentLate(boost::system::error_code error) {
    late_.reset();
    quiet_ = 0;
    if (error) return close();
    if (phase_ == Phase::Sending) waitFor(heartbeatTime_ / kTicks);
    pull();
}

/// The last piece was sent: says so, and lets the client read it before the socket is closed.
void Stream::end() {
    next_ = nullptr;
    exchange_->detach();
    phase_ = Phase::Lingering;
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    waitFor(service_.options.lingerTime);
}

void Stream::close() {
    if (phase_ == Phase::Closed) return;
    phase_ = Phase::Closed;
    next_ = nullptr;
    exchange_->detach();
    boost::system::error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
    service_.ended(shared_from_this());
}

/// Waits for what the peer says while it is streamed to, only to learn when it leaves.
void Stream::watchPeer() {
    socket_.async_wait(
        tcp::socket::wait_read,
        [self = shared_from_this()](boost::system::error_code error) { self->peerSaid(error); });
}

void Stream::peerSaid(boost::system::error_code error) {
    if (phase_ == Phase::Closed) return;
    std::array<char, 4096> input{};
    std::size_t bytes = 0;
    if (!error) bytes = socket_.read_some(asio::buffer(input), error);
    if (error == asio::error::would_block) error = {};
    peerBytes_ += static_cast<std::uint32_t>(bytes);
    if (error || peerBytes_ > service_.options.maxLingerBytes) return close();
    watchPeer();
}

void Stream::waitFor(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    // One that had run out already when the timer was set anew is told from this one by its number.
    timer_.async_wait([weak = weak_from_this(), wait = ++waits_](boost::system::error_code error) {
        const auto self = weak.lock();
        if (self && !error && self->waits_ == wait) self->onTime();
    });
}

/// Heartbeats and deadlines share the timer. For the former it is not set anew with each piece: it
/// ticks, and so many ticks in a row without a piece are what a heartbeat is for.
void Stream::onTime() {
    if (phase_ != Phase::Sending || late_) return close();
    if (++quiet_ >= kTicks && !heartbeat_.empty()) sendPiece({nullptr, heartbeat_});
    if (phase_ == Phase::Sending && !late_) waitFor(heartbeatTime_ / kTicks);
}

}  // namespace jim::transport::http::impl
