#include "store/postgres/Presence.hpp"

#include "store/postgres/impl/Locks.hpp"

#include <fmt/format.h>

namespace jim::store::postgres {
namespace {

/// The server needs a moment to see that a process was killed.
constexpr const char* kPatience = "SET LOCAL lock_timeout = '5s'";

bool isLockTimeout(const base::Error& error) {
    return error.detail.find("55P03") != std::string::npos;
}

}  // namespace

base::Status announce(transport::postgres::Connection& connection, Progress progress) {
    const bool shared = progress == Progress::Shared;
    auto announced = connection.write([&]() -> base::Status {
        JIM_TRY(connection.script(kPatience));
        return connection.run(
            shared ? "SELECT pg_advisory_lock_shared(?)" : "SELECT pg_advisory_lock(?)",
            impl::kPresenceLock);
    });
    if (announced || !isLockTimeout(announced.error())) return announced;
    return base::fail(base::invalidState(fmt::format(
        "The database {} is used by another process{}. Processes that use one database share live "
        "progress by a Redis: set JIM_REDIS_HOST for all of them, or stop the other one.",
        connection.server(), shared ? " that has no Redis" : "")));
}

}  // namespace jim::store::postgres
