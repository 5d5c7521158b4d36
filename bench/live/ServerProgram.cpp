// The real server over the real interface, with runs that are made up: they count at an even pace
// and cost nothing, so that what is measured is how their progress is published and read.
//
//     live_server FOLDER KEY RUNS PUBLISH_HZ [REDIS_PORT]
//
// Progress is kept in memory, or in a Redis on this machine as `jim serve` would do it.
// Prints one line, `PORT ACTIVITY`, and serves until its input ends.

#include "api/Api.hpp"
#include "apps/BuiltInConnectors.hpp"
#include "apps/HandlerPool.hpp"
#include "apps/Keys.hpp"
#include "apps/ProgressStores.hpp"
#include "foundation/config/Settings.hpp"
#include "foundation/log/Log.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/Publisher.hpp"
#include "runs/executor/QueuedRunControl.hpp"
#include "store/sqlite/SessionFactory.hpp"
#include "transport/http/Server.hpp"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace jim;

[[noreturn]] void end(const base::Error& error) {
    std::fprintf(stderr, "live_server: %s\n", error.message.c_str());
    std::exit(1);
}

template <class T>
T orEnd(base::Result<T> result) {
    if (result) return std::move(*result);
    end(result.error());
}

transport::http::ServerOptions serverOptions() {
    transport::http::ServerOptions options;
    options.maxConnections = 50'000;
    return options;
}

progress::RunIdentity madeUp(const base::Clock& clock, int number) {
    progress::RunIdentity run;
    run.activityId = base::newGuid(clock.now());
    run.attempt = 1;
    run.runType = "FullImport";
    run.targetName = "Full Import";
    run.targetContext = "HR " + std::to_string(number);
    run.connectedSystemId = number;
    run.runProfileId = number;
    run.worker = "bench:1";
    run.queuedAt = run.startedAt = clock.now();
    run.phases = progress::catalogue(progress::RunKind::Import, run.runType);
    run.objectTypes = {"person"};
    return run;
}

class LiveServer {
public:
    LiveServer(const config::Settings& settings, int runs, double publishHz)
        : keys_(orEnd(security::EncryptionKeys::load(config::encryptionKeyFile(settings)))),
          sessions_(orEnd(
              store::sqlite::SessionFactory::open(config::sqliteFile(settings).string(), clock_))),
          progress_(orEnd(apps::ProgressStores::make(settings, apps::ProgressUse::PublishAndRead,
                                                     clock_, *log_))),
          publisher_(progress_->store(), clock_,
                     {.publishHz = publishHz, .store = progress_->name()}) {
        orEnd(apps::prepareKeys(*sessions_, settings, clock_));
        for (int i = 0; i < runs; ++i) {
            const auto identity = madeUp(clock_, i + 1);
            if (i == 0) first_ = identity.activityId;
            runs_.push_back(publisher_.begin(identity));
            runs_.back()->enter("import.process");
        }
        if (const auto listening = server_.listen(); !listening) end(listening.error());
    }

    void serve() {
        const std::jthread publishing{[this](const std::stop_token& stop) {
            while (!stop.stop_requested()) publisher_.waitAndPublish(stop);
        }};
        const std::jthread telling{[this](const std::stop_token& stop) {
            while (!stop.stop_requested()) api_.waitAndTellWatchers(stop);
        }};
        const std::jthread counting{[this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                for (auto& run : runs_) run->advance(1);
                std::this_thread::sleep_for(std::chrono::milliseconds{20});
            }
        }};
        const std::jthread http{[this] { server_.run(); }};
        std::printf("%u %s\n", static_cast<unsigned>(server_.port()), base::toText(first_).c_str());
        std::fflush(stdout);
        while (std::getchar() != EOF) {
        }
        server_.stop();
    }

private:
    base::SystemClock clock_;
    std::unique_ptr<log::Log> log_ = log::makeSilentLog();
    security::EncryptionKeys keys_;
    std::unique_ptr<store::sqlite::SessionFactory> sessions_;
    apps::BuiltInConnectors connectors_;
    std::unique_ptr<apps::ProgressStores> progress_;
    progress::Publisher publisher_;
    runs::executor::QueuedRunControl control_{{*sessions_, connectors_, publisher_, clock_, [] {}}};
    api::Api api_{{*sessions_, connectors_, control_, progress_->store(), clock_, keys_, "bench"}};
    apps::HandlerPool handlers_{api_, 2};
    transport::http::Server server_{
        serverOptions(),
        [this](transport::http::Request&& request, transport::http::Responder respond) {
            if (api_.handleAtOnce(request, respond)) return;
            handlers_.submit(std::move(request), std::move(respond));
        },
        clock_};
    std::vector<std::shared_ptr<progress::RunProgress>> runs_;
    base::Guid first_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 5 && count != 6) return 2;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    std::map<std::string, std::string> values{{"JIM_DATA_DIR", words[1]},
                                              {"JIM_INFRASTRUCTURE_API_KEY", words[2]}};
    if (count == 6) {
        values["JIM_REDIS_HOST"] = "127.0.0.1";
        values["JIM_REDIS_PORT"] = words[5];
    }
    const auto settings = orEnd(config::load(values));
    LiveServer{settings, std::atoi(words[3]), std::atof(words[4])}.serve();
}
