#pragma once

#include "runs/run_profile/Session.hpp"

namespace jim::store {

/// Gives a database that has no metaverse schema the built-in one.
[[nodiscard]] base::Status seed(runs::run_profile::Session& session, base::Timestamp now);

}  // namespace jim::store
