#include "store/Conditions.hpp"

#include <fmt/format.h>

namespace jim::store {

void Conditions::add(std::string_view sql, std::vector<Value> values) {
    sql_.append(sql_.empty() ? "(" : " AND (").append(sql).append(")");
    values_.insert(values_.end(), std::make_move_iterator(values.begin()),
                   std::make_move_iterator(values.end()));
}

void Conditions::contains(const std::vector<std::string_view>& columns, const std::string& text) {
    if (text.empty()) return;
    std::string sql;
    std::vector<Value> values;
    for (const auto column : columns) {
        sql += fmt::format("{}lower({}) LIKE ? ESCAPE '\\'", sql.empty() ? "" : " OR ", column);
        values.emplace_back(likePattern(text));
    }
    add(sql, std::move(values));
}

std::string likePattern(const std::string& text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return pattern + "%";
}

}  // namespace jim::store
