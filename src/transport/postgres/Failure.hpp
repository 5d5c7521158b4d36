#pragma once

#include "foundation/base/Error.hpp"

#include <string_view>

struct pg_conn;
struct pg_result;

namespace jim::transport::postgres {

/// What an SQLSTATE means to an administrator. Violated constraints are Conflict; what may pass
/// (connection lost, deadlock, serialisation, full disk, shutting down) is Unavailable; a wrong
/// password or missing right is InvalidState. `server` names the database without secrets; the
/// driver's own text goes into the detail.
[[nodiscard]] base::Error failure(std::string_view sqlState, std::string_view server,
                                  std::string_view driverText);

/// Whether the same transaction may succeed when it is tried again at once.
[[nodiscard]] bool isRetryable(std::string_view sqlState);

}  // namespace jim::transport::postgres
