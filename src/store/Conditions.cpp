#include "store/Conditions.hpp"

#include "store/Pattern.hpp"

#include <fmt/format.h>

namespace jim::store {

void Conditions::add(std::string_view sql, std::vector<Value> values) {
    sql_.append(sql_.empty() ? "(" : " AND (").append(sql).append(")");
    values_.insert(values_.end(), std::make_move_iterator(values.begin()),
                   std::make_move_iterator(values.end()));
}

void Conditions::contains(const std::vector<std::string_view>& columns, const std::string& text) {
    const auto pattern = containsPattern(text);
    if (!pattern) return;
    std::string sql;
    std::vector<Value> values;
    for (const auto column : columns) {
        sql += fmt::format("{}lower({}) LIKE ? ESCAPE '\\'", sql.empty() ? "" : " OR ", column);
        values.emplace_back(*pattern);
    }
    add(sql, std::move(values));
}

}  // namespace jim::store
