#include "transport/redis/impl/Stream.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

namespace jim::transport::redis::impl {
namespace {

std::string reasonOf(const error_code& error) {
    auto text = error.message();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

Failure unreachable(std::string_view where, const error_code& error) {
    return {Trouble::Unreachable,
            fmt::format("Redis at {} cannot be reached: {}.", where, reasonOf(error))};
}

base::Error badFile(std::string_view setting, const std::filesystem::path& file,
                    const error_code& error) {
    return base::invalidInput(std::string{setting},
                              fmt::format("{}: the file '{}' cannot be used: {}.", setting,
                                          file.string(), reasonOf(error)));
}

}  // namespace

Task<Failure> Stream::connect(Address address, NameLookup& names, asio::ssl::context* tls) {
    const auto where = fmt::format("{}:{}", address.host, address.port);
    auto found = co_await names.find(address);
    if (found.failure.trouble != Trouble::None) co_return found.failure;
    error_code error = asio::error::host_not_found;
    for (const auto& endpoint : found.endpoints) {
        error_code ignored;
        socket_.close(ignored);
        const auto [failed] = co_await socket_.async_connect(endpoint, kAwait);
        error = failed;
        if (!failed || failed == asio::error::operation_aborted) break;
    }
    if (error) co_return unreachable(where, error);
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
    socket_.set_option(asio::socket_base::keep_alive{true}, ignored);
    if (tls == nullptr) co_return Failure{};
    co_return co_await greet(std::move(address.host), *tls);
}

Task<Failure> Stream::connect(std::filesystem::path unixSocket) {
    const auto path = unixSocket.string();
    if (path.size() >= 108)
        co_return Failure{Trouble::Unreachable, "The path of Redis' unix socket is too long."};
    const asio::local::stream_protocol::endpoint endpoint{path};
    const auto [error] = co_await socket_.async_connect(endpoint, kAwait);
    if (error) co_return unreachable(path, error);
    co_return Failure{};
}

Task<Failure> Stream::greet(std::string host, asio::ssl::context& tls) {
    tls_.emplace(socket_, tls);
    error_code ignored;
    tls_->set_verify_callback(asio::ssl::host_name_verification{host}, ignored);
    SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str());
    const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::client, kAwait);
    if (!error) co_return Failure{};
    if (error == asio::error::operation_aborted) co_return unreachable(host, error);
    co_return Failure{Trouble::Tls,
                      fmt::format("Redis at {} and this server do not agree on TLS: {}. Check "
                                  "JIM_REDIS_TLS_CA_FILE and the host's name in its certificate.",
                                  host, reasonOf(error))};
}

Task<std::size_t> Stream::read(asio::mutable_buffer into) {
    if (tls_) {
        const auto [error, bytes] = co_await tls_->async_read_some(into, kAwait);
        co_return error ? 0 : bytes;
    }
    const auto [error, bytes] = co_await socket_.async_read_some(into, kAwait);
    co_return error ? 0 : bytes;
}

Task<bool> Stream::write(asio::const_buffer bytes) {
    if (tls_) {
        const auto [error, sent] = co_await asio::async_write(*tls_, bytes, kAwait);
        co_return !error;
    }
    const auto [error, sent] = co_await asio::async_write(socket_, bytes, kAwait);
    co_return !error;
}

void Stream::close() {
    error_code ignored;
    socket_.close(ignored);
}

base::Result<std::shared_ptr<asio::ssl::context>> makeTlsContext(const TlsOptions& options) {
    if (!options.enabled) return std::shared_ptr<asio::ssl::context>{};
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    context->set_verify_mode(asio::ssl::verify_peer);
    error_code error;
    if (options.caFile.empty())
        context->set_default_verify_paths(error);
    else
        context->load_verify_file(options.caFile.string(), error);
    if (error) return base::fail(badFile("JIM_REDIS_TLS_CA_FILE", options.caFile, error));
    if (options.certificateFile.empty()) return context;
    context->use_certificate_chain_file(options.certificateFile.string(), error);
    if (error)
        return base::fail(
            badFile("JIM_REDIS_TLS_CERTIFICATE_FILE", options.certificateFile, error));
    context->use_private_key_file(options.keyFile.string(), asio::ssl::context::pem, error);
    if (error) return base::fail(badFile("JIM_REDIS_TLS_KEY_FILE", options.keyFile, error));
    return context;
}

}  // namespace jim::transport::redis::impl
