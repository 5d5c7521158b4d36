#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/Result.hpp"
#include "transport/http/Message.hpp"
#include "transport/http/Responder.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace jim::transport::http {

/// Called on a thread that runs the server, so it must not block: what blocks goes to a pool
/// together with the responder. An exception out of it is answered with 500.
using Handler = std::function<void(Request&&, Responder)>;

/// Everything a client can make the server spend has a limit here.
struct ServerOptions {
    std::string address = "127.0.0.1";  ///< A numeric IPv4 or IPv6 address.
    std::uint16_t port = 0;             ///< 0 takes a free one.

    /// Names that a Host header may carry besides loopback names and `address`; `*` allows all.
    /// Anything else is refused with 421, which defeats DNS rebinding.
    std::vector<std::string> allowedHosts{};

    std::size_t maxHeaderBytes = 32 * 1024;  ///< Request line and all headers; at least 256.
    std::size_t maxBodyBytes = 16 * 1024 * 1024;
    std::size_t maxConnections = 1000;  ///< More are refused with 503.

    std::chrono::milliseconds headerTime{10'000};   ///< For a whole request head.
    std::chrono::milliseconds bodyTime{60'000};     ///< For a whole request body.
    std::chrono::milliseconds handlerTime{90'000};  ///< Until the answer; then 503.
    std::chrono::milliseconds writeTime{60'000};    ///< For a whole response.
    std::chrono::milliseconds idleTime{60'000};     ///< Between the requests of a connection.
    std::chrono::milliseconds lingerTime{2'000};    ///< For the client to read a last answer.
    std::chrono::milliseconds stopTime{10'000};     ///< For requests in flight at `stop`.
    std::size_t maxLingerBytes = 256 * 1024;        ///< Read and forgotten before a close.

    /// Told what an administrator should know: accepting fails, a handler threw (its exception's
    /// text). Called by any thread that runs the server. Empty: nobody is told.
    std::function<void(std::string_view)> report{};
};

/// An HTTP/1.1 server. It makes no threads: those that call `run` are its threads, one or many.
class Server {
public:
    /// `clock` gives the times in Date headers and error bodies and outlives the server.
    Server(ServerOptions options, Handler handler, const base::Clock& clock);

    /// Every `run` has returned before. Connections still open are closed; responders may go on
    /// living, their answers are dropped.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and listens; fails when the address is wrong, taken or forbidden, or a limit
    /// senseless.
    [[nodiscard]] base::Status listen();

    /// The real port; meaningful after `listen`.
    [[nodiscard]] std::uint16_t port() const;

    /// Serves on the calling thread until the server has stopped.
    void run();

    /// Accepts no more, closes idle connections, gives requests in flight `stopTime` to finish,
    /// then closes what is left; every `run` returns. Thread-safe, returns at once. Not for
    /// signal handlers.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace jim::transport::http
