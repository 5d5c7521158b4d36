#pragma once

#include "foundation/base/Clock.hpp"
#include "store/Migration.hpp"
#include "transport/sqlite/Connection.hpp"

#include <cstdint>
#include <span>

namespace jim::store::sqlite::impl {

struct Migrated {
    std::uint64_t guidSpace = 0;
    bool made = false;  ///< The file was empty.
};

/// Brings a file to the last of `steps`, each step in its own transaction. InvalidState when the
/// file belongs to another program or to a newer version; then nothing is written.
[[nodiscard]] base::Result<Migrated> migrate(transport::sqlite::Connection& connection,
                                             const base::Clock& clock,
                                             std::span<const Migration> steps = migrations());

}  // namespace jim::store::sqlite::impl
