#pragma once

#include "foundation/base/Result.hpp"
#include "transport/http/Message.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace jim::transport::http {

struct ClientOptions {
    std::chrono::milliseconds connectTime{5'000};
    std::chrono::milliseconds responseTime{100'000};  ///< From sending to the whole answer;
                                                      ///< between the pieces of a stream.
    std::size_t maxHeaderBytes = 64 * 1024;
    std::size_t maxBodyBytes = 64 * 1024 * 1024;

    /// Ends the message when nothing answers at the address: what to check first.
    std::string hint = "Is 'jim serve' running?";
};

/// A blocking HTTP/1.1 client of one server, for the command line and for tests. Keeps its
/// connection open between requests. One thread at a time.
class Client {
public:
    /// `baseUrl`: `http://host`, `http://host:port`, with or without a path that then comes before
    /// every request's. A URL that is none of those makes every `send` fail with InvalidInput.
    explicit Client(std::string_view baseUrl, ClientOptions options = {});
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    /// Sends a request and waits for the answer, whatever its status. `path` is what follows the
    /// base URL, percent-encoded, with its query. A kept connection that the server has closed is
    /// replaced once, never so that a POST or PATCH could happen twice.
    /// Unavailable: nothing answers, or not in time. External: what answers is not HTTP, or sends
    /// more than the limits. InvalidInput: URL, path or a header cannot be sent. Cancelled:
    /// `whileWaiting` gave it up.
    [[nodiscard]] base::Result<Response> send(Method method, std::string_view path,
                                              const Headers& headers = {},
                                              std::string_view body = {});

    /// Called about every 50 ms while an answer is waited for, on the thread that waits; false
    /// gives the request up. It must not send with this client.
    using WhileWaiting = std::function<bool()>;

    /// For every request from now on; empty is none.
    void whileWaiting(WhileWaiting glance);

    /// Takes a piece of a streamed body; false ends the stream.
    using Sink = std::function<bool(std::string_view)>;

    /// Like `send` with GET, but the body of a 200 answer goes piece by piece to `sink` and is
    /// not in the result. Pieces are as they arrive: they need not end where the server's do.
    [[nodiscard]] base::Result<Response> stream(std::string_view path, const Headers& headers,
                                                const Sink& sink);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace jim::transport::http
