#pragma once

#include "transport/redis/Failure.hpp"
#include "transport/redis/Options.hpp"
#include "transport/redis/impl/Asio.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace jim::transport::redis::impl {

/// Looks names up without ever waiting longer than it may. The system's resolver cannot be called
/// off: a look-up that takes too long is left behind, and asked for again instead of repeated.
class NameLookup {
public:
    struct Found {
        std::vector<asio::ip::tcp::endpoint> endpoints;
        Failure failure;
    };

    NameLookup(const Strand& strand, std::chrono::milliseconds patience);

    [[nodiscard]] Task<Found> find(Address address);

private:
    struct UnderWay;

    Strand strand_;
    const std::chrono::milliseconds patience_;
    asio::ip::basic_resolver<asio::ip::tcp, Strand> resolver_;
    std::map<std::string, std::shared_ptr<UnderWay>, std::less<>> underWay_;  ///< By host and port.
};

}  // namespace jim::transport::redis::impl
