#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <list>
#include <mutex>
#include <string>
#include <thread>

namespace jim::servers {

/// A network between one process and a server: a TCP port of 127.0.0.1 that is passed on to the
/// server's unix socket, and can be cut. While it is, nothing gets through and no connection ends,
/// as when a cable is pulled.
class Relay {
public:
    explicit Relay(std::filesystem::path unixSocket);
    ~Relay();
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// When it returns nothing gets through any more.
    void cut() {
        const std::scoped_lock lock{passing_};
        cut_ = true;
    }
    /// What was sent meanwhile arrives.
    void heal() { cut_ = false; }
    /// Ends all connections; what was on its way in a cut network is lost.
    void tear() { torn_ = true; }

private:
    struct Link {
        int client = -1;
        int server = -1;
    };

    void work(const std::stop_token& stop);
    void accept();
    /// False: one side has closed it.
    [[nodiscard]] static bool pass(int from, int to);
    static void close(const Link& link);

    std::filesystem::path unixSocket_;
    std::uint16_t port_ = 0;
    int listener_ = -1;
    std::mutex passing_;
    std::atomic<bool> cut_{false};
    std::atomic<bool> torn_{false};
    std::list<Link> links_;
    std::jthread thread_;
};

}  // namespace jim::servers
