#include "apps/Serve.hpp"

#include "api/Api.hpp"
#include "apps/AddressFile.hpp"
#include "apps/BuiltInConnectors.hpp"
#include "apps/Database.hpp"
#include "apps/HandlerPool.hpp"
#include "apps/HealthReport.hpp"
#include "apps/Keys.hpp"
#include "apps/MetricsServer.hpp"
#include "apps/ProgressStores.hpp"
#include "apps/QueueListener.hpp"
#include "apps/Secrets.hpp"
#include "apps/Threads.hpp"
#include "apps/WorkerPool.hpp"
#include "foundation/base/Version.hpp"
#include "foundation/log/Log.hpp"
#include "foundation/metrics/Process.hpp"
#include "progress/Publisher.hpp"
#include "runs/executor/Executor.hpp"
#include "runs/executor/QueuedRunControl.hpp"
#include "transport/http/Server.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <system_error>

namespace jim::apps {
namespace {

std::string workerName() {
    char host[256] = "localhost";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("{}:{}", host, ::getpid());
}

base::Status makeFolder(const std::filesystem::path& folder) {
    std::error_code failure;
    const bool made = std::filesystem::create_directories(folder, failure);
    if (failure)
        return base::fail(base::external(fmt::format("The folder '{}' cannot be used: {}.",
                                                     folder.string(), failure.message())));
    if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
    return {};
}

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

progress::PublisherSettings publisherSettings(const config::Settings& settings, std::string store) {
    progress::PublisherSettings result;
    result.store = std::move(store);
    result.publishHz = static_cast<double>(settings.progressPublishHz);
    result.ttl = settings.progressTtl;
    return result;
}

/// Runs fill batches of some megabytes and free them, all the time. What is freed is kept for the
/// next batch: giving it back to the system and getting it again, page by page, costs a twentieth
/// of a run.
void keepFreedMemory() {
    constexpr int kKept = 64 << 20;
    ::mallopt(M_TRIM_THRESHOLD, kKept);
    ::mallopt(M_MMAP_THRESHOLD, kKept / 2);
}

/// Each connection is a descriptor: as many as the system lets us have. Too few are said.
void raiseDescriptorLimit(const config::Settings& settings, log::Log& log) {
    constexpr rlim_t kOurs = 256;  // Database, files of runs, and so on.
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const auto wanted = static_cast<rlim_t>(settings.httpMaxConnections) + kOurs;
    if (limit.rlim_cur < wanted)
        log.warning("The system allows fewer open files than connections may need.",
                    {{"open files", static_cast<std::int64_t>(limit.rlim_cur)},
                     {"JIM_HTTP_MAX_CONNECTIONS", settings.httpMaxConnections}});
}

/// Until a signal asks for the end. Signals are blocked in all threads, and waited for here.
void waitForSignal(const sigset_t& signals) {
    int signal = 0;
    sigwait(&signals, &signal);
}

/// Everything of the running service, in the order in which it is built; taken down in reverse.
class EmbeddedService {
public:
    EmbeddedService(const config::Settings& settings, const base::Clock& clock, log::Log& log,
                    security::EncryptionKeys keys, Database database,
                    std::unique_ptr<ProgressStores> progress)
        : settings_(settings),
          clock_(clock),
          log_(log),
          keys_(std::move(keys)),
          databaseServer_(std::move(database.server)),
          sessions_(std::move(database.sessions)),
          progress_(std::move(progress)) {}

    ~EmbeddedService() {
        metricsServer_.reset();
        api_.endWaits();
        server_.stop();
        http_ = {};
        watchers_ = {};
        handlers_.reset();
        listener_ = {};
        workers_.reset();
        publisherThread_.request_stop();
        publisherThread_ = {};
        publisher_.publishDue();
        const auto kept = api_.keepKeyUses();
        if (!kept)
            log_.warning("The last uses of API keys were not recorded.",
                         {{"reason", kept.error().message}});
    }
    EmbeddedService(const EmbeddedService&) = delete;
    EmbeddedService& operator=(const EmbeddedService&) = delete;

    base::Status start() {
        publisher_.onHealth([this](const progress::HealthTransition& transition) {
            reportHealth(transition, log_, metrics_);
        });
        if (databaseServer_) {
            const bool shared = config::usesRedis(settings_);
            JIM_ASSIGN(queueNews_, joinQueue(*databaseServer_,
                                             shared ? store::postgres::Progress::Shared
                                                    : store::postgres::Progress::InThisProcess));
        }
        JIM_TRY(prepareSecrets(*sessions_, connectors_, keys_, log_));
        JIM_TRY(server_.listen());
        measure();
        if (!settings_.metricsListen.host.empty()) {
            metricsServer_.emplace(settings_.metricsListen, settings_.allowedHosts, metrics_,
                                   clock_);
            JIM_TRY(metricsServer_->start());
        }
        publisherThread_ = startThread("publisher", [this](const std::stop_token& stop) {
            while (!stop.stop_requested()) publisher_.waitAndPublish(stop);
        });
        JIM_TRY(recover());
        workers_ = std::make_unique<WorkerPool>(WorkerPool::Parts{
            *sessions_, executor_, log_, worker_, static_cast<std::size_t>(settings_.workerSlots),
            settings_.lease, [this] { keepKeyUses(); }});
        if (databaseServer_)
            listener_ = listenToQueue(std::move(queueNews_), log_, [this] { wakeWorkers(); });
        handlers_ =
            std::make_unique<HandlerPool>(api_, static_cast<std::size_t>(settings_.webThreads));
        watchers_ = startThread("watchers", [this](const std::stop_token& stop) {
            while (!stop.stop_requested()) api_.waitAndTellWatchers(stop);
        });
        http_ = startThread("http", [this](const std::stop_token&) { server_.run(); });
        return {};
    }

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

private:
    /// Whoever had a run in a file that we hold the lock of is dead. Runs in the database of a
    /// server may belong to others, until their leases expire.
    base::Status recover() {
        JIM_ASSIGN(const auto session, sessions_->open());
        JIM_ASSIGN(const auto count, executor_.recover(*session, !databaseServer_));
        if (count > 0)
            log_.warning("Runs of a process that stopped were ended.", {{"runs", count}});
        return {};
    }

    void keepKeyUses() {
        const auto kept = api_.keepKeyUses();
        if (!kept)
            log_.warning("Uses of API keys were not recorded.", {{"reason", kept.error().message}});
    }

    /// What lives elsewhere, and is read when metrics are.
    void measure() {
        metrics_.collect(metrics::measureProcess);
        metrics_.collect([this](metrics::Scrape& scrape) {
            const auto stats = publisher_.stats();
            scrape.set(metrics::kProgressPublished, static_cast<double>(stats.published));
            scrape.set(metrics::kProgressRefused, static_cast<double>(stats.refused));
            scrape.set(metrics::kProgressWriteErrors, static_cast<double>(stats.writeErrors));
            scrape.set(metrics::kBuildInfo, 1, {std::string{base::kVersion}});
        });
    }

    void wakeWorkers() {
        if (workers_) workers_->wake();
    }

    const config::Settings& settings_;
    const base::Clock& clock_;
    log::Log& log_;
    std::string worker_ = workerName();
    const security::EncryptionKeys keys_;
    const std::optional<transport::postgres::ConnectOptions> databaseServer_;
    std::unique_ptr<runs::run_profile::SessionFactory> sessions_;
    BuiltInConnectors connectors_;
    std::unique_ptr<ProgressStores> progress_;
    progress::Publisher publisher_{progress_->store(), clock_,
                                   publisherSettings(settings_, progress_->name())};
    runs::executor::Executor executor_{
        {connectors_, publisher_, clock_, settings_.dataDir / "spool", worker_, keys_}};
    runs::executor::QueuedRunControl runs_{
        {*sessions_, connectors_, publisher_, clock_, [this] { wakeWorkers(); }}};
    metrics::Registry metrics_;
    api::Api api_{{*sessions_, connectors_, runs_, progress_->store(), clock_, keys_,
                   std::string{base::kVersion}, [this](std::string_view line) { log_.error(line); },
                   [this](std::function<void()> work) { handlers_->submit(std::move(work)); },
                   &metrics_, static_cast<std::size_t>(settings_.progressConnectionsEach),
                   settings_.progressTtl}};
    transport::http::Server server_{
        serverOptions(settings_, log_),
        [this](transport::http::Request&& request, transport::http::Responder respond) {
            if (api_.handleAtOnce(request, respond)) return;
            handlers_->submit(std::move(request), std::move(respond));
        },
        clock_};
    std::optional<MetricsServer> metricsServer_;
    std::jthread publisherThread_;
    std::unique_ptr<WorkerPool> workers_;
    std::unique_ptr<transport::postgres::Listener> queueNews_;
    std::jthread listener_;
    std::unique_ptr<HandlerPool> handlers_;
    std::jthread watchers_;
    std::jthread http_;
};

base::Result<Database> prepareDatabase(const config::Settings& settings, const base::Clock& clock) {
    JIM_TRY(makeFolder(settings.dataDir));
    JIM_TRY(makeFolder(settings.dataDir / "spool"));
    return openDatabase(settings, clock);
}

/// Where this machine reaches the server: an address that stands for all of them is one of none.
std::string addressOf(const config::Settings& settings, std::uint16_t port) {
    auto host = settings.listen.host;
    if (host == "0.0.0.0") host = "127.0.0.1";
    if (host == "::") host = "::1";
    if (host.find(':') != std::string::npos) host = '[' + host + ']';
    return fmt::format("http://{}:{}", host, port);
}

int refuse(const base::Error& error) {
    std::fprintf(stderr, "jim: %s\n", error.message.c_str());
    return 1;
}

}  // namespace

int serve(const config::Settings& settings) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    keepFreedMemory();
    ::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is a write that fails.

    const base::SystemClock clock;
    const auto log =
        log::makeLog({log::parseLevel(settings.logLevel).value_or(log::Level::Info),
                      log::parseFormat(settings.logFormat).value_or(log::Format::Text)},
                     clock);
    for (const auto& warning : settings.warnings) log->warning(warning);
    if (const auto checked = config::checkForServing(settings); !checked)
        return refuse(checked.error());
    auto database = prepareDatabase(settings, clock);
    if (!database) return refuse(database.error());
    const auto keyFile = prepareKeys(*database->sessions, settings, clock);
    if (!keyFile) return refuse(keyFile.error());
    auto keys = security::EncryptionKeys::load(config::encryptionKeyFile(settings));
    if (!keys) return refuse(keys.error());
    raiseDescriptorLimit(settings, *log);
    auto progress = ProgressStores::make(settings, ProgressUse::PublishAndRead, clock, *log);
    if (!progress) return refuse(progress.error());
    EmbeddedService service{
        settings, clock, *log, std::move(*keys), std::move(*database), std::move(*progress)};
    if (const auto started = service.start(); !started) return refuse(started.error());
    const auto address = AddressFile::write(settings.dataDir, addressOf(settings, service.port()));
    if (!address) return refuse(address.error());
    std::printf("JIM is ready at http://%s:%u\n", settings.listen.host.c_str(),
                static_cast<unsigned>(service.port()));
    if (*keyFile)
        std::printf("A key for the first administrator was written to %s\n", (*keyFile)->c_str());
    std::fflush(stdout);
    waitForSignal(signals);
    log->info("Stopping: runs in hand finish their batch.");
    return 0;
}

}  // namespace jim::apps
