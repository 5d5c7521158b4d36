#include "apps/MetricsServer.hpp"

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

Response answer(const Request& request, const metrics::Registry& registry) {
    using transport::http::Method;
    if (request.path != "/metrics") return {404, "text/plain", "Metrics are at /metrics.\n", {}};
    if (request.method != Method::Get && request.method != Method::Head)
        return {405, "text/plain", "Metrics can be read only.\n", {{"Allow", "GET"}}};
    const auto format = metrics::formatFor(request.header("Accept"));
    return {200,
            std::string{metrics::contentType(format)},
            metrics::expose(registry.scrape(), format),
            {}};
}

}  // namespace

MetricsServer::MetricsServer(const config::Address& address, std::vector<std::string> allowedHosts,
                             const metrics::Registry& registry, const base::Clock& clock)
    : server_(
          optionsFor(address, std::move(allowedHosts)),
          [&registry](Request&& request, Responder respond) { respond(answer(request, registry)); },
          clock) {}

MetricsServer::~MetricsServer() {
    server_.stop();
}

base::Status MetricsServer::start() {
    JIM_TRY(server_.listen());
    thread_ = startThread("metrics", [this](const std::stop_token&) { server_.run(); });
    return {};
}

}  // namespace jim::apps
