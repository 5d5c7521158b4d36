#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/Secret.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jim::config {

/// A numeric IP address and a port to listen on; port 0 takes a free one. Or a host to connect to.
struct Address {
    std::string host;  ///< Without brackets.
    std::uint16_t port = 0;

    [[nodiscard]] bool isLoopback() const;
};

/// Who gave a setting its value. The environment wins over the file, the file over the default.
enum class Source : std::uint8_t { Default, File, Environment };

struct Origin {
    Source source = Source::Default;
    std::string where;  ///< For people: "default", "environment", "jim.conf line 3".
    std::string text;   ///< The value as it was given; of secrets only whether there is one.
};

/// Every setting of the program with its value. What each means, its default and its limits are
/// declared once, in Declaration.cpp.
struct Settings {
    std::filesystem::path configFile;  ///< Empty when there is none.

    std::filesystem::path dataDir;
    std::string databaseUrl;  ///< Empty, `sqlite:PATH` or `postgresql://...`; may hold a password.
    std::int64_t sqliteCacheMb = 0;
    std::filesystem::path encryptionKeyFile;  ///< Empty: `encryption.key` in the data folder.

    std::string databaseHost;
    std::int64_t databasePort = 0;
    std::string databaseName;
    std::string databaseUser;
    std::filesystem::path databasePasswordFile;
    std::string databaseSslMode;
    std::filesystem::path databaseSslRootCert;
    std::int64_t databasePoolSize = 0;

    Address listen;
    Address metricsListen;  ///< Without a host: metrics have no address of their own.
    bool allowRemoteWithoutTls = false;
    std::vector<std::string> allowedHosts;
    base::Secret infrastructureApiKey;

    std::int64_t workerSlots = 0;
    std::int64_t webThreads = 0;
    std::chrono::seconds lease{};
    std::chrono::seconds alertPause{};
    std::vector<std::string> alertWebhookHosts;  ///< Empty: any.
    std::filesystem::path alertWebhookCaFile;    ///< Empty: whom the system trusts.
    std::string publicUrl;                       ///< Empty: links are paths.
    std::chrono::seconds progressTtl{};
    std::int64_t progressPublishHz = 0;  ///< 0: no snapshots while a run lives.
    std::int64_t progressConnectionsEach = 0;

    std::string redisHost;  ///< With socket and sentinels empty too: progress stays in the process.
    std::int64_t redisPort = 0;
    std::filesystem::path redisUnixSocket;
    std::vector<std::string>
        redisSentinels;  ///< `host:port` or `host`; `redisSentinelsOf` reads it.
    std::string redisSentinelMaster;
    base::Secret redisSentinelPassword;
    std::string redisUsername;
    base::Secret redisPassword;
    std::filesystem::path redisPasswordFile;  ///< `redisPasswordOf` reads it.
    std::int64_t redisDatabase = 0;
    std::string redisKeyPrefix;
    bool redisTls = false;
    std::filesystem::path redisTlsCaFile;
    std::filesystem::path redisTlsCertificateFile;
    std::filesystem::path redisTlsKeyFile;

    std::int64_t httpMaxHeaderBytes = 0;
    std::int64_t httpMaxBodyBytes = 0;
    std::int64_t httpMaxConnections = 0;
    std::chrono::seconds httpRequest{};

    std::string logLevel;   ///< trace, debug, info, warning or error.
    std::string logFormat;  ///< text or json.

    std::string url;
    base::Secret apiKey;

    std::vector<Origin> origins;        ///< One for each of `declarations()`, in that order.
    std::vector<std::string> warnings;  ///< Sentences for the log: what was given and is not known.
};

/// `JIM_*` variables by name.
using Environment = std::map<std::string, std::string>;

/// Those of this process. Not while another thread changes the environment.
[[nodiscard]] Environment processEnvironment();

/// Brings environment, file and defaults together. `configFile` wins over `JIM_CONFIG_FILE`.
/// An empty variable counts as not set. InvalidInput, with one line that names the setting, where
/// it came from and what is allowed: a bad value anywhere, or an unknown name in the file.
[[nodiscard]] base::Result<Settings> load(
    const Environment& environment,
    const std::optional<std::filesystem::path>& configFile = std::nullopt);

/// Whether the database is a PostgreSQL server: the URL says so, or a host is named.
[[nodiscard]] bool usesDatabaseServer(const Settings& settings);

/// The database file: of `databaseUrl`, or `jim.db` in the data folder.
[[nodiscard]] std::filesystem::path sqliteFile(const Settings& settings);

/// The file with the keys that stored secrets are encrypted with.
[[nodiscard]] std::filesystem::path encryptionKeyFile(const Settings& settings);

/// Whether live progress is shared by a Redis.
[[nodiscard]] bool usesRedis(const Settings& settings);

/// Redis' password, from its setting or its file; empty when there is none. InvalidInput: the file
/// cannot be read, or is none for a password.
[[nodiscard]] base::Result<base::Secret> redisPasswordOf(const Settings& settings);

/// Where the sentinels are: host and port. InvalidInput: one is no address.
[[nodiscard]] base::Result<std::vector<Address>> redisSentinelsOf(const Settings& settings);

/// What settings must agree on before a server may start: without TLS it listens on loopback only,
/// unless it was told otherwise; and Redis is given in one way. InvalidInput.
[[nodiscard]] base::Status checkForServing(const Settings& settings);

}  // namespace jim::config
