#pragma once

#include "apps/CopyableDatabase.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace jim::apps {

/// What was copied of one table, and read back.
struct CopiedTable {
    std::string name;
    std::int64_t rows = 0;
    std::string digest;  ///< Of all rows in any order, in hexadecimal.
};

/// Copies everything of one database into another that is empty, as one transaction, and reads
/// every table back: the copy stands only when rows and digests are equal. What synchronisations
/// look objects up by is left out: each database keeps it in its own form, and the next
/// synchronisation makes it again. InvalidState: the target is not empty, or a table came out
/// different; then nothing was written.
[[nodiscard]] base::Result<std::vector<CopiedTable>> copyDatabase(CopyableDatabase& from,
                                                                  CopyableDatabase& to);

/// Things that a whole database has none of, such as a join without its object: one line for each
/// kind that there is.
[[nodiscard]] base::Result<std::vector<std::string>> contradictionsIn(CopyableDatabase& database);

}  // namespace jim::apps
