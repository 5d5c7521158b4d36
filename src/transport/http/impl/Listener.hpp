#pragma once

#include "foundation/base/Result.hpp"
#include "transport/http/impl/Connection.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

namespace jim::transport::http::impl {

/// Accepts connections, knows those that live and what became of them, ends them all. Its state
/// belongs to one strand.
class Listener {
public:
    Listener(Service& service, asio::io_context& context);

    /// Starts accepting; the port that was taken.
    [[nodiscard]] base::Result<std::uint16_t> open();

    /// Thread-safe; the first call counts.
    void stop();

private:
    using Acceptor = asio::basic_socket_acceptor<tcp, Strand>;

    [[nodiscard]] base::Status bind(const tcp::endpoint& endpoint);
    [[nodiscard]] Task<void> acceptAll();
    [[nodiscard]] Task<void> backOff(boost::system::error_code error);
    void admit(Socket socket);
    void began(const std::shared_ptr<Live>& live);
    void ended(const std::shared_ptr<Live>& live);
    void beginStop();
    void killAll();

    Service& service_;
    asio::io_context& context_;
    Strand strand_;
    Acceptor acceptor_;
    bool pausing_ = false;  ///< Accepting failed last time; said once.
    Timer timer_;           ///< Back-off while accepting, the grace period while stopping.
    std::unordered_map<const Live*, std::weak_ptr<Live>> living_;
};

}  // namespace jim::transport::http::impl
