#include "foundation/config/impl/RedisSettings.hpp"

#include "foundation/config/impl/Value.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <optional>

namespace jim::config {
namespace {

constexpr std::uint16_t kSentinelPort = 26'379;
constexpr std::size_t kLongestPassword = 512;

base::Status refuse(std::string_view setting, std::string message) {
    return base::fail(base::invalidInput(std::string{setting}, std::move(message)));
}

std::optional<std::uint16_t> portOf(std::string_view text) {
    std::uint16_t port = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, port);
    if (error != std::errc{} || stopped != end || port == 0) return std::nullopt;
    return port;
}

/// `host`, `host:port`, `[IPv6]` or `[IPv6]:port`.
std::optional<Address> addressOf(std::string_view text) {
    std::string_view port;
    bool hasPort = false;
    const auto bracket = text.starts_with('[') ? text.find(']') : std::string_view::npos;
    const auto colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        port = text.substr(colon + 1);
        text = text.substr(0, colon);
        hasPort = true;
    }
    if (bracket != std::string_view::npos) {
        if (!text.ends_with(']')) return std::nullopt;
        text = text.substr(1, text.size() - 2);
    }
    const auto number = hasPort ? portOf(port) : std::optional{kSentinelPort};
    if (text.empty() || !number) return std::nullopt;
    return Address{std::string{text}, *number};
}

base::Status checkWay(const Settings& settings) {
    const int ways = (settings.redisHost.empty() ? 0 : 1) +
                     (settings.redisUnixSocket.empty() ? 0 : 1) +
                     (settings.redisSentinels.empty() ? 0 : 1);
    if (ways > 1)
        return refuse("JIM_REDIS_HOST",
                      "JIM_REDIS_HOST, JIM_REDIS_UNIX_SOCKET and JIM_REDIS_SENTINELS are three "
                      "ways to say where Redis is: set one of them.");
    if (!settings.redisSentinels.empty() && settings.redisSentinelMaster.empty())
        return refuse("JIM_REDIS_SENTINEL_MASTER",
                      "JIM_REDIS_SENTINELS is set: JIM_REDIS_SENTINEL_MASTER must say what they "
                      "call the master.");
    return {};
}

}  // namespace

bool usesRedis(const Settings& settings) {
    return !settings.redisHost.empty() || !settings.redisUnixSocket.empty() ||
           !settings.redisSentinels.empty();
}

base::Result<base::Secret> redisPasswordOf(const Settings& settings) {
    if (settings.redisPasswordFile.empty()) return settings.redisPassword;
    const auto unfit = [&](std::string_view why) {
        return base::fail(base::invalidInput(
            "JIM_REDIS_PASSWORD_FILE", fmt::format("JIM_REDIS_PASSWORD_FILE: the file '{}' {}.",
                                                   settings.redisPasswordFile.string(), why)));
    };
    std::error_code error;
    std::ifstream file;
    if (std::filesystem::is_regular_file(settings.redisPasswordFile, error))
        file.open(settings.redisPasswordFile);
    std::string line;
    if (!file.is_open()) return unfit("cannot be read");
    std::getline(file, line);
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) return unfit("has no password in its first line");
    if (line.size() > kLongestPassword) return unfit("is too long for a password");
    return base::Secret{std::move(line)};
}

base::Result<std::vector<Address>> redisSentinelsOf(const Settings& settings) {
    std::vector<Address> addresses;
    for (const auto& text : settings.redisSentinels) {
        auto address = addressOf(text);
        if (!address)
            return base::fail(base::invalidInput(
                "JIM_REDIS_SENTINELS",
                fmt::format("JIM_REDIS_SENTINELS: {} is no address; it must be a host and a port, "
                            "such as sentinel-1:26379.",
                            impl::quoted(text))));
        addresses.push_back(std::move(*address));
    }
    return addresses;
}

base::Status impl::checkRedis(const Settings& settings) {
    JIM_TRY(checkWay(settings));
    JIM_TRY(redisSentinelsOf(settings));
    if (!settings.redisPassword.empty() && !settings.redisPasswordFile.empty())
        return refuse("JIM_REDIS_PASSWORD",
                      "JIM_REDIS_PASSWORD and JIM_REDIS_PASSWORD_FILE both give a password: set "
                      "one of them.");
    JIM_TRY(redisPasswordOf(settings));
    if (!settings.redisUsername.empty() && settings.redisPassword.empty() &&
        settings.redisPasswordFile.empty())
        return refuse("JIM_REDIS_USERNAME",
                      "JIM_REDIS_USERNAME is set: JIM_REDIS_PASSWORD or JIM_REDIS_PASSWORD_FILE "
                      "must give that user's password.");
    if (settings.redisTlsCertificateFile.empty() != settings.redisTlsKeyFile.empty())
        return refuse("JIM_REDIS_TLS_KEY_FILE",
                      "JIM_REDIS_TLS_CERTIFICATE_FILE and JIM_REDIS_TLS_KEY_FILE belong together: "
                      "set both or none.");
    const bool hasFiles =
        !settings.redisTlsCaFile.empty() || !settings.redisTlsCertificateFile.empty();
    if (hasFiles && !settings.redisTls)
        return refuse("JIM_REDIS_TLS",
                      "Files for TLS with Redis are given, and JIM_REDIS_TLS is false: set it to "
                      "true, or take the files out.");
    if (settings.redisTls && !settings.redisUnixSocket.empty())
        return refuse("JIM_REDIS_TLS",
                      "A unix socket of Redis has no TLS: set JIM_REDIS_TLS to "
                      "false.");
    return {};
}

}  // namespace jim::config
