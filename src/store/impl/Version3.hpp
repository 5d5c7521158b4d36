#pragma once

#include <string_view>

namespace jim::store::impl {

/// Third step: full synchronisations pass by what is settled.
extern const std::string_view kSettledObjectsSqlite;
extern const std::string_view kSettledObjectsPostgres;

}  // namespace jim::store::impl
