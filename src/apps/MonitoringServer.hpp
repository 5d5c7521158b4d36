#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"
#include "foundation/metrics/Registry.hpp"
#include "transport/http/Server.hpp"

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace jim::apps {

/// Serves metrics and health probes, and nothing else, at an address of its own, to whoever can
/// reach it: `/metrics`, `/health/live`, `/health/ready`. The only interface of a process without
/// the web role.
class MonitoringServer {
public:
    /// What a probe is told; called on a thread of its own.
    enum class Readiness : std::uint8_t { Ready, Degraded, NotReady };
    using Probe = std::function<Readiness()>;

    /// Registry and clock outlive it.
    MonitoringServer(const config::Address& address, std::vector<std::string> allowedHosts,
                     const metrics::Registry& registry, const base::Clock& clock, Probe probe);
    ~MonitoringServer();
    MonitoringServer(const MonitoringServer&) = delete;
    MonitoringServer& operator=(const MonitoringServer&) = delete;

    [[nodiscard]] base::Status start();
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

private:
    transport::http::Server server_;
    std::jthread thread_;
};

}  // namespace jim::apps
