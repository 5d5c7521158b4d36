#pragma once

#include "apps/Roles.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"
#include "runs/run_profile/Session.hpp"
#include "transport/postgres/Connection.hpp"

#include <memory>
#include <optional>

namespace jim::apps {

/// The database that the settings name, opened and of the current version.
struct Database {
    std::unique_ptr<runs::run_profile::SessionFactory> sessions;
    /// Of a server, which other processes may use too; nothing for a file that is ours alone.
    std::optional<transport::postgres::ConnectOptions> server;
};

/// Errors are one clear line: see the session factories; and settings that do not go together, or
/// a password file that cannot be read (InvalidInput).
[[nodiscard]] base::Result<Database> openDatabase(const config::Settings& settings, Roles roles,
                                                  const base::Clock& clock);

/// Where the settings say the server is. InvalidInput: a password file that cannot be read.
[[nodiscard]] base::Result<transport::postgres::ConnectOptions> serverOf(
    const config::Settings& settings);

}  // namespace jim::apps
