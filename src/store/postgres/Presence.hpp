#pragma once

#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

/// Whether the live progress of this process's runs can be read by others.
enum class Progress : bool { InThisProcess, Shared };

/// Says that this process uses the database, for as long as the connection lives. Processes that
/// share live progress may be many. One that does not is alone: others would show the runs that it
/// executes as queued for ever, and it theirs. InvalidState when that is not so.
[[nodiscard]] base::Status announce(transport::postgres::Connection& connection, Progress progress);

}  // namespace jim::store::postgres
