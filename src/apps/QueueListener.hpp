#pragma once

#include "foundation/log/Log.hpp"
#include "store/postgres/Presence.hpp"
#include "transport/postgres/Listener.hpp"

#include <functional>
#include <memory>
#include <thread>

namespace jim::apps {

/// Joins those who use the database; refused when they do not go together (see announce).
[[nodiscard]] base::Result<std::unique_ptr<transport::postgres::Listener>> joinQueue(
    const transport::postgres::ConnectOptions& server, store::postgres::Progress progress);

/// Calls `wake` when another process has changed the queue, from a thread of its own. While the
/// server is away workers still look by themselves, only later.
[[nodiscard]] std::jthread listenToQueue(std::unique_ptr<transport::postgres::Listener> listener,
                                         log::Log& log, std::function<void()> wake);

}  // namespace jim::apps
