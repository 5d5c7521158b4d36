#pragma once

#include "transport/postgres/Connection.hpp"

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace jim::servers {

/// Debian's PostgreSQL with a data folder and a unix socket of its own, run by an unprivileged
/// user and without care for what a power cut would do. One for a test program: see
/// `postgresServer`. Throws when the package is missing or the server does not start.
class PostgresServer {
public:
    /// `parent`: where its folder is made; in memory when nothing is said. Its user must be able to
    /// go through there.
    explicit PostgresServer(const std::filesystem::path& parent = {});
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// To one of its databases, as its superuser.
    [[nodiscard]] transport::postgres::ConnectOptions options(const std::string& database) const;
    /// The same as a setting of the program.
    [[nodiscard]] std::string url(const std::string& database) const;

    [[nodiscard]] std::filesystem::path unixSocket() const { return folder_ / ".s.PGSQL.5432"; }
    [[nodiscard]] pid_t pid() const { return pid_; }

    /// A statement in the database `postgres`.
    void execute(const std::string& sql);

    /// Ends the server at once, as a crash would, and starts it again.
    void restart();

    /// Starts it again so that it listens on this port of 127.0.0.1 too, where everybody needs TLS
    /// and a password.
    void listenWithTls(std::uint16_t port, const std::filesystem::path& certificate,
                       const std::filesystem::path& key);

private:
    class Output;

    void start();
    void stop(int signal);

    std::filesystem::path folder_;
    std::unique_ptr<Output> output_;
    std::vector<std::string> network_{"listen_addresses="};
    std::string port_;  ///< Also in the name of its unix socket; empty: the usual one.
    pid_t pid_ = -1;
};

/// The server of this process: started by the first call, stopped with the program.
[[nodiscard]] PostgresServer& postgresServer();

/// A database of one test, dropped with this object. `like` is a database nobody is connected to.
class ScratchDatabase {
public:
    explicit ScratchDatabase(const std::string& like = "template0");
    ~ScratchDatabase();
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] transport::postgres::ConnectOptions options() const;
    [[nodiscard]] std::string url() const;

private:
    std::string name_;
};

}  // namespace jim::servers
