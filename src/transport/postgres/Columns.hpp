#pragma once

#include "transport/postgres/Statement.hpp"

#include <span>
#include <string>
#include <vector>

namespace jim::transport::postgres {

/// Rows as one array for each of their columns, as `FROM unnest(?::bigint[], ?::text[])` takes
/// them: one statement, whatever their number.
class Columns {
public:
    explicit Columns(std::vector<Type> types) : types_(std::move(types)), values_(types_.size()) {}

    /// One column of numbers.
    template <class Numbers>
    [[nodiscard]] static Columns ofBigints(const Numbers& numbers) {
        Columns columns{{Type::Bigint}};
        for (const auto number : numbers) columns.add(number);
        return columns;
    }

    /// A row: a value for each column.
    template <class... T>
    void add(const T&... row) {
        std::size_t column = 0;
        (put(column++, row), ...);
        ++rows_;
    }

    /// Binds the arrays from parameter `first` on.
    void bindTo(Statement& statement, int first = 1) const;

    [[nodiscard]] bool empty() const { return rows_ == 0; }

private:
    template <class T>
    void put(std::size_t column, const T& value) {
        putValue(values_[column], types_[column], value);
    }

    std::vector<Type> types_;
    std::vector<std::string> values_;
    std::int64_t rows_ = 0;
};

}  // namespace jim::transport::postgres
