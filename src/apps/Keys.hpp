#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/Result.hpp"
#include "foundation/config/Settings.hpp"
#include "runs/run_profile/Session.hpp"

#include <filesystem>
#include <optional>

namespace jim::apps {

/// Makes sure that somebody can get in. With JIM_INFRASTRUCTURE_API_KEY that key becomes an
/// administrator's for 24 hours from now. Without it, and without any key in the database, a new
/// administrator's key is written to `administrator.key` in the data folder (mode 0600); then the
/// file's path is returned.
[[nodiscard]] base::Result<std::optional<std::filesystem::path>> prepareKeys(
    runs::run_profile::SessionFactory& sessions, const config::Settings& settings,
    const base::Clock& clock);

}  // namespace jim::apps
