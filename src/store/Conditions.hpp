#pragma once

#include "store/Rows.hpp"

#include <fmt/format.h>

#include <string>
#include <variant>
#include <vector>

namespace jim::store {

/// A WHERE clause with its parameters, put together condition by condition. The text is made of
/// constants only; what comes from outside is always a parameter.
class Conditions {
public:
    using Value = std::variant<std::int64_t, std::string, base::Guid>;

    /// `sql` has one `?` for each value.
    void add(std::string_view sql, std::vector<Value> values = {});
    /// `column IN (...)`, when there is anything to choose from.
    template <class T>
    void oneOf(std::string_view column, const std::vector<T>& values) {
        if (values.empty()) return;
        std::string marks;
        std::vector<Value> bound;
        for (const auto& value : values) {
            marks += marks.empty() ? "?" : ", ?";
            if constexpr (std::is_convertible_v<const T&, std::string>)
                bound.emplace_back(std::string{value});
            else
                bound.emplace_back(static_cast<std::int64_t>(value));
        }
        add(fmt::format("{} IN ({})", column, marks), std::move(bound));
    }
    /// Any of the columns contains the text, in any case; nothing for an empty text.
    void contains(const std::vector<std::string_view>& columns, const std::string& text);

    [[nodiscard]] std::string where() const { return sql_.empty() ? "" : " WHERE " + sql_; }
    /// Binds from parameter `first` on; the next free parameter.
    template <class Statement>
    int bind(Statement& statement, int first = 1) const {
        for (const auto& value : values_) {
            if (const auto* number = std::get_if<std::int64_t>(&value))
                statement.bind(first++, *number);
            else if (const auto* text = std::get_if<std::string>(&value))
                statement.bind(first++, *text);
            else
                statement.bind(first++, bytesOf(std::get<base::Guid>(value)));
        }
        return first;
    }

private:
    std::string sql_;
    std::vector<Value> values_;
};

}  // namespace jim::store
