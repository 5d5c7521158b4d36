#pragma once

#include "store/ObjectRows.hpp"
#include "transport/sqlite/Statement.hpp"

namespace jim::store::sqlite::impl {

using transport::sqlite::Statement;

using store::connectorSpaceObject;
using store::contentHash;
using store::documentOf;
using store::kCsoColumnCount;
using store::kCsoColumns;
using store::kCsoFrom;
using store::kMvoColumnCount;
using store::kMvoColumns;
using store::kPendingExportColumns;
using store::metaverseObject;
using store::micros;
using store::optionalTime;
using store::pendingExport;

[[nodiscard]] inline transport::sqlite::Blob blobOf(const identity::schema::ContentHash& hash) {
    return {store::bytesOf(hash).bytes};
}

}  // namespace jim::store::sqlite::impl
