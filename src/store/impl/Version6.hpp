#pragma once

#include <string_view>

namespace jim::store::impl {

/// An object's system, type and status go together. A planner that takes them for independent
/// expects an eighth of the objects that there are, and looks them up one by one. SQLite does not
/// weigh plans so.
inline constexpr std::string_view kKindsOfObjectsPostgres = R"sql(
CREATE STATISTICS cso_kinds (dependencies, mcv) ON system_id, type_id, status FROM cso;
)sql";

}  // namespace jim::store::impl
