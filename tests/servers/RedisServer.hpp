#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace jim::servers {

/// A TCP port of 127.0.0.1 that nobody listens on.
[[nodiscard]] std::uint16_t freePort();

/// Runs a program to its end; throws with its name when it fails, with `package` when it is
/// missing.
void runProgram(const std::vector<std::string>& words, const std::string& package);

/// Debian's redis-server, started privately on a free port and a unix socket with a folder of its
/// own, ended with the object. Throws when it does not start.
class RedisServer {
public:
    /// `arguments` are given to it beside those it is always started with: `--name value`.
    explicit RedisServer(std::vector<std::string> arguments = {});
    /// On a port that is known already.
    RedisServer(std::uint16_t port, std::vector<std::string> arguments);
    ~RedisServer();
    RedisServer(const RedisServer&) = delete;
    RedisServer& operator=(const RedisServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::filesystem::path unixSocket() const { return folder_ / "redis.sock"; }

    /// SIGKILL, as a crash would.
    void kill();
    /// Starts it again, empty, on the same port, after `kill`.
    void start(std::vector<std::string> arguments = {});
    void pause();
    void resume();

    /// Sends a command over the unix socket as the default user; the reply as text, with blanks
    /// between the elements of an array. Throws when there is none.
    std::string ask(const std::vector<std::string>& words) const;

private:
    std::uint16_t port_ = 0;
    std::filesystem::path folder_;
    std::vector<std::string> arguments_;
    pid_t pid_ = -1;
    int log_ = -1;
};

/// A Sentinel that watches one master called `jim`, alone and quick to judge.
class RedisSentinel {
public:
    explicit RedisSentinel(std::uint16_t master);
    ~RedisSentinel();
    RedisSentinel(const RedisSentinel&) = delete;
    RedisSentinel& operator=(const RedisSentinel&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// Sends it a command, like RedisServer::ask.
    std::string ask(const std::vector<std::string>& words) const;

private:
    std::uint16_t port_ = 0;
    std::filesystem::path folder_;
    pid_t pid_ = -1;
    int log_ = -1;
};

/// A certificate authority of the test with what it issued: `ca.pem`, and certificate and key of a
/// server called localhost (`server.pem`, `server.key`) and of a client (`client.pem`,
/// `client.key`). Made with openssl.
void makeCertificates(const std::filesystem::path& folder);

}  // namespace jim::servers
