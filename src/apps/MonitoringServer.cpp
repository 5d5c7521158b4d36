#include "apps/MonitoringServer.hpp"

#include "apps/Threads.hpp"
#include "foundation/metrics/Exposition.hpp"

#include <utility>

namespace jim::apps {
namespace {

using transport::http::Request;
using transport::http::Responder;
using transport::http::Response;

/// A scraper or two: more are somebody else.
constexpr std::size_t kConnections = 16;

transport::http::ServerOptions optionsFor(const config::Address& address,
                                          std::vector<std::string> allowedHosts) {
    transport::http::ServerOptions options;
    options.address = address.host;
    options.port = address.port;
    options.allowedHosts = std::move(allowedHosts);
    options.maxConnections = kConnections;
    options.maxBodyBytes = 1024;
    return options;
}

Response metricsFor(const Request& request, const metrics::Registry& registry) {
    const auto format = metrics::formatFor(request.header("Accept"));
    return {200,
            std::string{metrics::contentType(format)},
            metrics::expose(registry.scrape(), format),
            {}};
}

/// One word. Why is in the log: this is for whoever can reach it.
Response readinessFor(MonitoringServer::Readiness readiness) {
    switch (readiness) {
        case MonitoringServer::Readiness::Ready:
            return {200, "text/plain", "ready\n", {}};
        case MonitoringServer::Readiness::Degraded:
            return {200, "text/plain", "degraded\n", {}};
        case MonitoringServer::Readiness::NotReady:
            break;
    }
    return {503, "text/plain", "not ready\n", {{"Retry-After", "5"}}};
}

Response answer(const Request& request, const metrics::Registry& registry,
                const MonitoringServer::Probe& probe) {
    using transport::http::Method;
    const bool known = request.path == "/metrics" || request.path == "/health/live" ||
                       request.path == "/health/ready";
    if (!known)
        return {404, "text/plain", "Here are /metrics, /health/live and /health/ready.\n", {}};
    if (request.method != Method::Get && request.method != Method::Head)
        return {405, "text/plain", "This can be read only.\n", {{"Allow", "GET"}}};
    if (request.path == "/health/live") return {200, "text/plain", "alive\n", {}};
    if (request.path == "/health/ready") return readinessFor(probe());
    return metricsFor(request, registry);
}

}  // namespace

MonitoringServer::MonitoringServer(const config::Address& address,
                                   std::vector<std::string> allowedHosts,
                                   const metrics::Registry& registry, const base::Clock& clock,
                                   Probe probe)
    : server_(
          optionsFor(address, std::move(allowedHosts)),
          [&registry, probe = std::move(probe)](Request&& request, Responder respond) {
              respond(answer(request, registry, probe));
          },
          clock) {}

MonitoringServer::~MonitoringServer() {
    server_.stop();
}

base::Status MonitoringServer::start() {
    JIM_TRY(server_.listen());
    thread_ = startThread("metrics", [this](const std::stop_token&) { server_.run(); });
    return {};
}

}  // namespace jim::apps
