#pragma once

#include "transport/redis/Failure.hpp"
#include "transport/redis/Options.hpp"
#include "transport/redis/impl/Asio.hpp"
#include "transport/redis/impl/NameLookup.hpp"

#include <boost/asio/ssl.hpp>

#include <memory>
#include <optional>
#include <string>

namespace jim::transport::redis::impl {

/// Bytes to and from a Redis, by TCP, unix socket or TLS.
class Stream {
public:
    explicit Stream(const Strand& strand) : socket_(strand) {}

    /// Looks the name up, connects, and greets by TLS when there is a context.
    [[nodiscard]] Task<Failure> connect(Address address, NameLookup& names,
                                        asio::ssl::context* tls);
    [[nodiscard]] Task<Failure> connect(std::filesystem::path unixSocket);

    /// How many bytes came, 0 when nothing comes any more.
    [[nodiscard]] Task<std::size_t> read(asio::mutable_buffer into);
    /// False when they could not be sent.
    [[nodiscard]] Task<bool> write(asio::const_buffer bytes);

    /// Ends whatever is under way.
    void close();

private:
    [[nodiscard]] Task<Failure> greet(std::string host, asio::ssl::context& tls);

    Socket socket_;
    std::optional<asio::ssl::stream<Socket&>> tls_;
};

/// Trusts what the options say. InvalidInput: a file cannot be read, or key and certificate do not
/// belong together.
[[nodiscard]] base::Result<std::shared_ptr<asio::ssl::context>> makeTlsContext(
    const TlsOptions& options);

}  // namespace jim::transport::redis::impl
