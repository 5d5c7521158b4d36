#pragma once

#include "apps/AlertSender.hpp"
#include "apps/BuiltInConnectors.hpp"
#include "apps/Database.hpp"
#include "apps/MonitoringServer.hpp"
#include "apps/ProgressStores.hpp"
#include "apps/SchedulerRole.hpp"
#include "apps/WebRole.hpp"
#include "apps/WorkerRole.hpp"
#include "transport/postgres/Listener.hpp"

#include <optional>
#include <string>
#include <thread>

namespace jim::apps {

/// What a process runs, in the order in which it is built; taken down in reverse. Its roles are
/// those that it was asked for.
class Service {
public:
    struct Foundations {
        const config::Settings& settings;
        const base::Clock& clock;
        log::Log& log;
        security::EncryptionKeys keys;
        Database database;
        std::unique_ptr<ProgressStores> progress;
    };

    Service(Roles roles, Foundations foundations);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    [[nodiscard]] base::Status start();
    /// Where the web role listens; 0 without it.
    [[nodiscard]] std::uint16_t port() const { return web_ ? web_->port() : std::uint16_t{0}; }
    /// The line that says that it is ready, and where.
    [[nodiscard]] std::string readyLine() const;

private:
    [[nodiscard]] base::Status joinDatabase();
    [[nodiscard]] base::Status startMonitoring();
    [[nodiscard]] MonitoringServer::Readiness readiness();
    void measure();
    void wakeWorkers();

    const Roles roles_;
    Foundations foundations_;
    const std::string name_;
    BuiltInConnectors connectors_;
    progress::Publisher publisher_;
    metrics::Registry metrics_;
    std::optional<AlertSender> alerts_;  ///< Where runs are executed.
    const ServiceParts parts_;
    std::unique_ptr<transport::postgres::Listener> queueNews_;
    std::optional<MonitoringServer> monitoring_;
    std::jthread publisherThread_;
    std::optional<WorkerRole> worker_;
    std::optional<SchedulerRole> scheduler_;
    std::jthread listener_;
    std::optional<WebRole> web_;
};

}  // namespace jim::apps
