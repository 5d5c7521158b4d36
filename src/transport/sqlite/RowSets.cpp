#include "transport/sqlite/RowSets.hpp"

#include <fmt/format.h>

namespace jim::transport::sqlite::impl {

std::string updateText(std::string_view table, Names columns) {
    std::string text = fmt::format("UPDATE {} SET ", table);
    for (std::size_t i = 1; i < columns.size(); ++i)
        text += fmt::format("{}{} = ?{}", i == 1 ? "" : ", ", std::data(columns)[i], i + 1);
    return text + fmt::format(" WHERE {} = ?1", *columns.begin());
}

std::string deleteText(std::string_view table, Names columns) {
    return fmt::format("DELETE FROM {} WHERE {} = ?", table, fmt::join(columns, " = ? AND "));
}

std::string findText(std::string_view table, Names columns, std::string_view id) {
    return fmt::format("SELECT {0} FROM {1} WHERE {2} = ? ORDER BY {0}", id, table,
                       fmt::join(columns, " = ? AND "));
}

std::string insertHead(std::string_view table, Names keys, Names others) {
    return fmt::format("INSERT INTO {} ({}{}{}) VALUES", table, fmt::join(keys, ", "),
                       others.size() == 0 ? "" : ", ", fmt::join(others, ", "));
}

std::string conflictTail(Names others) {
    std::string text;
    for (const std::string_view column : others)
        text += fmt::format("{}{} = excluded.{}", text.empty() ? "" : ", ", column, column);
    return text.empty() ? "ON CONFLICT DO NOTHING" : "ON CONFLICT DO UPDATE SET " + text;
}

}  // namespace jim::transport::sqlite::impl
