#include "foundation/config/Declaration.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jim::config {
namespace {

constexpr std::int64_t kMebibyte = 1024 * 1024;

std::vector<Declaration> filesAndDatabase() {
    return {
        {.name = "JIM_CONFIG_FILE",
         .member = &Settings::configFile,
         .meaning = "A file with settings, one `NAME = value` a line; `#` begins a comment. "
                    "`--config FILE` wins over it.",
         .environmentOnly = true},
        {.name = "JIM_DATA_DIR",
         .member = &Settings::dataDir,
         .defaultText = "jim-data",
         .meaning = "The folder for everything the server keeps: the database, its lock and the "
                    "administrator's key. Made when it is missing. Relative paths start at the "
                    "current folder."},
        {.name = "JIM_DATABASE_URL",
         .member = &Settings::databaseUrl,
         .meaning = "`sqlite:PATH`, or `postgresql://USER@HOST:PORT/DATABASE?sslmode=verify-full` "
                    "with any parameters of libpq. Empty means `jim.db` in the data folder, unless "
                    "`JIM_DB_HOST` names a server. A password in it works, but is better kept in "
                    "`JIM_DB_PASSWORD_FILE`.",
         .prefixes = {"sqlite:", "postgresql://", "postgres://"}},
        {.name = "JIM_SQLITE_CACHE_MB",
         .member = &Settings::sqliteCacheMb,
         .defaultText = "64",
         .meaning = "Memory that the database may use as its page cache, in MiB.",
         .minimum = 1,
         .maximum = 65'536},
        {.name = "JIM_ENCRYPTION_KEY_FILE",
         .member = &Settings::encryptionKeyFile,
         .meaning = "The file with the keys that secrets of connected systems are encrypted with. "
                    "Empty means `encryption.key` in the data folder. Made when it is missing; "
                    "without it those secrets are lost, so keep a copy of it."},
    };
}

std::vector<Declaration> databaseServer() {
    return {
        {.name = "JIM_DB_HOST",
         .member = &Settings::databaseHost,
         .meaning = "The PostgreSQL server: a name, an address, or the folder of a unix socket. "
                    "These parts win over those of `JIM_DATABASE_URL`."},
        {.name = "JIM_DB_PORT",
         .member = &Settings::databasePort,
         .defaultText = "0",
         .meaning = "Its port; 0 means that of the URL, or 5432.",
         .minimum = 0,
         .maximum = 65'535},
        {.name = "JIM_DB_NAME",
         .member = &Settings::databaseName,
         .meaning = "The database, in UTF-8 and owned by the user."},
        {.name = "JIM_DB_USER",
         .member = &Settings::databaseUser,
         .meaning = "The user to connect as."},
        {.name = "JIM_DB_PASSWORD_FILE",
         .member = &Settings::databasePasswordFile,
         .meaning = "A file whose first line is the user's password. It wins over a password in "
                    "the URL."},
        {.name = "JIM_DB_SSL_MODE",
         .member = &Settings::databaseSslMode,
         .meaning = "How TLS is used on the way to the server. `verify-full` encrypts, and checks "
                    "the certificate and the name in it; anything less trusts the network. Empty "
                    "means that of the URL, or `prefer`.",
         .choices = {"", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"}},
        {.name = "JIM_DB_SSL_ROOT_CERT",
         .member = &Settings::databaseSslRootCert,
         .meaning = "A file with the certificates to trust, for `verify-ca` and `verify-full`."},
        {.name = "JIM_DB_MAX_POOL_SIZE",
         .member = &Settings::databasePoolSize,
         .defaultText = "20",
         .meaning = "How many connections this process may have to the server. Each run and each "
                    "request in hand uses one, or two for a moment.",
         .minimum = 4,
         .maximum = 1'000},
    };
}

std::vector<Declaration> interface() {
    return {
        {.name = "JIM_LISTEN",
         .member = &Settings::listen,
         .defaultText = "127.0.0.1:5200",
         .meaning = "Where the server listens. Port 0 takes a free one; the address is printed "
                    "when the server is ready."},
        {.name = "JIM_METRICS_LISTEN",
         .member = &Settings::metricsListen,
         .meaning = "Where metrics and health probes (`/health/live`, `/health/ready`) can be read "
                    "without an API key, for scrapers and orchestrators. Empty means only at "
                    "the server itself, metrics at `/metrics` with a key that may read."},
        {.name = "JIM_ALLOW_REMOTE_WITHOUT_TLS",
         .member = &Settings::allowRemoteWithoutTls,
         .defaultText = "false",
         .meaning = "The server speaks plain HTTP, so it refuses to listen on anything but "
                    "loopback unless this is true. Set it behind a proxy that ends TLS."},
        {.name = "JIM_ALLOWED_HOSTS",
         .member = &Settings::allowedHosts,
         .meaning = "Host names that clients may call this server by, separated by commas, beside "
                    "loopback names and the address it listens on. `*` allows all."},
        {.name = "JIM_INFRASTRUCTURE_API_KEY",
         .member = &Settings::infrastructureApiKey,
         .meaning = "An administrator's key for automation, valid for 24 hours from the start. "
                    "Without it the first start makes a key and writes it to `administrator.key` "
                    "in the data folder.",
         .prefixes = {"jim_ak_"},
         .minimumLength = 32},
        {.name = "JIM_WEB_THREADS",
         .member = &Settings::webThreads,
         .defaultText = "4",
         .meaning = "How many requests are handled at the same time.",
         .minimum = 1,
         .maximum = 64},
        {.name = "JIM_HTTP_MAX_HEADER_BYTES",
         .member = &Settings::httpMaxHeaderBytes,
         .defaultText = "32768",
         .meaning = "Limit of a request's first line and headers together.",
         .minimum = 1024,
         .maximum = kMebibyte},
        {.name = "JIM_HTTP_MAX_BODY_BYTES",
         .member = &Settings::httpMaxBodyBytes,
         .defaultText = "16777216",
         .meaning = "Limit of a request's body.",
         .minimum = 1024,
         .maximum = 1024 * kMebibyte},
        {.name = "JIM_HTTP_MAX_CONNECTIONS",
         .member = &Settings::httpMaxConnections,
         .defaultText = "25000",
         .meaning = "More connections than this are refused. Each needs an open file, and one that "
                    "follows a run somewhat more than 1 KiB of memory.",
         .minimum = 1,
         .maximum = 100'000},
        {.name = "JIM_HTTP_REQUEST_SECONDS",
         .member = &Settings::httpRequest,
         .defaultText = "60",
         .meaning = "How long a client may take to send a request, and a request may take to be "
                    "answered.",
         .minimum = 1,
         .maximum = 3600},
    };
}

std::vector<Declaration> runsAndProgress() {
    return {
        {.name = "JIM_WORKER_SLOTS",
         .member = &Settings::workerSlots,
         .defaultText = "2",
         .meaning = "How many runs go on at the same time, each of another connected system.",
         .minimum = 1,
         .maximum = 32},
        {.name = "JIM_LEASE_SECONDS",
         .member = &Settings::lease,
         .defaultText = "30",
         .meaning = "How long a run stays with a worker that gives no sign of life.",
         .minimum = 1,
         .maximum = 3600},
        {.name = "JIM_ALERT_PAUSE_SECONDS",
         .member = &Settings::alertPause,
         .defaultText = "86400",
         .meaning = "How long a run that an alert rule has paused waits for somebody to resume it; "
                    "after that it is cancelled.",
         .minimum = 1,
         .maximum = 2'592'000},
        {.name = "JIM_ALERT_WEBHOOK_HOSTS",
         .member = &Settings::alertWebhookHosts,
         .meaning = "The hosts that alerts may be sent to: names or addresses as in URLs, or "
                    "`*.example.com` for all below it. Empty means any host, within the own "
                    "network too. Link-local addresses and those at which clouds tell machines "
                    "their secrets are never called."},
        {.name = "JIM_ALERT_WEBHOOK_CA_FILE",
         .member = &Settings::alertWebhookCaFile,
         .meaning =
             "A file with the certificates (PEM) of the authorities that receivers of alerts "
             "are trusted by. Empty means those that the system trusts."},
        {.name = "JIM_PUBLIC_URL",
         .member = &Settings::publicUrl,
         .meaning =
             "Where people reach this server, such as `https://jim.example.com`, for links in "
             "alerts. Empty means that links are paths without a server.",
         .prefixes = {"http://", "https://"}},
        {.name = "JIM_REDIS_PROGRESS_TTL_SECONDS",
         .member = &Settings::progressTtl,
         .defaultText = "3600",
         .meaning = "How long the live progress of a run can be read after its last change, in "
                    "every kind of progress store.",
         .minimum = 1,
         .maximum = 604'800},
        {.name = "JIM_PROGRESS_PUBLISH_HZ",
         .member = &Settings::progressPublishHz,
         .defaultText = "4",
         .meaning = "Snapshots a second for each run at most; 0 publishes only its beginning, its "
                    "phases and its end. For measurements: the default is right for use.",
         .minimum = 0,
         .maximum = 400},
        {.name = "JIM_PROGRESS_CONNECTIONS_PER_KEY",
         .member = &Settings::progressConnectionsEach,
         .defaultText = "20000",
         .meaning = "How many connections one API key may follow runs with at the same time: event "
                    "streams, WebSockets and requests that wait for a change.",
         .minimum = 1,
         .maximum = 100'000},
    };
}

std::vector<Declaration> redisAddress() {
    return {
        {.name = "JIM_REDIS_HOST",
         .member = &Settings::redisHost,
         .meaning = "The Redis that shares live progress between processes. Without it, a unix "
                    "socket or sentinels, progress stays in the memory of this process."},
        {.name = "JIM_REDIS_PORT",
         .member = &Settings::redisPort,
         .defaultText = "6379",
         .meaning = "The port of that Redis.",
         .minimum = 1,
         .maximum = 65'535},
        {.name = "JIM_REDIS_UNIX_SOCKET",
         .member = &Settings::redisUnixSocket,
         .meaning = "The unix socket of a Redis on this machine, instead of a host."},
        {.name = "JIM_REDIS_SENTINELS",
         .member = &Settings::redisSentinels,
         .meaning = "Sentinels that know where the master is, instead of a host: `host:port`, "
                    "separated by commas; without a port it is 26379."},
        {.name = "JIM_REDIS_SENTINEL_MASTER",
         .member = &Settings::redisSentinelMaster,
         .meaning = "What the sentinels call the master."},
        {.name = "JIM_REDIS_SENTINEL_PASSWORD",
         .member = &Settings::redisSentinelPassword,
         .meaning = "The password of the sentinels, if they ask for one."},
        {.name = "JIM_REDIS_DATABASE",
         .member = &Settings::redisDatabase,
         .defaultText = "0",
         .meaning = "The number of the database in Redis.",
         .minimum = 0,
         .maximum = 1'000'000},
        {.name = "JIM_REDIS_KEY_PREFIX",
         .member = &Settings::redisKeyPrefix,
         .meaning = "Stands before every key and the channel in Redis, so that several "
                    "installations can share one: for example `jim-test:`."},
    };
}

std::vector<Declaration> redisTrust() {
    return {
        {.name = "JIM_REDIS_USERNAME",
         .member = &Settings::redisUsername,
         .meaning = "The user in Redis' access control list. Empty means the default user."},
        {.name = "JIM_REDIS_PASSWORD",
         .member = &Settings::redisPassword,
         .meaning = "That user's password."},
        {.name = "JIM_REDIS_PASSWORD_FILE",
         .member = &Settings::redisPasswordFile,
         .meaning = "A file whose first line is that password, instead of the password itself. "
                    "Read at the start."},
        {.name = "JIM_REDIS_TLS",
         .member = &Settings::redisTls,
         .defaultText = "false",
         .meaning = "Whether Redis and its sentinels are spoken to by TLS. The host's name must be "
                    "in Redis' certificate."},
        {.name = "JIM_REDIS_TLS_CA_FILE",
         .member = &Settings::redisTlsCaFile,
         .meaning = "PEM file with the authorities that Redis' certificate may come from. Empty "
                    "means those that the operating system trusts."},
        {.name = "JIM_REDIS_TLS_CERTIFICATE_FILE",
         .member = &Settings::redisTlsCertificateFile,
         .meaning = "PEM file with the certificate that this server shows to Redis. Empty means "
                    "none."},
        {.name = "JIM_REDIS_TLS_KEY_FILE",
         .member = &Settings::redisTlsKeyFile,
         .meaning = "PEM file with the key of that certificate, without a passphrase."},
    };
}

std::vector<Declaration> logAndClient() {
    return {
        {.name = "JIM_LOG_LEVEL",
         .member = &Settings::logLevel,
         .defaultText = "info",
         .meaning = "The least important kind of message to write.",
         .choices = {"trace", "debug", "info", "warning", "error"}},
        {.name = "JIM_LOG_FORMAT",
         .member = &Settings::logFormat,
         .defaultText = "text",
         .meaning = "Lines for people, or one JSON object a line.",
         .choices = {"text", "json"}},
        {.name = "JIM_URL",
         .member = &Settings::url,
         .meaning = "The server that the client commands talk to. Empty means the one that serves "
                    "the data folder, or `http://127.0.0.1:5200`.",
         .prefixes = {"http://"}},
        {.name = "JIM_API_KEY",
         .member = &Settings::apiKey,
         .meaning = "The key that the client commands use. Without it they read "
                    "`administrator.key` in the data folder."},
    };
}

std::string prefixText(const Declaration& declaration) {
    return fmt::format("'{}'", fmt::join(declaration.prefixes, "' or '"));
}

std::string allowedText(const Declaration& declaration) {
    if (!declaration.choices.empty() && declaration.choices.front().empty())
        return fmt::format("empty or one of {}",
                           fmt::join(std::span{declaration.choices}.subspan(1), ", "));
    if (!declaration.choices.empty())
        return fmt::format("one of {}", fmt::join(declaration.choices, ", "));
    if (!declaration.prefixes.empty())
        return fmt::format("a text that begins with {}", prefixText(declaration));
    return "a text without control characters";
}

std::string allowedSecret(const Declaration& declaration) {
    if (declaration.prefixes.empty()) return "a secret without blanks or control characters";
    return fmt::format("a secret of at least {} characters that begins with {}",
                       declaration.minimumLength, prefixText(declaration));
}

template <class T>
bool is(const Declaration& declaration) {
    return std::holds_alternative<T Settings::*>(declaration.member);
}

}  // namespace

std::span<const Declaration> declarations() {
    static const std::vector<Declaration> all = [] {
        std::vector<Declaration> rows;
        for (auto part : {filesAndDatabase(), databaseServer(), interface(), runsAndProgress(),
                          redisAddress(), redisTrust(), logAndClient()})
            for (auto& row : part) rows.push_back(std::move(row));
        return rows;
    }();
    return all;
}

std::string_view typeName(const Declaration& declaration) {
    if (is<std::int64_t>(declaration)) return "integer";
    if (is<bool>(declaration)) return "boolean";
    if (is<std::chrono::seconds>(declaration)) return "seconds";
    if (is<std::filesystem::path>(declaration)) return "path";
    if (is<Address>(declaration)) return "address";
    if (is<std::vector<std::string>>(declaration)) return "list";
    if (is<base::Secret>(declaration)) return "secret";
    return "text";
}

std::string allowed(const Declaration& declaration) {
    if (is<std::int64_t>(declaration))
        return fmt::format("a whole number from {} to {}", declaration.minimum,
                           declaration.maximum);
    if (is<std::chrono::seconds>(declaration))
        return fmt::format("a whole number of seconds from {} to {}", declaration.minimum,
                           declaration.maximum);
    if (is<bool>(declaration)) return "true or false";
    if (is<std::filesystem::path>(declaration)) return "a path";
    if (is<Address>(declaration)) return "a numeric IP address and a port, such as 127.0.0.1:5200";
    if (is<std::vector<std::string>>(declaration)) return "names separated by commas";
    if (is<base::Secret>(declaration)) return allowedSecret(declaration);
    return allowedText(declaration);
}

}  // namespace jim::config
