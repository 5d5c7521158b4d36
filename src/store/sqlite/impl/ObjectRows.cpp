#include "store/sqlite/impl/ObjectRows.hpp"

#include <algorithm>

namespace jim::store::sqlite::impl {

namespace cs = identity::connector_space;
namespace mv = identity::metaverse;

cs::ConnectorSpaceObject connectorSpaceObject(const Statement& row) {
    cs::ConnectorSpaceObject object;
    object.id = row.as<cs::CsoId>(0);
    object.systemId = row.as<std::int32_t>(1);
    object.objectTypeId = row.as<std::int32_t>(2);
    object.status = row.as<cs::CsoStatus>(3);
    object.externalId = row.text(4);
    object.displayName = row.text(5);
    object.hash = contentHash(row.blob(6));
    object.created = {row.integer(7)};
    object.updated = {row.integer(8)};
    if (!row.isNull(9))
        object.join =
            cs::Join{object.id, row.as<cs::MvoId>(9), row.as<cs::JoinType>(10), {row.integer(11)}};
    return object;
}

identity::schema::ContentHash contentHash(std::string_view blob) {
    identity::schema::ContentHash hash{};
    std::ranges::copy_n(blob.begin(),
                        static_cast<std::ptrdiff_t>(std::min(blob.size(), hash.size())),
                        reinterpret_cast<char*>(hash.data()));
    return hash;
}

cs::PendingExport pendingExport(const Statement& row, int first) {
    cs::PendingExport result;
    result.id = row.as<cs::PendingExportId>(first);
    result.systemId = row.as<std::int32_t>(first + 1);
    result.cso = row.as<cs::CsoId>(first + 2);
    if (!row.isNull(first + 3)) result.source = row.as<cs::MvoId>(first + 3);
    result.changeType = row.as<cs::PendingExportChangeType>(first + 4);
    result.status = row.as<cs::PendingExportStatus>(first + 5);
    result.created = {row.integer(first + 6)};
    result.lastAttempted = optionalTime(row, first + 7);
    result.nextRetry = optionalTime(row, first + 8);
    result.errorCount = row.as<std::int32_t>(first + 9);
    result.lastError = row.text(first + 10);
    result.changes = row.blob(first + 11);
    return result;
}

mv::MetaverseObject metaverseObject(const Statement& row) {
    mv::MetaverseObject object;
    object.id = row.as<mv::MvoId>(0);
    object.objectTypeId = row.as<std::int32_t>(1);
    object.status = row.as<mv::MvoStatus>(2);
    object.origin = row.as<mv::MvoOrigin>(3);
    object.displayName = row.text(4);
    object.created = {row.integer(5)};
    object.updated = {row.integer(6)};
    object.lastConnectorDisconnected = optionalTime(row, 7);
    return object;
}

base::Result<std::string> documentOf(const Statement& row, int column) {
    const std::string_view bytes = row.blob(column);
    JIM_TRY(identity::schema::validateDocument(bytes));
    return std::string{bytes};
}

std::optional<base::Timestamp> optionalTime(const Statement& row, int column) {
    if (row.isNull(column)) return std::nullopt;
    return base::Timestamp{row.integer(column)};
}

}  // namespace jim::store::sqlite::impl
