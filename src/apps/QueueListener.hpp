#pragma once

#include "foundation/log/Log.hpp"
#include "transport/postgres/Connection.hpp"

#include <functional>
#include <thread>

namespace jim::apps {

/// Calls `wake` when another process has changed the queue, from a thread of its own. While the
/// server is away workers still look by themselves, only later.
[[nodiscard]] std::jthread listenToQueue(transport::postgres::ConnectOptions server, log::Log& log,
                                         std::function<void()> wake);

}  // namespace jim::apps
