#include "store/sqlite/impl/Conditions.hpp"

namespace jim::store::sqlite::impl {

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
        sql += fmt::format("{}{} LIKE ? ESCAPE '\\'", sql.empty() ? "" : " OR ", column);
        values.emplace_back(likePattern(text));
    }
    add(sql, std::move(values));
}

int Conditions::bind(Statement& statement, int first) const {
    for (const auto& value : values_) {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            statement.bind(first++, *number);
        else if (const auto* text = std::get_if<std::string>(&value))
            statement.bind(first++, *text);
        else
            statement.bind(first++, blobOf(std::get<base::Guid>(value)));
    }
    return first;
}

std::string likePattern(const std::string& text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace jim::store::sqlite::impl
