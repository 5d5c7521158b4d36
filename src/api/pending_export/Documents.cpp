#include "api/pending_export/Documents.hpp"

#include "api/operation/Route.hpp"
#include "api/pending_export/Operations.hpp"

#include <algorithm>

namespace jim::api::pending_export {

using namespace operation;
using identity::connector_space::CsoStatus;
using identity::connector_space::kCsoKind;
using identity::connector_space::kMvoKind;
using identity::connector_space::kPendingExportKind;
using identity::connector_space::PendingExportId;

namespace {

/// Exports are retried with every run; there is no limit yet after which one is given up.
constexpr std::int32_t kMaxRetries = 0;

std::int64_t changeCount(const PendingExportHeader& header) {
    std::int64_t count = header.referenceChanges;
    for (const auto& change : identity::schema::decodeChanges(header.pendingExport.changes))
        count += static_cast<std::int64_t>(change.added.size() + change.removed.size());
    return count;
}

}  // namespace

bool isUnresolved(const PendingReferenceDetail& reference) {
    return reference.reference.added && reference.targetExternalId.empty() &&
           reference.targetStatus == CsoStatus::PendingProvisioning;
}

Json headerOf(const Call& call, const PendingExportDetail& detail) {
    const auto& row = detail.header;
    const auto& pending = row.pendingExport;
    const auto unresolved = std::ranges::count_if(detail.references, isUnresolved);
    Json source;
    if (pending.source) source = call.guidOf(kMvoKind, static_cast<std::int64_t>(*pending.source));
    return Json::object()
        .set("id", call.guidOf(kPendingExportKind, static_cast<std::int64_t>(pending.id)))
        .set("connectedSystemId", pending.systemId)
        .set("changeType", pending.changeType)
        .set("status", pending.status)
        .set("createdAt", pending.created)
        .set("lastAttemptedAt", pending.lastAttempted)
        .set("nextRetryAt", pending.nextRetry)
        .set("errorCount", pending.errorCount)
        .set("maxRetries", kMaxRetries)
        .set("lastErrorMessage", orNull(pending.lastError))
        .set("hasUnresolvedReferences", unresolved > 0)
        .set("unresolvedReferenceCount", unresolved)
        .set("targetObjectIdentifier", orNull(row.targetIdentifier))
        .set("sourceMetaverseObjectId", std::move(source))
        .set("sourceMetaverseObjectDisplayName", orNull(row.sourceDisplayName))
        .set("attributeChangeCount", changeCount(row))
        .set("connectedSystemObjectId",
             call.guidOf(kCsoKind, static_cast<std::int64_t>(pending.cso)));
}

base::Result<PendingExportDetail> withReferences(const Call& call, PendingExportHeader header) {
    PendingExportDetail detail{std::move(header), {}};
    if (detail.header.referenceChanges > 0) {
        JIM_ASSIGN(detail.references, call.session().connectorSpaceQueries().pendingReferences(
                                          detail.header.pendingExport.id));
    }
    return detail;
}

base::Result<PendingExportDetail> find(const Call& call) {
    const auto& id = call.guid("id");
    const auto missing = base::notFound("Pending export", base::toText(id));
    const auto number = call.numberOf(kPendingExportKind, id);
    if (!number) return base::fail(missing);
    JIM_ASSIGN(auto header,
               call.session().connectorSpaceQueries().pendingExport(PendingExportId{*number}));
    if (!header) return base::fail(missing);
    return withReferences(call, std::move(*header));
}

base::Result<ConnectedSystem> systemOf(const Call& call, const PendingExportDetail& detail) {
    const auto id = detail.header.pendingExport.systemId;
    JIM_ASSIGN(auto system, call.session().connectedSystems().find(id));
    if (!system) return base::fail(base::internal("a pending export of no connected system"));
    return std::move(*system);
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"PendingExportHeader",
         "id:guid, connectedSystemId:int, changeType:E:PendingExportChangeType, "
         "status:E:PendingExportStatus, createdAt:ts, lastAttemptedAt:ts?, nextRetryAt:ts?, "
         "errorCount:int, maxRetries:int, lastErrorMessage?, hasUnresolvedReferences:bool, "
         "unresolvedReferenceCount:int, targetObjectIdentifier?, sourceMetaverseObjectId:guid?, "
         "sourceMetaverseObjectDisplayName?, attributeChangeCount:int, "
         "connectedSystemObjectId:guid?"},
        {"PendingAttributeChange",
         "id:guid, attributeId:int, attributeName, "
         "changeType:E:PendingExportAttributeChangeType, "
         "status:E:PendingExportAttributeChangeStatus, stringValue?, dateTimeValue:ts?, "
         "intValue:int?, longValue:long?, decimalValue:number?, byteValue:base64?, "
         "guidValue:guid?, boolValue:bool?, unresolvedReferenceValue?, exportAttemptCount:int"},
        {"UnresolvedPendingReference",
         "attributeChangeId:guid, attributeName, referencedMetaverseObjectId:guid?, "
         "referencedMetaverseObjectDisplayName?, reason:E:UnresolvedReferenceReason"},
        {"PendingExport",
         "id:guid, connectedSystemId:int, connectedSystemName, "
         "changeType:E:PendingExportChangeType, status:E:PendingExportStatus, createdAt:ts, "
         "errorCount:int, maxRetries:int, lastAttemptedAt:ts?, nextRetryAt:ts?, "
         "lastErrorMessage?, hasUnresolvedReferences:bool, connectedSystemObjectId:guid?, "
         "connectedSystemObjectDisplayName?, connectedSystemObjectTypeName?, "
         "sourceMetaverseObjectId:guid?, sourceMetaverseObjectDisplayName?, "
         "sourceMetaverseObjectTypeName?, attributeChanges:PendingAttributeChange[], "
         "attributeChangeSummaries:AttributeValueSummary[]?, "
         "unresolvedReferences:UnresolvedPendingReference[]"},
    };
    return kSchemas;
}

}  // namespace jim::api::pending_export
