#include "scenarios/DatabaseTables.hpp"

#include "transport/sqlite/Connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace jim::scenarios {
namespace {

using transport::sqlite::Connection;

/// What happened on the way, and what each file and each start has of its own.
const std::set<std::string> kStories{"activity",      "run_position", "execution_item",
                                     "id_block",      "cso_settled",  "settled_stretch",
                                     "database_info", "system_turn"};
const std::set<std::string> kKeys{"api_key", "api_key_role"};
const std::set<std::string> kTimes{"created", "updated", "last_updated", "joined",
                                   "last_disconnected"};
/// Tables whose ids come from blocks: a run that died leaves a gap.
const std::set<std::string> kNumbered{"cso", "mvo", "pending_export"};

template <class T>
T need(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message + " " + result.error().detail);
    return std::move(*result);
}

std::vector<std::string> texts(Connection& database, const std::string& sql) {
    auto statement = need(database.prepare(sql));
    std::vector<std::string> rows;
    while (need(statement.step())) rows.emplace_back(statement.text(0));
    return rows;
}

/// A column in words that do not depend on ids: empty when it is left out.
std::string expressionOf(const std::string& table, const std::string& column) {
    if (kTimes.contains(column) || (column == "id" && kNumbered.contains(table))) return {};
    if (column.ends_with("cso_id"))
        return fmt::format("(SELECT system_id || ':' || external_id FROM cso WHERE cso.id = t.{})",
                           column);
    if (column.ends_with("mvo_id"))
        return fmt::format("(SELECT hex(document) FROM mvo WHERE mvo.id = t.{})", column);
    if (column == "pending_export_id")
        return "(SELECT cso.system_id || ':' || external_id FROM cso JOIN pending_export p ON "
               "p.cso_id = cso.id WHERE p.id = t.pending_export_id)";
    return "t." + column;
}

std::string queryOf(Connection& database, const std::string& table, const std::string& folder) {
    std::string row;
    for (const auto& column :
         texts(database, fmt::format("SELECT name FROM pragma_table_info('{}')", table))) {
        const auto expression = expressionOf(table, column);
        if (expression.empty()) continue;
        row += fmt::format("{}'{}=' || quote({})", row.empty() ? "" : " || ' ' || ", column,
                           expression);
    }
    return fmt::format("SELECT replace({}, '{}', 'FOLDER') FROM {} t ORDER BY 1", row, folder,
                       table);
}

}  // namespace

DatabaseTables databaseTables(const std::filesystem::path& folder) {
    transport::sqlite::WriteGate gate;
    const auto database =
        need(Connection::open((folder / "data" / "jim.db").string(), {.create = false}, gate));
    DatabaseTables tables;
    for (const auto& table :
         texts(*database,
               "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
               "'sqlite_%'"))
        if (!kStories.contains(table) && !kKeys.contains(table))
            tables[table] = texts(*database, queryOf(*database, table, folder.string()));
    return tables;
}

std::string differenceOf(const DatabaseTables& expected, const DatabaseTables& found) {
    std::string text;
    for (const auto& [table, rows] : expected) {
        const auto at = found.find(table);
        const auto& others = at == found.end() ? std::vector<std::string>{} : at->second;
        if (rows == others) continue;
        std::vector<std::string> missing;
        std::vector<std::string> added;
        std::ranges::set_difference(rows, others, std::back_inserter(missing));
        std::ranges::set_difference(others, rows, std::back_inserter(added));
        text += fmt::format("{}: {} rows missing, {} added\n", table, missing.size(), added.size());
        if (!missing.empty()) text += "  - " + missing.front() + "\n";
        if (!added.empty()) text += "  + " + added.front() + "\n";
    }
    return found.size() == expected.size() ? text : text + "other tables";
}

}  // namespace jim::scenarios
