#include "api/pending_export/Documents.hpp"
#include "api/pending_export/Operations.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace jim::api::pending_export {

using namespace operation;
using identity::connector_space::CsoId;
using identity::connector_space::kMvoKind;

namespace {

constexpr std::int64_t kMostChanges = 100;

Json unresolvedOf(const PendingExportDetail& detail, const std::vector<ChangeRow>& rows,
                  const std::map<CsoId, base::Guid>& metaverseIds) {
    Json list = Json::array();
    // References come last among the rows, in their own order.
    std::size_t at = rows.size() - detail.references.size();
    for (const auto& reference : detail.references) {
        const ChangeRow& row = rows[at++];
        if (!isUnresolved(reference)) continue;
        const auto id = metaverseIds.find(reference.reference.target);
        list.append(
            Json::object()
                .set("attributeChangeId", row.id)
                .set("attributeName", row.attribute)
                .set("referencedMetaverseObjectId",
                     id == metaverseIds.end() ? Json{} : Json{id->second})
                .set("referencedMetaverseObjectDisplayName", orNull(reference.targetDisplayName))
                .set("reason", "AwaitingAnchor"));
    }
    return list;
}

/// The metaverse objects behind references that cannot be written yet.
base::Result<std::map<CsoId, base::Guid>> metaverseIdsOf(const Call& call,
                                                         const PendingExportDetail& detail) {
    std::vector<CsoId> targets;
    for (const auto& reference : detail.references)
        if (isUnresolved(reference)) targets.push_back(reference.reference.target);
    std::map<CsoId, base::Guid> ids;
    if (targets.empty()) return ids;
    JIM_ASSIGN(const auto objects, call.session().connectorSpace().load(targets));
    for (const auto& object : objects)
        if (object.join)
            ids[object.id] = call.guidOf(kMvoKind, static_cast<std::int64_t>(object.join->mvo));
    return ids;
}

base::Result<Json> sourceTypeName(const Call& call, const PendingExportDetail& detail) {
    if (!detail.header.pendingExport.source) return Json{};
    const std::array ids{*detail.header.pendingExport.source};
    JIM_ASSIGN(const auto objects, call.session().metaverse().load(ids));
    JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
    const auto* type =
        objects.empty() ? nullptr : schema.findObjectType(objects.front().objectTypeId);
    return type == nullptr ? Json{} : Json{type->name};
}

void setChanges(Json& out, std::vector<ChangeRow> rows) {
    Json changes = Json::array();
    Json summaries = Json::array();
    std::map<std::string, std::int64_t> counts;
    for (auto& row : rows)
        if (++counts[row.attribute] <= kMostChanges) changes.append(std::move(row.document));
    for (const auto& [name, count] : counts)
        if (count > 1)
            summaries.append(Json::object()
                                 .set("attributeName", name)
                                 .set("totalCount", count)
                                 .set("returnedCount", std::min(count, kMostChanges))
                                 .set("hasMore", count > kMostChanges));
    const bool any = !summaries.items()->empty();
    out.set("attributeChanges", std::move(changes))
        .set("attributeChangeSummaries", any ? std::move(summaries) : Json{});
}

base::Result<Json> documentOf(const Call& call, const PendingExportDetail& detail) {
    JIM_ASSIGN(const auto system, systemOf(call, detail));
    JIM_ASSIGN(const auto metaverseIds, metaverseIdsOf(call, detail));
    JIM_ASSIGN(Json sourceType, sourceTypeName(call, detail));
    const Json header = headerOf(call, detail);
    const auto* type = system.findObjectType(detail.header.objectTypeId);
    auto rows = changesOf(call, system, detail);
    Json unresolved = unresolvedOf(detail, rows, metaverseIds);
    Json out = Json::object();
    for (const auto* name : {"id", "connectedSystemId"}) out.set(name, *header.find(name));
    out.set("connectedSystemName", system.name);
    for (const auto* name :
         {"changeType", "status", "createdAt", "errorCount", "maxRetries", "lastAttemptedAt",
          "nextRetryAt", "lastErrorMessage", "hasUnresolvedReferences", "connectedSystemObjectId"})
        out.set(name, *header.find(name));
    out.set("connectedSystemObjectDisplayName", orNull(detail.header.targetDisplayName))
        .set("connectedSystemObjectTypeName", type ? Json{type->name} : Json{})
        .set("sourceMetaverseObjectId", *header.find("sourceMetaverseObjectId"))
        .set("sourceMetaverseObjectDisplayName", orNull(detail.header.sourceDisplayName))
        .set("sourceMetaverseObjectTypeName", std::move(sourceType));
    setChanges(out, std::move(rows));
    out.set("unresolvedReferences", std::move(unresolved));
    return out;
}

base::Result<Reply> runGetPendingExport(Call& call) {
    Json answer;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto detail, find(call));
        JIM_ASSIGN(answer, documentOf(call, detail));
        return {};
    }));
    return ok(answer);
}

}  // namespace

Route getPendingExport() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/pending-exports/{id:guid}",
        .access = Level::Reader,
        .summary = "Reads a pending export with its changes, at most 100 of each attribute.",
        .successes = {{200, "PendingExport"}},
        .run = runGetPendingExport,
    };
}

}  // namespace jim::api::pending_export
