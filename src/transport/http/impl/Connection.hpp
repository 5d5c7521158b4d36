#pragma once

#include "transport/http/impl/Exchange.hpp"
#include "transport/http/impl/RequestHead.hpp"
#include "transport/http/impl/Service.hpp"

#include <boost/beast/core/flat_buffer.hpp>

#include <memory>
#include <optional>

namespace jim::transport::http::impl {

/// One client's connection: Idle -> Reading -> Handling -> Writing -> Idle ..., and at the end
/// Lingering, while the client reads the last answer. An answer may be a stream: then the socket
/// goes over to it. Everything runs on the connection's strand.
class Connection final : public Live, public std::enable_shared_from_this<Connection> {
public:
    Connection(const Service& service, Socket socket);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Serves requests until client, server or an error ends the connection.
    [[nodiscard]] Task<void> serve();

    /// Refuses whatever is asked, and closes: the server is full.
    [[nodiscard]] Task<void> refuseAll();

    void finish() override;
    void kill() override;
    [[nodiscard]] Strand strand() override { return socket_.get_executor(); }

private:
    enum class Phase { Idle, Reading, Handling, Writing, HandedOver, Lingering };

    Task<bool> awaitRequest(std::chrono::milliseconds patience);
    Task<bool> serveOne();
    Task<std::optional<Refusal>> receive(Incoming& incoming);
    Task<std::optional<Refusal>> receiveHead(Incoming& incoming);
    Task<std::optional<Refusal>> receiveBody(Incoming& incoming);
    Task<Answer> handle(Request request);
    Task<bool> send(const Response& response, Wire wire);
    Task<void> linger();

    void setDeadline(std::chrono::milliseconds patience);
    void clearDeadline();
    void armDeadline(Timer::time_point when);
    void onDeadline();
    void startHandler(Request request);
    [[nodiscard]] std::size_t headLength(std::size_t searched) const;
    std::optional<Refusal> parseHead(std::size_t length, Incoming& incoming);
    Answer outcome();
    bool handOver(Answer& answer, Wire wire);
    void skipEmptyLines();
    [[nodiscard]] std::size_t chunkSize() const;

    const Service& service_;
    Socket socket_;
    Timer deadline_;
    Timer answer_;  ///< Cancelled when a responder calls.
    Timer::time_point due_ = Timer::time_point::max();
    Timer::time_point armed_ = Timer::time_point::max();  ///< When the timer fires next.
    bool timedOut_ = false;
    bool starting_ = false;  ///< The handler is being called; it may answer at once.
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::shared_ptr<Exchange> exchange_;
    std::string peer_;  ///< Its address, once it has asked for something.
    Phase phase_ = Phase::Idle;
    bool killed_ = false;
};

}  // namespace jim::transport::http::impl
