#pragma once

#include "foundation/base/Result.hpp"
#include "progress/ProgressStore.hpp"

#include <string>

namespace jim::progress {

/// Reads a document that lay where others can write, and makes the snapshot of it that was stored.
///
/// InvalidInput, with the reason in `detail`, for whatever encodeSnapshot would not have written:
/// over kMaximumDocument, no JSON, members that are missing or of another type, a head in another
/// order, numbers out of range, text with control characters or directional overrides, raw `<`,
/// `>` or `&`. What it lets through can be given to any reader unchanged. Members it does not know
/// are let through: a newer version may have written them.
[[nodiscard]] base::Result<StoredSnapshot> readStored(std::string document);

}  // namespace jim::progress
