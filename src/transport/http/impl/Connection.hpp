#pragma once

#include "foundation/base/Clock.hpp"
#include "transport/http/Server.hpp"
#include "transport/http/impl/Asio.hpp"
#include "transport/http/impl/Exchange.hpp"
#include "transport/http/impl/RequestHead.hpp"

#include <boost/beast/core/flat_buffer.hpp>

#include <array>
#include <atomic>
#include <memory>
#include <optional>

namespace jim::transport::http::impl {

/// What all connections of a server share. Outlives them.
struct Service {
    ServerOptions options;
    Handler handler;
    const base::Clock& clock;
    HostList hosts;
    std::atomic<bool> stopping{false};

    void report(std::string_view text) const {
        if (options.report) options.report(text);
    }
};

/// One client's connection: Idle -> Reading -> Handling -> Writing -> Idle ..., and at the end
/// Lingering, while the client reads the last answer. An answer may be a stream: Handling ->
/// Streaming -> Lingering. Everything runs on the connection's strand.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(const Service& service, Socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Serves requests until client, server or an error ends the connection.
    [[nodiscard]] Task<void> serve();

    /// Refuses whatever is asked, and closes: the server is full.
    [[nodiscard]] Task<void> refuseAll();

    /// Called when the service is stopping: ends what would go on for long. A request in hand is
    /// still answered. On the strand.
    void finish();

    /// Ends now. On the strand.
    void kill();

    [[nodiscard]] Strand strand() { return socket_.get_executor(); }

private:
    enum class Phase { Idle, Reading, Handling, Writing, Streaming, Lingering };

    Task<bool> awaitRequest(std::chrono::milliseconds patience);
    Task<bool> serveOne();
    Task<std::optional<Refusal>> receive(Incoming& incoming);
    Task<std::optional<Refusal>> receiveHead(Incoming& incoming);
    Task<std::optional<Refusal>> receiveBody(Incoming& incoming);
    Task<Answer> handle(Request request);
    Task<bool> send(const Response& response, Wire wire);
    Task<void> stream(StreamedResponse response, Wire wire);
    Task<void> streamPieces(StreamedResponse response, Wire wire);
    Task<bool> sendPiece(const std::string& bytes, Wire wire);
    Task<bool> awaitWake(const StreamedResponse& response, Wire wire);
    Task<void> linger();

    void setDeadline(std::chrono::milliseconds patience);
    void clearDeadline();
    void waitForDeadline();
    void expire(std::uint64_t deadline);
    void startHandler(Request request);
    [[nodiscard]] std::size_t headLength(std::size_t searched) const;
    std::optional<Refusal> parseHead(std::size_t length, Incoming& incoming);
    Answer outcome();
    void watchPeer();
    void peerSaid(boost::system::error_code error, std::size_t bytes);
    void skipEmptyLines();
    [[nodiscard]] std::size_t chunkSize() const;

    const Service& service_;
    Socket socket_;
    Timer deadline_;
    Timer answer_;                 ///< Cancelled when a responder or waker calls.
    std::uint64_t deadlines_ = 0;  ///< Tells a deadline from those before it.
    bool timedOut_ = false;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::shared_ptr<Exchange> exchange_;
    Phase phase_ = Phase::Idle;
    bool killed_ = false;
    bool peerGone_ = false;      ///< Noticed while streaming.
    std::size_t peerBytes_ = 0;  ///< What the peer sent while streaming, forgotten.
    std::array<char, 64> peerInput_{};
};

}  // namespace jim::transport::http::impl
