#include "apps/Service.hpp"

#include "apps/HealthReport.hpp"
#include "apps/QueueListener.hpp"
#include "apps/Secrets.hpp"
#include "apps/Threads.hpp"
#include "foundation/base/Version.hpp"
#include "foundation/metrics/Process.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace jim::apps {
namespace {

std::string processName() {
    std::array<char, 256> host{"localhost"};
    ::gethostname(host.data(), host.size() - 1);
    return fmt::format("{}:{}", host.data(), ::getpid());
}

progress::PublisherSettings publisherSettings(const config::Settings& settings, std::string store) {
    progress::PublisherSettings result;
    result.store = std::move(store);
    result.publishHz = static_cast<double>(settings.progressPublishHz);
    result.ttl = settings.progressTtl;
    return result;
}

}  // namespace

Service::Service(Roles roles, Foundations foundations)
    : roles_(roles),
      foundations_(std::move(foundations)),
      name_(processName()),
      publisher_(foundations_.progress->store(), foundations_.clock,
                 publisherSettings(foundations_.settings, foundations_.progress->name())),
      parts_{foundations_.settings,
             foundations_.clock,
             foundations_.log,
             foundations_.keys,
             *foundations_.database.sessions,
             connectors_,
             foundations_.progress->store(),
             foundations_.progress->oneTimeValues(),
             publisher_,
             metrics_,
             name_,
             foundations_.database.server.has_value(),
             [this](const runs::alert::AlertEvent& event) {
                 if (alerts_) alerts_->fired(event);
             }} {}

Service::~Service() {
    monitoring_.reset();
    web_.reset();
    listener_ = {};
    scheduler_.reset();
    worker_.reset();
    publisherThread_.request_stop();
    publisherThread_ = {};
    publisher_.publishDue();
}

base::Status Service::start() {
    publisher_.onHealth([this](const progress::HealthTransition& transition) {
        reportHealth(transition, parts_.log, metrics_);
    });
    JIM_TRY(joinDatabase());
    JIM_TRY(prepareSecrets(parts_.sessions, connectors_, parts_.keys, parts_.log));
    if (roles_.web) {
        web_.emplace(parts_, [this] { wakeWorkers(); });
        JIM_TRY(web_->listen());
    }
    JIM_TRY(startMonitoring());
    publisherThread_ = startThread("publisher", [this](const std::stop_token& stop) {
        while (!stop.stop_requested()) publisher_.waitAndPublish(stop);
    });
    if (roles_.worker) {
        alerts_.emplace(AlertSender::Parts{
            parts_.log, metrics_, parts_.keys, parts_.clock, parts_.settings.publicUrl,
            parts_.settings.alertWebhookHosts, parts_.settings.alertWebhookCaFile});
        JIM_TRY(worker_.emplace(parts_, mayWriteInPairs(roles_, parts_.settings)).start());
    }
    // A worker does what a scheduler does beside its runs.
    if (roles_.scheduler && !roles_.worker) scheduler_.emplace(parts_).start();
    if (queueNews_)
        listener_ = listenToQueue(std::move(queueNews_), parts_.log, [this] { wakeWorkers(); });
    if (web_) web_->start();
    return {};
}

std::string Service::readyLine() const {
    if (web_)
        return fmt::format("JIM is ready at http://{}:{}", parts_.settings.listen.host,
                           web_->port());
    if (roles_.worker)
        return fmt::format("JIM worker {} is ready, for {} runs at a time", name_,
                           parts_.settings.workerSlots);
    return fmt::format("JIM scheduler {} is ready", name_);
}

base::Status Service::joinDatabase() {
    using store::postgres::Progress;
    if (!foundations_.database.server) return {};
    const bool shared = config::usesRedis(parts_.settings);
    JIM_ASSIGN(queueNews_, joinQueue(*foundations_.database.server,
                                     shared ? Progress::Shared : Progress::InThisProcess));
    return {};
}

base::Status Service::startMonitoring() {
    measure();
    if (parts_.settings.metricsListen.host.empty()) return {};
    return monitoring_
        .emplace(parts_.settings.metricsListen, parts_.settings.allowedHosts, metrics_,
                 parts_.clock, [this] { return readiness(); })
        .start();
}

MonitoringServer::Readiness Service::readiness() {
    using Readiness = MonitoringServer::Readiness;
    if (const auto database = parts_.sessions.check(); !database) {
        parts_.log.warning("This process is not ready.", {{"reason", database.error().message}});
        return Readiness::NotReady;
    }
    return parts_.progress.status().state == "up" ? Readiness::Ready : Readiness::Degraded;
}

/// What lives elsewhere, and is read when metrics are.
void Service::measure() {
    metrics_.collect(metrics::measureProcess);
    metrics_.collect([this](metrics::Scrape& scrape) {
        const auto stats = publisher_.stats();
        scrape.set(metrics::kProgressPublished, static_cast<double>(stats.published));
        scrape.set(metrics::kProgressRefused, static_cast<double>(stats.refused));
        scrape.set(metrics::kProgressWriteErrors, static_cast<double>(stats.writeErrors));
        scrape.set(metrics::kBuildInfo, 1, {std::string{base::kVersion}});
    });
}

void Service::wakeWorkers() {
    if (worker_) worker_->wake();
}

}  // namespace jim::apps
