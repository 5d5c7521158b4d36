#pragma once

#include "foundation/base/Clock.hpp"
#include "store/Migration.hpp"
#include "transport/postgres/Connection.hpp"

#include <cstdint>
#include <span>

namespace jim::store::postgres::impl {

/// Brings a database to the last of `steps`, each step in its own transaction. Processes that
/// start at once wait for each other (advisory lock), and one of them does it. The space of
/// base::sequenceGuid that was drawn with the first step. InvalidState when the database belongs
/// to another program or to a newer version; then nothing is written.
[[nodiscard]] base::Result<std::uint64_t> migrate(transport::postgres::Connection& connection,
                                                  const base::Clock& clock,
                                                  std::span<const Migration> steps = migrations());

/// InvalidState unless the database has the shape that this program knows, when it is asked.
[[nodiscard]] base::Status checkVersion(transport::postgres::Connection& connection);

}  // namespace jim::store::postgres::impl
