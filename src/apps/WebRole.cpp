#include "apps/WebRole.hpp"

#include "apps/Pause.hpp"
#include "apps/Threads.hpp"
#include "foundation/base/Version.hpp"

#include <utility>

namespace jim::apps {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenKeyUses = 60s;

transport::http::ServerOptions serverOptions(const config::Settings& settings, log::Log& log) {
    transport::http::ServerOptions options;
    options.address = settings.listen.host;
    options.port = settings.listen.port;
    options.allowedHosts = settings.allowedHosts;
    options.maxHeaderBytes = static_cast<std::size_t>(settings.httpMaxHeaderBytes);
    options.maxBodyBytes = static_cast<std::size_t>(settings.httpMaxBodyBytes);
    options.maxConnections = static_cast<std::size_t>(settings.httpMaxConnections);
    options.bodyTime = settings.httpRequest;
    options.report = [&log](std::string_view line) { log.warning(line); };
    return options;
}

}  // namespace

WebRole::WebRole(const ServiceParts& parts, std::function<void()> wakeWorkers)
    : parts_(parts),
      runs_(
          {parts.sessions, parts.connectors, parts.publisher, parts.clock, std::move(wakeWorkers)}),
      api_({parts.sessions, parts.connectors, runs_, parts.progress, parts.clock, parts.keys,
            std::string{base::kVersion},
            [&log = parts.log](std::string_view line) { log.error(line); },
            [this](std::function<void()> work) { handlers_->submit(std::move(work)); },
            &parts.metrics, static_cast<std::size_t>(parts.settings.progressConnectionsEach),
            parts.settings.progressTtl, parts.settings.alertWebhookHosts, parts.oneTimeValues}),
      server_(
          serverOptions(parts.settings, parts.log),
          [this](transport::http::Request&& request, transport::http::Responder respond) {
              if (api_.handleAtOnce(request, respond)) return;
              handlers_->submit(std::move(request), std::move(respond));
          },
          parts.clock) {}

WebRole::~WebRole() {
    api_.endWaits();
    server_.stop();
    http_ = {};
    watchers_ = {};
    upkeep_ = {};
    handlers_.reset();
    keepKeyUses();
}

void WebRole::start() {
    handlers_ =
        std::make_unique<HandlerPool>(api_, static_cast<std::size_t>(parts_.settings.webThreads));
    watchers_ = startThread("watchers", [this](const std::stop_token& stop) {
        while (!stop.stop_requested()) api_.waitAndTellWatchers(stop);
    });
    upkeep_ = startThread("upkeep", [this](const std::stop_token& stop) {
        while (pauseFor(kBetweenKeyUses, stop)) keepKeyUses();
    });
    http_ = startThread("http", [this](const std::stop_token&) { server_.run(); });
}

void WebRole::keepKeyUses() {
    const auto kept = api_.keepKeyUses();
    if (!kept)
        parts_.log.warning("Uses of API keys were not recorded.",
                           {{"reason", kept.error().message}});
}

}  // namespace jim::apps
