#pragma once

#include "transport/postgres/Connection.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace jim::transport::postgres {

/// Waits for `NOTIFY` on one channel, with a connection of its own. Notifications that were sent
/// while the connection was away are lost: callers look for themselves from time to time. Used by
/// one thread at a time.
class Listener {
public:
    /// What is done first on each new connection; nothing is heard on one where it failed.
    using Beginning = std::function<base::Status(Connection&)>;

    /// `channel` is a plain name. Unavailable when there is no server; what `beginning` says.
    [[nodiscard]] static base::Result<std::unique_ptr<Listener>> open(const ConnectOptions& options,
                                                                      std::string channel,
                                                                      Beginning beginning = {});

    /// Whether there was a notification within this time; several count as one. After an error
    /// the next call connects anew.
    [[nodiscard]] base::Result<bool> wait(std::chrono::milliseconds time);

private:
    Listener(std::unique_ptr<Connection> connection, std::string channel, Beginning beginning)
        : connection_(std::move(connection)),
          channel_(std::move(channel)),
          beginning_(std::move(beginning)) {}

    [[nodiscard]] base::Status listen();
    [[nodiscard]] bool takeAll();

    std::unique_ptr<Connection> connection_;
    std::string channel_;
    Beginning beginning_;
    bool listening_ = false;
};

}  // namespace jim::transport::postgres
