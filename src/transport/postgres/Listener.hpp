#pragma once

#include "transport/postgres/Connection.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace jim::transport::postgres {

/// Waits for `NOTIFY` on one channel, with a connection of its own. Notifications that were sent
/// while the connection was away are lost: callers look for themselves from time to time. Used by
/// one thread at a time.
class Listener {
public:
    /// `channel` is a plain name. Unavailable when there is no server.
    [[nodiscard]] static base::Result<std::unique_ptr<Listener>> open(const ConnectOptions& options,
                                                                      std::string channel);

    /// Whether there was a notification within this time; several count as one. After an error
    /// the next call connects anew.
    [[nodiscard]] base::Result<bool> wait(std::chrono::milliseconds time);

private:
    Listener(std::unique_ptr<Connection> connection, std::string channel)
        : connection_(std::move(connection)), channel_(std::move(channel)) {}

    [[nodiscard]] base::Status listen();
    [[nodiscard]] bool takeAll();

    std::unique_ptr<Connection> connection_;
    std::string channel_;
};

}  // namespace jim::transport::postgres
