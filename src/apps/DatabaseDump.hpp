#pragma once

#include "apps/DatabaseCopy.hpp"

#include <filesystem>

namespace jim::apps {

/// Copies one moment of the settings' database into `file`, while others may go on using it. A dump
/// is a database file as `jim serve` keeps it, whatever the database was, without what can be made
/// again, and read by its owner only. It gets its name when all of it is there. InvalidState: the
/// file exists; and all that a copy fails by.
[[nodiscard]] base::Result<std::vector<CopiedTable>> dumpDatabase(const config::Settings& settings,
                                                                  const std::filesystem::path& file,
                                                                  const base::Clock& clock);

/// Copies a dump, also that of an older version, into the settings' database, which nobody uses and
/// which is empty or not there yet. The dump is only read; for a while a copy of it lies in the
/// data folder. InvalidState: it is missing, damaged, not whole or of a newer version, or the
/// database is not empty; then nothing was written.
[[nodiscard]] base::Result<std::vector<CopiedTable>> restoreDatabase(
    const config::Settings& settings, const std::filesystem::path& file, const base::Clock& clock);

}  // namespace jim::apps
