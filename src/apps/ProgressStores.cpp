#include "apps/ProgressStores.hpp"

#include "apps/Threads.hpp"
#include "progress/FallbackProgressStore.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "progress/redis/RedisOneTimeValues.hpp"
#include "progress/redis/RedisProgressStore.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace jim::apps {
namespace {

base::Result<transport::redis::Options> redisOptions(const config::Settings& settings) {
    transport::redis::Options options;
    JIM_ASSIGN(const auto sentinels, config::redisSentinelsOf(settings));
    for (const auto& each : sentinels) options.sentinels.push_back({each.host, each.port});
    JIM_ASSIGN(options.password, config::redisPasswordOf(settings));
    options.address = {settings.redisHost, static_cast<std::uint16_t>(settings.redisPort)};
    options.unixSocket = settings.redisUnixSocket;
    options.masterName = settings.redisSentinelMaster;
    options.sentinelPassword = settings.redisSentinelPassword;
    options.username = settings.redisUsername;
    options.tls = {settings.redisTls, settings.redisTlsCaFile, settings.redisTlsCertificateFile,
                   settings.redisTlsKeyFile};
    options.database = settings.redisDatabase;
    return options;
}

progress::redis::RedisStoreOptions storeOptions(const config::Settings& settings) {
    return {settings.progressTtl, settings.redisKeyPrefix, settings.redisUsername.empty()};
}

}  // namespace

struct ProgressStores::Parts {
    Parts(const config::Settings& settings, const base::Clock& c)
        : clock(c), memory(clock, settings.progressTtl) {}

    ~Parts() {
        if (client) client->stop();
        threads.clear();
    }

    void share(std::unique_ptr<transport::redis::Client> made, const config::Settings& settings,
               ProgressUse use, log::Log& log) {
        client = std::move(made);
        oneTime.emplace(*client, settings.redisKeyPrefix);
        redis = std::make_unique<progress::redis::RedisProgressStore>(*client,
                                                                      storeOptions(settings), log);
        if (use == ProgressUse::PublishAndRead) {
            both = std::make_unique<progress::FallbackProgressStore>(*redis, memory, clock);
            redis->whenAvailable([this] { both->republish(); });
        }
        // One moves bytes while the other waits for an answer.
        for (const char* name : {"redis-1", "redis-2"})
            threads.push_back(startThread(name, [this](const std::stop_token&) { client->run(); }));
    }

    const base::Clock& clock;
    progress::memory::MemoryProgressStore memory;
    std::unique_ptr<transport::redis::Client> client;
    std::optional<progress::redis::RedisOneTimeValues> oneTime;
    std::unique_ptr<progress::redis::RedisProgressStore> redis;
    std::unique_ptr<progress::FallbackProgressStore> both;
    std::vector<std::jthread> threads;
};

base::Result<std::unique_ptr<ProgressStores>> ProgressStores::make(const config::Settings& settings,
                                                                   ProgressUse use,
                                                                   const base::Clock& clock,
                                                                   log::Log& log) {
    auto parts = std::make_unique<Parts>(settings, clock);
    if (config::usesRedis(settings)) {
        JIM_ASSIGN(auto options, redisOptions(settings));
        JIM_ASSIGN(auto client, transport::redis::Client::make(std::move(options), clock));
        parts->share(std::move(client), settings, use, log);
    }
    return std::unique_ptr<ProgressStores>{new ProgressStores{std::move(parts)}};
}

ProgressStores::ProgressStores(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

ProgressStores::~ProgressStores() = default;

progress::ProgressStore& ProgressStores::store() {
    if (parts_->both) return *parts_->both;
    if (parts_->redis) return *parts_->redis;
    return parts_->memory;
}

progress::OneTimeValues* ProgressStores::oneTimeValues() {
    return parts_->oneTime ? &*parts_->oneTime : nullptr;
}

std::string ProgressStores::name() const {
    return parts_->redis ? "redis" : "memory";
}

}  // namespace jim::apps
