#pragma once

#include "api/operation/Reader.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"

namespace jim::api::pending_export {

/// Which pending exports of a system are meant: `changeType` and `status` of the query, both
/// optional.
[[nodiscard]] identity::connector_space::PendingExportFilter readFilter(operation::Reader& query,
                                                                        std::int32_t systemId);

}  // namespace jim::api::pending_export
