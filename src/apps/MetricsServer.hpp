#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"
#include "foundation/metrics/Registry.hpp"
#include "transport/http/Server.hpp"

#include <string>
#include <thread>
#include <vector>

namespace jim::apps {

/// Serves metrics, and nothing else, at an address of its own, to whoever can reach it.
class MetricsServer {
public:
    /// Registry and clock outlive it.
    MetricsServer(const config::Address& address, std::vector<std::string> allowedHosts,
                  const metrics::Registry& registry, const base::Clock& clock);
    ~MetricsServer();
    MetricsServer(const MetricsServer&) = delete;
    MetricsServer& operator=(const MetricsServer&) = delete;

    [[nodiscard]] base::Status start();
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

private:
    transport::http::Server server_;
    std::jthread thread_;
};

}  // namespace jim::apps
