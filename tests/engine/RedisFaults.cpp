#include "engine/RedisFaults.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace jim::engine {
namespace {

using servers::RedisServer;

/// Accepts connections, and never says a word.
class SilentListener {
public:
    explicit SilentListener(std::uint16_t port) {
        const int yes = 1;
        ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::bind(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(descriptor_, 64) != 0)
            throw std::runtime_error("cannot listen");
    }
    ~SilentListener() { ::close(descriptor_); }
    SilentListener(const SilentListener&) = delete;
    SilentListener& operator=(const SilentListener&) = delete;

private:
    int descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

/// Up to its limit, by somebody else.
void fill(RedisServer& redis, const std::string& policy) {
    constexpr std::size_t kForeign = 8U << 20U;
    redis.ask({"CONFIG", "SET", "maxmemory-policy", policy, "maxmemory", "0"});
    redis.ask({"SET", "foreign", std::string(kForeign, 'x')});
    redis.ask({"CONFIG", "SET", "maxmemory", std::to_string(kForeign)});
}

}  // namespace

std::vector<RedisFault> redisFaults() {
    const auto nothing = [](RedisServer&) {};
    const auto restart = [](RedisServer& redis) {
        redis.kill();
        redis.start();
    };
    static std::unique_ptr<SilentListener> listener;
    static std::jthread sleeper;
    return {
        {"KilledAndEmpty", [](RedisServer& redis) { redis.kill(); },
         [](RedisServer& redis) { redis.start(); }},
        {"ConnectionsCut",
         [](RedisServer& redis) {
             redis.ask({"CLIENT", "KILL", "TYPE", "normal"});
             redis.ask({"CLIENT", "KILL", "TYPE", "pubsub"});
         },
         nothing, false},
        {"Paused", [](RedisServer& redis) { redis.pause(); },
         [](RedisServer& redis) { redis.resume(); }},
        {"Asleep",
         [](RedisServer& redis) {
             sleeper = std::jthread{[&redis] { redis.ask({"DEBUG", "SLEEP", "3"}); }};
         },
         [](RedisServer&) { sleeper = {}; }},
        {"Flushed",
         [](RedisServer& redis) {
             redis.ask({"FLUSHALL"});
             redis.ask({"SCRIPT", "FLUSH"});
         },
         nothing, false},
        {"AnotherPassword",
         [](RedisServer& redis) {
             redis.kill();
             redis.start({"--requirepass", "another"});
         },
         restart},
        {"AcceptsAndNeverAnswers",
         [](RedisServer& redis) {
             redis.kill();
             listener = std::make_unique<SilentListener>(redis.port());
         },
         [](RedisServer& redis) {
             listener.reset();
             redis.start();
         }},
        {"FullOfKeysThatNeverExpire", [](RedisServer& redis) { fill(redis, "noeviction"); },
         [](RedisServer& redis) { redis.ask({"DEL", "foreign"}); }},
        {"FullWithWhatExpiresPushedOut", [](RedisServer& redis) { fill(redis, "volatile-lru"); },
         [](RedisServer& redis) { redis.ask({"DEL", "foreign"}); }},
        {"ReadOnlyReplica",
         [](RedisServer& redis) {
             redis.ask({"REPLICAOF", "127.0.0.1", std::to_string(servers::freePort())});
         },
         [](RedisServer& redis) { redis.ask({"REPLICAOF", "NO", "ONE"}); }},
    };
}

}  // namespace jim::engine
