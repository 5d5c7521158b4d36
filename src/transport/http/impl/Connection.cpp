#include "transport/http/impl/Connection.hpp"

#include "transport/http/impl/Stream.hpp"
#include "transport/http/impl/Unsent.hpp"
#include "transport/http/impl/WebSocket.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace jim::transport::http::impl {

namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::chrono::milliseconds kInterruptAgain{20};
/// What is read at once: most heads are shorter, and thousands of connections wait for the next.
constexpr std::size_t kChunk = 1024;
constexpr std::size_t kBodyChunk = 16 * 1024;
constexpr Refusal kGone{};
constexpr Refusal kHandlerFailed{500, "An internal error occurred."};
constexpr Refusal kHandlerLate{503, "The request took too long. Try again later."};
constexpr Refusal kFull{503, "The server has as many connections as it may. Try again later."};

std::string addressOf(const Socket& socket) {
    boost::system::error_code error;
    const auto peer = socket.remote_endpoint(error);
    return error ? std::string{} : peer.address().to_string();
}

}  // namespace

Connection::Connection(const Service& service, Socket socket)
    : service_(service),
      socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      answer_(socket_.get_executor(), Timer::time_point::max()),
      buffer_(service.options.maxHeaderBytes) {
    // Answers are written whole: waiting to fill a packet would only delay them.
    boost::system::error_code ignored;
    socket_.set_option(tcp::no_delay{true}, ignored);
    socket_.non_blocking(true, ignored);
}

Connection::~Connection() {
    if (exchange_) exchange_->detach();
}

Task<void> Connection::serve() {
    auto patience = service_.options.headerTime;
    while (!service_.stopping && co_await awaitRequest(patience)) {
        if (!co_await serveOne()) break;
        patience = service_.options.idleTime;
    }
    // A client that asked for nothing since the last answer has read that answer.
    if (phase_ != Phase::Idle && phase_ != Phase::HandedOver) co_await linger();
}

Task<void> Connection::refuseAll() {
    phase_ = Phase::Writing;
    const Response response = refusalResponse(kFull, service_.clock.now());
    co_await send(response, Wire{});
    co_await linger();
}

void Connection::finish() {
    boost::system::error_code ignored;
    if (phase_ == Phase::Idle) socket_.cancel(ignored);
}

void Connection::kill() {
    killed_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    answer_.cancel();
}

/// Waits for the first byte of a request. Long-lived idleness holds no buffers.
Task<bool> Connection::awaitRequest(std::chrono::milliseconds patience) {
    phase_ = Phase::Idle;
    skipEmptyLines();
    if (buffer_.size() > 0) co_return true;
    buffer_.shrink_to_fit();
    setDeadline(patience);
    while (buffer_.size() == 0) {
        const auto [error, bytes] =
            co_await socket_.async_read_some(buffer_.prepare(chunkSize()), kAwait);
        if (error) co_return false;
        buffer_.commit(bytes);
        skipEmptyLines();
    }
    co_return true;
}

/// From now on the connection has this long for what it does, until the next deadline is set. The
/// timer is not set anew for that unless it would come too late: most deadlines are never met.
void Connection::setDeadline(std::chrono::milliseconds patience) {
    timedOut_ = false;
    due_ = Timer::clock_type::now() + patience;
    if (due_ < armed_) armDeadline(due_);
}

void Connection::clearDeadline() {
    timedOut_ = false;
    due_ = armed_ = Timer::time_point::max();
    deadline_.cancel();
}

void Connection::armDeadline(Timer::time_point when) {
    armed_ = when;
    deadline_.expires_at(when);
    deadline_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        if (const auto self = weak.lock(); self && !error) self->onDeadline();
    });
}

/// Interrupts whatever waits, if its time is over. Again and again, because a step that is just
/// done may start the next one before it learns of the interruption.
void Connection::onDeadline() {
    armed_ = Timer::time_point::max();
    if (due_ == Timer::time_point::max()) return;
    const auto now = Timer::clock_type::now();
    if (now < due_) return armDeadline(due_);
    timedOut_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
    answer_.cancel();
    armDeadline(now + kInterruptAgain);
}

std::size_t Connection::chunkSize() const {
    return std::min(kChunk, buffer_.max_size() - buffer_.size());
}

/// Empty lines before a request are ignored (RFC 9112, section 2.2).
void Connection::skipEmptyLines() {
    while (buffer_.size() > 0) {
        const char first = *static_cast<const char*>(buffer_.cdata().data());
        if (first != '\r' && first != '\n') return;
        buffer_.consume(1);
    }
}

/// Reads a request, has it answered, sends the answer; false when the connection is to end.
Task<bool> Connection::serveOne() {
    phase_ = Phase::Reading;
    Incoming incoming;
    const std::optional<Refusal> refusal = co_await receive(incoming);
    parser_.reset();
    if (refusal) {
        if (refusal->status == 0) co_return false;
        incoming.wire.keepAlive = false;
        const Response response = refusalResponse(*refusal, service_.clock.now());
        co_await send(response, incoming.wire);
        co_return false;
    }
    phase_ = Phase::Handling;
    Answer answer = co_await handle(std::move(incoming.request));
    if (killed_) co_return false;
    if (handOver(answer, incoming.wire)) co_return false;
    incoming.wire.keepAlive = incoming.wire.keepAlive && !service_.stopping;
    const bool sent = co_await send(std::get<Response>(answer), incoming.wire);
    if (!sent || !incoming.wire.keepAlive) co_return false;
    phase_ = Phase::Idle;
    co_return true;
}

Task<std::optional<Refusal>> Connection::receive(Incoming& incoming) {
    std::optional<Refusal> refusal = co_await receiveHead(incoming);
    if (!refusal) refusal = co_await receiveBody(incoming);
    co_return refusal;
}

Task<std::optional<Refusal>> Connection::receiveHead(Incoming& incoming) {
    // The whole head is gathered before it is parsed: its size is then limited as a whole, which
    // Beast's own limit does not do.
    setDeadline(service_.options.headerTime);
    std::size_t searched = 0;
    std::size_t length = 0;
    while ((length = headLength(searched)) == 0) {
        if (buffer_.size() >= service_.options.maxHeaderBytes)
            co_return refusalOf(beast::http::error::header_limit);
        searched = buffer_.size();
        const auto [error, bytes] =
            co_await socket_.async_read_some(buffer_.prepare(chunkSize()), kAwait);
        if (error && timedOut_) co_return Refusal{408, "The request head came too slowly."};
        if (error) co_return kGone;
        buffer_.commit(bytes);
    }
    co_return parseHead(length, incoming);
}

/// The length of the head with its empty line, once it is in the buffer; else 0. Of the first
/// `searched` bytes it is known that it does not end there.
std::size_t Connection::headLength(std::size_t searched) const {
    constexpr std::string_view kEnd = "\r\n\r\n";
    const std::string_view text{static_cast<const char*>(buffer_.cdata().data()), buffer_.size()};
    const std::size_t end = text.find(kEnd, searched - std::min(searched, kEnd.size() - 1));
    return end == std::string_view::npos ? 0 : end + kEnd.size();
}

std::optional<Refusal> Connection::parseHead(std::size_t length, Incoming& incoming) {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(service_.options.maxHeaderBytes));
    parser_->body_limit(service_.options.maxBodyBytes);
    beast::error_code error;
    const std::size_t used =
        parser_->put(asio::const_buffer{buffer_.cdata().data(), length}, error);
    if (error) return refusalOf(error);
    buffer_.consume(used);
    if (peer_.empty()) peer_ = addressOf(socket_);
    incoming.request.remoteAddress = peer_;
    return readHead(*parser_, service_.hosts, incoming);
}

Task<std::optional<Refusal>> Connection::receiveBody(Incoming& incoming) {
    if (parser_->is_done()) co_return std::nullopt;
    setDeadline(service_.options.bodyTime);
    if (incoming.expectsContinue && buffer_.size() == 0) {
        const auto [error, bytes] = co_await asio::async_write(
            socket_, asio::const_buffer{kContinue.data(), kContinue.size()}, kAwait);
        if (error) co_return kGone;
    }
    buffer_.reserve(std::min(kBodyChunk, buffer_.max_size()));
    const auto [error, bytes] =
        co_await beast::http::async_read(socket_, buffer_, *parser_, kAwait);
    if (error && timedOut_) co_return Refusal{408, "The request body came too slowly."};
    if (error == beast::http::error::partial_message || error == asio::error::connection_reset ||
        error == asio::error::operation_aborted)
        co_return kGone;
    if (error) co_return refusalOf(error);
    incoming.request.body = std::move(parser_->get().body());
    co_return std::nullopt;
}

/// Has the handler answer; waits at most `handlerTime`.
Task<Answer> Connection::handle(Request request) {
    setDeadline(service_.options.handlerTime);
    startHandler(std::move(request));
    while (!exchange_->settled() && !timedOut_ && !killed_) co_await answer_.async_wait(kAwait);
    co_return outcome();
}

void Connection::startHandler(Request request) {
    exchange_ = std::make_shared<Exchange>([this] {
        // Nobody waits yet for an answer that comes before the handler returns.
        if (strand().running_in_this_thread() && starting_) return;
        asio::post(strand(), [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->answer_.cancel();
        });
    });
    starting_ = true;
    try {
        service_.handler(std::move(request), Responder{exchange_});
    } catch (const std::exception& problem) {
        // The responder went with the handler's frame and has asked for the 500 already.
        service_.report(problem.what());
    }
    starting_ = false;
}

/// The answer, or what stands for it.
Answer Connection::outcome() {
    const bool settled = exchange_->settled();
    const std::unique_ptr<Answer> answer = exchange_->takeAnswer();
    if (answer && !std::holds_alternative<Response>(*answer)) return std::move(*answer);
    exchange_->detach();
    exchange_.reset();
    if (answer) return std::move(*answer);
    return refusalResponse(settled ? kHandlerFailed : kHandlerLate, service_.clock.now());
}

/// Long answers go on without the connection, which ends. Whatever the client sent meanwhile is
/// forgotten.
bool Connection::handOver(Answer& answer, Wire wire) {
    if (std::holds_alternative<Response>(answer)) return false;
    clearDeadline();
    phase_ = Phase::HandedOver;
    auto exchange = std::exchange(exchange_, nullptr);
    if (auto* conversation = std::get_if<Conversation>(&answer)) {
        const auto talk = makeWebSocket(service_, std::move(socket_), std::move(exchange),
                                        std::move(*conversation));
        service_.began(talk);
        talk->start();
        return true;
    }
    auto& streamed = std::get<StreamedResponse>(answer);
    const Response head = std::exchange(streamed.head, {});
    const auto stream = std::make_shared<Stream>(service_, std::move(socket_), std::move(exchange),
                                                 std::move(streamed), wire);
    service_.began(stream);
    stream->start(head);
    return true;
}

Task<bool> Connection::send(const Response& response, Wire wire) {
    phase_ = Phase::Writing;
    const std::string head = headText(response, wire, service_.clock.now());
    std::string_view body = response.content();
    if (wire.headOnly || !mayHaveBody(response.status)) body = {};
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(body)};
    // Mostly the client takes it at once, and nothing has to wait.
    boost::system::error_code error;
    const std::size_t sent = socket_.write_some(buffers, error);
    if (!error && sent == asio::buffer_size(buffers)) co_return true;
    if (error && error != asio::error::would_block) co_return false;
    setDeadline(service_.options.writeTime);
    const auto [failed, bytes] = co_await asio::async_write(socket_, unsent(buffers, sent), kAwait);
    co_return !failed;
}

/// Closing with unread input would make the peer's system throw our last answer away. So: say
/// that nothing more comes, read what is on its way, a bounded amount, then close.
Task<void> Connection::linger() {
    phase_ = Phase::Lingering;
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    setDeadline(service_.options.lingerTime);
    buffer_.clear();
    for (std::size_t drained = 0; drained < service_.options.maxLingerBytes;) {
        const auto [error, bytes] =
            co_await socket_.async_read_some(buffer_.prepare(chunkSize()), kAwait);
        if (error) break;
        drained += bytes;
    }
    socket_.close(ignored);
}

}  // namespace jim::transport::http::impl
