#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "store/Rows.hpp"

#include <algorithm>

namespace jim::store {

/// The columns of `cso c` left-joined with `cso_join j`, as `connectorSpaceObject` reads them; the
/// document, when it is selected, comes last.
constexpr int kCsoColumnCount = 12;
constexpr const char* kCsoColumns =
    "c.id, c.system_id, c.type_id, c.status, c.external_id, c.display_name, c.hash, c.created, "
    "c.updated, j.mvo_id, j.type, j.joined";
/// Those of `cso c` alone.
constexpr const char* kOwnCsoColumns =
    "c.id, c.system_id, c.type_id, c.status, c.external_id, c.display_name, c.hash, c.created, "
    "c.updated";
constexpr const char* kCsoFrom = "cso c LEFT JOIN cso_join j ON j.cso_id = c.id";

[[nodiscard]] inline identity::schema::ContentHash contentHash(std::string_view blob) {
    identity::schema::ContentHash hash{};
    std::ranges::copy_n(blob.begin(),
                        static_cast<std::ptrdiff_t>(std::min(blob.size(), hash.size())),
                        reinterpret_cast<char*>(hash.data()));
    return hash;
}

[[nodiscard]] identity::connector_space::ConnectorSpaceObject connectorSpaceObject(
    const auto& row) {
    identity::connector_space::ConnectorSpaceObject object;
    object.id = row.template as<identity::connector_space::CsoId>(0);
    object.systemId = row.template as<std::int32_t>(1);
    object.objectTypeId = row.template as<std::int32_t>(2);
    object.status = row.template as<identity::connector_space::CsoStatus>(3);
    object.externalId = row.text(4);
    object.displayName = row.text(5);
    object.hash = contentHash(row.blob(6));
    object.created = {row.integer(7)};
    object.updated = {row.integer(8)};
    if (!row.isNull(9))
        object.join = identity::connector_space::Join{
            object.id,
            row.template as<identity::connector_space::MvoId>(9),
            row.template as<identity::connector_space::JoinType>(10),
            {row.integer(11)},
            object.systemId};
    return object;
}

/// The columns of `pending_export p`, read from column `first` on.
constexpr const char* kPendingExportColumns =
    "p.id, p.system_id, p.cso_id, p.mvo_id, p.change_type, p.status, p.created, p.last_attempted, "
    "p.next_retry, p.error_count, p.last_error, p.changes";
[[nodiscard]] identity::connector_space::PendingExport pendingExport(const auto& row,
                                                                     int first = 0) {
    identity::connector_space::PendingExport result;
    result.id = row.template as<identity::connector_space::PendingExportId>(first);
    result.systemId = row.template as<std::int32_t>(first + 1);
    result.cso = row.template as<identity::connector_space::CsoId>(first + 2);
    if (!row.isNull(first + 3))
        result.source = row.template as<identity::connector_space::MvoId>(first + 3);
    result.changeType =
        row.template as<identity::connector_space::PendingExportChangeType>(first + 4);
    result.status = row.template as<identity::connector_space::PendingExportStatus>(first + 5);
    result.created = {row.integer(first + 6)};
    result.lastAttempted = optionalTime(row, first + 7);
    result.nextRetry = optionalTime(row, first + 8);
    result.errorCount = row.template as<std::int32_t>(first + 9);
    result.lastError = row.text(first + 10);
    result.changes = row.blob(first + 11);
    return result;
}

/// The columns of `mvo m`; the document, when it is selected, comes after them.
constexpr int kMvoColumnCount = 8;
constexpr const char* kMvoColumns =
    "m.id, m.type_id, m.status, m.origin, m.display_name, m.created, m.updated, "
    "m.last_disconnected";
[[nodiscard]] identity::metaverse::MetaverseObject metaverseObject(const auto& row) {
    identity::metaverse::MetaverseObject object;
    object.id = row.template as<identity::metaverse::MvoId>(0);
    object.objectTypeId = row.template as<std::int32_t>(1);
    object.status = row.template as<identity::metaverse::MvoStatus>(2);
    object.origin = row.template as<identity::metaverse::MvoOrigin>(3);
    object.displayName = row.text(4);
    object.created = {row.integer(5)};
    object.updated = {row.integer(6)};
    object.lastConnectorDisconnected = optionalTime(row, 7);
    return object;
}

[[nodiscard]] inline Bytes bytesOf(const identity::schema::ContentHash& hash) {
    return {{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

/// A document is checked when it enters the program: a damaged file must not become a wrong walk
/// through memory. InvalidState when it is none.
[[nodiscard]] base::Result<std::string> documentOf(const auto& row, int column) {
    const std::string_view bytes = row.blob(column);
    JIM_TRY(identity::schema::validateDocument(bytes));
    return std::string{bytes};
}

/// The object with its document, which follows the columns.
[[nodiscard]] base::Result<identity::connector_space::ConnectorSpaceObject>
wholeConnectorSpaceObject(const auto& row) {
    auto object = connectorSpaceObject(row);
    JIM_ASSIGN(object.document, documentOf(row, kCsoColumnCount));
    return object;
}

[[nodiscard]] base::Result<identity::metaverse::MetaverseObject> wholeMetaverseObject(
    const auto& row) {
    auto object = metaverseObject(row);
    JIM_ASSIGN(object.document, documentOf(row, kMvoColumnCount));
    return object;
}

}  // namespace jim::store
