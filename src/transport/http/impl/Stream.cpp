#include "transport/http/impl/Stream.hpp"

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
    socket_.non_blocking(true, ignored);
}

Stream::~Stream() {
    exchange_->detach();
}

void Stream::start(const Response& head) {
    exchange_->attach([weak = weak_from_this(), strand = strand()] {
        asio::post(strand, [weak] {
            if (const auto self = weak.lock()) self->pull();
        });
    });
    Wire wire;
    wire.http10 = !chunked_;
    wire.streamed = true;
    before_ = headText(head, wire, service_.clock.now());
    last_ = bodiless_;
    watchPeer();
    waitFor(heartbeatTime_ / kTicks);
    write();
    if (!writing_) pull();
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
    for (int i = 0; phase_ == Phase::Sending && !writing_; ++i) {
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
    bytes_ = std::move(bytes);
    if (chunked_ && !bytes_.empty()) before_ = fmt::format("{:x}\r\n", bytes_.view().size());
    if (chunked_) after_ = bytes_.empty() ? kEndOfChunks : last_ ? kEndOfLastChunk : kEndOfChunk;
    write();
}

void Stream::write() {
    boost::system::error_code error;
    const auto buffers = unsent();
    const std::size_t size = asio::buffer_size(buffers);
    sent_ = socket_.write_some(buffers, error);
    if (error == asio::error::would_block) error = {};
    if (error || sent_ == size) return wrote(error);
    writing_ = true;
    waitFor(service_.options.writeTime);
    asio::async_write(socket_, unsent(),
                      [self = shared_from_this()](boost::system::error_code failed, std::size_t) {
                          self->wroteLate(failed);
                      });
}

void Stream::wroteLate(boost::system::error_code error) {
    writing_ = false;
    wrote(error);
    if (phase_ == Phase::Sending) waitFor(heartbeatTime_ / kTicks);
    pull();
}

void Stream::wrote(boost::system::error_code error) {
    std::string{}.swap(before_);  // The head's memory too: a stream lives for hours.
    bytes_ = {};
    after_ = {};
    sent_ = 0;
    quiet_ = 0;
    if (error) close();
}

Stream::Buffers Stream::unsent() const {
    Buffers buffers{asio::buffer(before_), asio::buffer(bytes_.view()), asio::buffer(after_)};
    std::size_t skip = sent_;
    for (auto& buffer : buffers) {
        const auto here = std::min(skip, buffer.size());
        buffer += here;
        skip -= here;
    }
    return buffers;
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
    if (phase_ != Phase::Sending || writing_) return close();
    if (++quiet_ >= kTicks && !heartbeat_.empty()) sendPiece({nullptr, heartbeat_});
    if (phase_ == Phase::Sending && !writing_) waitFor(heartbeatTime_ / kTicks);
}

}  // namespace jim::transport::http::impl
