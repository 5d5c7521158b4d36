#include "apps/Serve.hpp"

#include "apps/AddressFile.hpp"
#include "apps/Keys.hpp"
#include "apps/Service.hpp"
#include "apps/SystemdNotice.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>

#include <cstdio>
#include <optional>
#include <system_error>
#include <utility>

namespace jim::apps {
namespace {

base::Status makeFolder(const std::filesystem::path& folder) {
    std::error_code failure;
    const bool made = std::filesystem::create_directories(folder, failure);
    if (failure)
        return base::fail(base::external(fmt::format("The folder '{}' cannot be used: {}.",
                                                     folder.string(), failure.message())));
    if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
    return {};
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

/// Blocked in all threads, and waited for by one.
sigset_t blockSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);  // Its terminal is gone, or somebody expects it to begin anew.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is a write that fails.
    return signals;
}

void waitForSignal(const sigset_t& signals) {
    int signal = 0;
    sigwait(&signals, &signal);
}

/// A process beside others must not make a key of its own: it could not read their secrets.
base::Result<security::EncryptionKeys> loadKeys(const config::Settings& settings, Roles roles) {
    const auto file = config::encryptionKeyFile(settings);
    std::error_code failure;
    if (!roles.web && !std::filesystem::exists(file, failure))
        return base::fail(base::invalidState(fmt::format(
            "The encryption key file '{}' is not there. Secrets of connected systems are encrypted "
            "with it: copy that of the web process here, or name it in JIM_ENCRYPTION_KEY_FILE.",
            file.string())));
    return security::EncryptionKeys::load(file);
}

struct Prepared {
    Service::Foundations foundations;
    std::optional<std::filesystem::path> firstKey;  ///< The first administrator's, just made.
};

base::Result<Prepared> prepare(const config::Settings& settings, Roles roles,
                               const base::Clock& clock, log::Log& log) {
    JIM_TRY(checkRoles(roles, settings));
    JIM_TRY(config::checkForServing(settings));
    JIM_TRY(makeFolder(settings.dataDir));
    JIM_TRY(makeFolder(settings.dataDir / "spool"));
    JIM_ASSIGN(auto database, openDatabase(settings, roles, clock));
    std::optional<std::filesystem::path> firstKey;
    if (roles.web) {
        JIM_ASSIGN(firstKey, prepareKeys(*database.sessions, settings, clock));
    }
    JIM_ASSIGN(auto keys, loadKeys(settings, roles));
    if (roles.web) raiseDescriptorLimit(settings, log);
    JIM_ASSIGN(
        auto progress,
        ProgressStores::make(
            settings, roles.worker ? ProgressUse::PublishAndRead : ProgressUse::Read, clock, log));
    return Prepared{
        {settings, clock, log, std::move(keys), std::move(database), std::move(progress)},
        std::move(firstKey)};
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

int serve(const config::Settings& settings, Roles roles) {
    const auto signals = blockSignals();
    keepFreedMemory();
    const base::SystemClock clock;
    const auto log =
        log::makeLog({log::parseLevel(settings.logLevel).value_or(log::Level::Info),
                      log::parseFormat(settings.logFormat).value_or(log::Format::Text)},
                     clock);
    for (const auto& warning : settings.warnings) log->warning(warning);
    auto prepared = prepare(settings, roles, clock, *log);
    if (!prepared) return refuse(prepared.error());
    Service service{roles, std::move(prepared->foundations)};
    if (const auto started = service.start(); !started) return refuse(started.error());
    std::optional<AddressFile> address;
    if (roles.web) {
        auto written = AddressFile::write(settings.dataDir, addressOf(settings, service.port()));
        if (!written) return refuse(written.error());
        address.emplace(std::move(*written));
    }
    std::printf("%s\n", service.readyLine().c_str());
    if (prepared->firstKey)
        std::printf("A key for the first administrator was written to %s\n",
                    prepared->firstKey->c_str());
    std::fflush(stdout);
    tellSystemd("READY=1");
    waitForSignal(signals);
    tellSystemd("STOPPING=1");
    log->info("Stopping: runs in hand finish their batch.");
    return 0;
}

}  // namespace jim::apps
