#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace jim::scenarios {

/// Every row of every table, as text, in order; by the table's name.
using DatabaseTables = std::map<std::string, std::vector<std::string>>;

/// The database of a stopped server, in `folder`/data, in a form that two servers with the same
/// history have in common: names stand for ids that objects were given, `folder` and times are left
/// out. Left out are whole tables only that tell how runs went, not what they came to.
[[nodiscard]] DatabaseTables databaseTables(const std::filesystem::path& folder);

/// Where they differ, in a few lines; empty when they do not.
[[nodiscard]] std::string differenceOf(const DatabaseTables& expected, const DatabaseTables& found);

}  // namespace jim::scenarios
