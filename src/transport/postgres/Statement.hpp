#pragma once

#include "foundation/base/Result.hpp"
#include "transport/postgres/Encoding.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_result;

namespace jim::transport::postgres {

class Connection;

struct ResultDeleter {
    void operator()(pg_result* result) const;
};
using ResultHandle = std::unique_ptr<pg_result, ResultDeleter>;

/// What the server knows of a statement text on one connection.
struct Prepared {
    std::string name;
    std::vector<std::uint32_t> parameters;  ///< Types.
};

/// One execution after another of a prepared statement. Parameters count from 1, columns from 0;
/// both travel in binary. Rows are fetched whole by the first step, so that other statements may
/// run while they are read; what gives very many rows goes through Connection::copyOut. Values are
/// copied when they are bound. Used by one thread at a time, not longer than its connection.
class Statement {
public:
    Statement(Connection& connection, std::shared_ptr<const Prepared> prepared);

    /// An integer, bool, enum, text, Blob, or an optional of them (empty: NULL).
    template <class T>
    Statement& bind(int index, const T& value) {
        Parameter& parameter = slot(index);
        parameter.offset = values_.size();
        putValue(values_, static_cast<Type>(prepared_->parameters[at(index)]), value);
        return *this;
    }

    /// A value that is encoded already, with its length before it.
    Statement& bindEncoded(int index, std::string_view value);

    /// Binds parameters 1 to n.
    template <class... T>
    Statement& bindAll(const T&... values) {
        return bindFrom(1, values...);
    }

    /// Binds parameters from `first` on.
    template <class... T>
    Statement& bindFrom(int first, const T&... values) {
        int index = first;
        (bind(index++, values), ...);
        return *this;
    }

    /// True when there is a row to read; false at the end. The next step executes again.
    [[nodiscard]] base::Result<bool> step();

    /// Executes; rows are dropped.
    [[nodiscard]] base::Status run();

    [[nodiscard]] int columns() const;
    [[nodiscard]] bool isNull(int column) const;
    /// Of one of the types that `integer` reads; whatever the row.
    [[nodiscard]] bool isInteger(int column) const;
    /// Of a boolean, smallint, integer or bigint; 0 for NULL.
    [[nodiscard]] std::int64_t integer(int column) const;
    /// Views live until the next execution. Text, json and bytea; empty for NULL.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const { return text(column); }
    [[nodiscard]] std::optional<std::int64_t> optionalInteger(int column) const {
        return isNull(column) ? std::nullopt : std::optional{integer(column)};
    }
    /// An integer column as a number type, bool or enum of ours.
    template <class T>
    [[nodiscard]] T as(int column) const {
        return static_cast<T>(integer(column));
    }

private:
    /// Where a parameter's length and value stand among `values_`.
    struct Parameter {
        std::size_t offset = 0;
    };

    [[nodiscard]] std::size_t at(int index) const;
    [[nodiscard]] Parameter& slot(int index);
    [[nodiscard]] base::Status execute();

    Connection* connection_;
    std::shared_ptr<const Prepared> prepared_;
    std::string values_;
    std::vector<Parameter> parameters_;
    std::size_t bound_ = 0;  ///< How many of them were bound since the last execution.
    ResultHandle result_;
    int row_ = -1;
    int rows_ = 0;
};

}  // namespace jim::transport::postgres
