#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "transport/sqlite/Statement.hpp"

namespace jim::store::sqlite::impl {

using transport::sqlite::Statement;

/// The columns of `cso c` left-joined with `cso_join j`, as `connectorSpaceObject` reads them; the
/// document, when it is selected, comes last.
constexpr int kCsoColumnCount = 12;
constexpr const char* kCsoColumns =
    "c.id, c.system_id, c.type_id, c.status, c.external_id, c.display_name, c.hash, c.created, "
    "c.updated, j.mvo_id, j.type, j.joined";
constexpr const char* kCsoFrom = "cso c LEFT JOIN cso_join j ON j.cso_id = c.id";

[[nodiscard]] identity::connector_space::ConnectorSpaceObject connectorSpaceObject(
    const Statement& row);
[[nodiscard]] identity::schema::ContentHash contentHash(std::string_view blob);

/// The columns of `pending_export p`, read from column `first` on.
constexpr const char* kPendingExportColumns =
    "p.id, p.system_id, p.cso_id, p.mvo_id, p.change_type, p.status, p.created, p.last_attempted, "
    "p.next_retry, p.error_count, p.last_error, p.changes";
[[nodiscard]] identity::connector_space::PendingExport pendingExport(const Statement& row,
                                                                     int first = 0);

/// The columns of `mvo m`; the document, when it is selected, comes after them.
constexpr int kMvoColumnCount = 8;
constexpr const char* kMvoColumns =
    "m.id, m.type_id, m.status, m.origin, m.display_name, m.created, m.updated, "
    "m.last_disconnected";
[[nodiscard]] identity::metaverse::MetaverseObject metaverseObject(const Statement& row);

/// A document is checked when it enters the program: a damaged file must not become a wrong walk
/// through memory. InvalidState when it is none.
[[nodiscard]] base::Result<std::string> documentOf(const Statement& row, int column);

[[nodiscard]] std::optional<base::Timestamp> optionalTime(const Statement& row, int column);
[[nodiscard]] inline std::optional<std::int64_t> micros(
    const std::optional<base::Timestamp>& time) {
    return time ? std::optional{time->micros} : std::nullopt;
}
[[nodiscard]] inline transport::sqlite::Blob blobOf(const identity::schema::ContentHash& hash) {
    return {{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

}  // namespace jim::store::sqlite::impl
