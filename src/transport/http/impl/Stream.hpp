#pragma once

#include "transport/http/Responder.hpp"
#include "transport/http/impl/Exchange.hpp"
#include "transport/http/impl/ResponseText.hpp"
#include "transport/http/impl/Service.hpp"

#include <array>
#include <memory>
#include <string>

namespace jim::transport::http::impl {

/// A streamed response on its way, for hours perhaps and thousands of times: it takes the socket
/// of the connection that read the request, and holds no buffer and no coroutine. Everything runs
/// on the connection's strand.
///
/// Sending -> Lingering (the client reads the last bytes) -> Closed. A client that takes what it
/// is sent costs one system call for each piece; only what it does not take at once is waited for,
/// at most `writeTime`.
class Stream final : public Live, public std::enable_shared_from_this<Stream> {
public:
    Stream(const Service& service, Socket socket, std::shared_ptr<Exchange> exchange,
           StreamedResponse response, Wire wire);
    ~Stream() override;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void start(const Response& head);
    void finish() override;
    void kill() override;
    [[nodiscard]] Strand strand() override { return socket_.get_executor(); }

private:
    enum class Phase : std::uint8_t { Sending, Lingering, Closed };

    /// A piece as it is sent.
    struct Sending {
        std::string before{};  ///< The head, or a chunk's size.
        SharedBytes bytes{};
        std::string_view after{};
        std::size_t sent = 0;  ///< Of all three together.

        [[nodiscard]] std::array<asio::const_buffer, 3> rest() const;
    };

    void pull();
    [[nodiscard]] Piece nextPiece();
    void sendPiece(SharedBytes bytes);
    void send(Sending sending);
    void sentLate(boost::system::error_code error);
    void end();
    void close();

    void watchPeer();
    void peerSaid(boost::system::error_code error);
    void waitFor(std::chrono::milliseconds time);
    void onTime();

    const Service& service_;
    Socket socket_;
    Timer timer_;
    std::shared_ptr<Exchange> exchange_;
    std::move_only_function<Piece()> next_;
    std::string_view heartbeat_;
    std::string_view farewell_;
    std::chrono::milliseconds heartbeatTime_;
    std::unique_ptr<Sending> late_;  ///< What waits for the client; there is nothing mostly.
    std::uint32_t peerBytes_ = 0;
    std::uint32_t waits_ = 0;  ///< Tells a wait of the timer from those before it.
    int quiet_ = 0;            ///< Ticks since something was sent.
    Phase phase_ = Phase::Sending;
    bool chunked_;
    bool bodiless_;
    bool last_ = false;  ///< Nothing more is asked of the source.
};

}  // namespace jim::transport::http::impl
