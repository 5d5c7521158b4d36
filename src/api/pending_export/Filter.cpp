#include "api/pending_export/Filter.hpp"

namespace jim::api::pending_export {

namespace space = identity::connector_space;

space::PendingExportFilter readFilter(operation::Reader& query, std::int32_t systemId) {
    space::PendingExportFilter filter;
    filter.systemId = systemId;
    filter.changeType = query.named("changeType", space::parsePendingExportChangeType);
    filter.status = query.named("status", space::parsePendingExportStatus);
    return filter;
}

}  // namespace jim::api::pending_export
