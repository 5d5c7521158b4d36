#include "transport/http/impl/Listener.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <exception>
#include <utility>

namespace jim::transport::http::impl {

namespace {

constexpr std::chrono::milliseconds kBackOff{100};

/// Less would refuse every real request.
constexpr std::size_t kLeastHeaderBytes = 256;

/// So many connections above the limit still hear why they are refused; more are just closed.
constexpr std::size_t kRefusedAtOnce = 64;

}  // namespace

Listener::Listener(Service& service, asio::io_context& context)
    : service_(service),
      context_(context),
      strand_(asio::make_strand(context)),
      acceptor_(strand_),
      timer_(strand_) {
    service_.began = [this](std::shared_ptr<Live> live) {
        asio::post(strand_, [this, live = std::move(live)] { began(live); });
    };
    service_.ended = [this](std::shared_ptr<Live> live) {
        asio::post(strand_, [this, live = std::move(live)] { ended(live); });
    };
}

base::Result<std::uint16_t> Listener::open() {
    const ServerOptions& options = service_.options;
    if (options.maxHeaderBytes < kLeastHeaderBytes)
        return base::fail(base::invalidInput(
            "maxHeaderBytes",
            fmt::format("A request head needs at least {} bytes.", kLeastHeaderBytes)));
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error)
        return base::fail(base::invalidInput(
            "address", fmt::format("'{}' is not an IPv4 or IPv6 address.", options.address)));
    JIM_TRY(bind({address, options.port}));
    const std::uint16_t port = acceptor_.local_endpoint().port();
    asio::co_spawn(strand_, acceptAll(), [](const std::exception_ptr& problem) {
        if (problem) std::rethrow_exception(problem);
    });
    return port;
}

base::Status Listener::bind(const tcp::endpoint& endpoint) {
    try {
        acceptor_.open(endpoint.protocol());
        acceptor_.set_option(tcp::acceptor::reuse_address{true});
        acceptor_.bind(endpoint);
        acceptor_.listen();
        return {};
    } catch (const boost::system::system_error& problem) {
        return base::fail(
            base::external(fmt::format("Cannot listen on {} port {}: {}.", service_.options.address,
                                       endpoint.port(), problem.code().message())));
    }
}

void Listener::stop() {
    // Known at once, so that answers from now on say that the connection closes.
    if (service_.stopping.exchange(true)) return;
    asio::post(strand_, [this] { beginStop(); });
}

Task<void> Listener::acceptAll() {
    while (!service_.stopping) {
        auto [error, socket] = co_await acceptor_.async_accept(asio::make_strand(context_), kAwait);
        if (service_.stopping) co_return;
        if (error) {
            co_await backOff(error);
        } else {
            pausing_ = false;
            admit(std::move(socket));
        }
    }
}

/// A client that went away again is no reason to wait; running out of descriptors or memory is:
/// accepting would fail at once, again and again.
Task<void> Listener::backOff(boost::system::error_code error) {
    if (error == asio::error::connection_aborted) co_return;
    if (!std::exchange(pausing_, true))
        service_.report(fmt::format("Accepting connections pauses: {}.", error.message()));
    timer_.expires_after(kBackOff);
    co_await timer_.async_wait(kAwait);
}

void Listener::admit(Socket socket) {
    const std::size_t limit = service_.options.maxConnections;
    if (living_.size() >= limit + kRefusedAtOnce) return;
    const bool full = living_.size() >= limit;
    auto connection = std::make_shared<Connection>(service_, std::move(socket));
    living_.emplace(connection.get(), connection);
    asio::co_spawn(connection->strand(), full ? connection->refuseAll() : connection->serve(),
                   [this, connection](const std::exception_ptr& problem) {
                       if (problem) service_.report("A connection ended on an exception.");
                       service_.ended(connection);
                   });
}

void Listener::began(const std::shared_ptr<Live>& live) {
    living_.emplace(live.get(), live);
    if (service_.stopping) asio::post(live->strand(), [live] { live->finish(); });
}

void Listener::ended(const std::shared_ptr<Live>& live) {
    living_.erase(live.get());
    if (service_.stopping && living_.empty()) timer_.cancel();
}

void Listener::beginStop() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    timer_.cancel();
    if (living_.empty()) return;
    for (const auto& [key, weak] : living_)
        if (const auto live = weak.lock()) asio::post(live->strand(), [live] { live->finish(); });
    timer_.expires_after(service_.options.stopTime);
    timer_.async_wait([this](boost::system::error_code error) {
        if (!error) killAll();
    });
}

void Listener::killAll() {
    for (const auto& [key, weak] : living_)
        if (const auto live = weak.lock()) asio::post(live->strand(), [live] { live->kill(); });
}

}  // namespace jim::transport::http::impl
