#pragma once

#include "foundation/base/Ensure.hpp"
#include "transport/postgres/Lookup.hpp"
#include "transport/postgres/RowWriter.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jim::transport::postgres {

using Names = std::initializer_list<std::string_view>;

namespace impl {

/// Names of columns with their types, in one table.
class Shape {
public:
    [[nodiscard]] static base::Result<Shape> of(Connection& connection, std::string_view table,
                                                Names keys, Names others);

    [[nodiscard]] std::string findText(std::string_view id) const;
    [[nodiscard]] std::string updateText() const;
    [[nodiscard]] std::string deleteText() const;
    [[nodiscard]] std::string mergeText() const;

    template <class Row, class Values>
    [[nodiscard]] base::Result<Statement> bound(Connection& connection, const std::string& sql,
                                                std::span<const Row> rows,
                                                const Values& values) const {
        Columns columns{types_};
        for (const Row& row : rows)
            values(row, [&](const auto&... value) { columns.add(value...); });
        JIM_ASSIGN(Statement statement, connection.prepare(sql));
        columns.bindTo(statement);
        return statement;
    }
    template <class Row, class Values>
    [[nodiscard]] base::Status run(Connection& connection, const std::string& sql,
                                   std::span<const Row> rows, const Values& values) const {
        JIM_ASSIGN(Statement statement, bound(connection, sql, rows, values));
        return statement.run();
    }

    /// Whether these are all columns of the table, in its order.
    [[nodiscard]] bool isWholeRow() const { return isWholeRow_; }
    /// What the rows have in a column of ids.
    template <class Row, class Values>
    [[nodiscard]] std::vector<std::int64_t> valuesOf(std::string_view column,
                                                     std::span<const Row> rows,
                                                     const Values& values) const {
        const auto wanted =
            static_cast<std::size_t>(std::ranges::find(all_, column) - all_.begin());
        std::vector<std::int64_t> ids;
        ids.reserve(rows.size());
        const auto take = [&](const auto&... value) {
            std::size_t place = 0;
            ((place++ == wanted ? ids.push_back(idOf(value)) : void()), ...);
        };
        for (const Row& row : rows) values(row, take);
        return ids;
    }

private:
    template <class Value>
    [[nodiscard]] static std::int64_t idOf(const Value& value) {
        if constexpr (requires { static_cast<std::int64_t>(value); })
            return static_cast<std::int64_t>(value);
        else
            return 0;  // No column of ids.
    }
    /// `unnest(...)` of the columns' arrays.
    [[nodiscard]] std::string arrays() const;

    std::string table_;
    std::vector<std::string_view> keys_;
    std::vector<std::string_view> others_;
    std::vector<std::string_view> all_;
    std::vector<Type> types_;
    bool isWholeRow_ = false;
};

/// Those of the ids that a column has, ascending.
[[nodiscard]] base::Result<std::vector<std::int64_t>> idsIn(Connection& connection,
                                                            std::string_view table,
                                                            std::string_view column,
                                                            std::span<const std::int64_t> ids);

}  // namespace impl

// Each is a statement or two, whatever the number of rows. `values(row, bind)` calls
// `bind(value...)` once, with a value for each of the columns.

/// Calls `visit(index, id)` for every row that has all the values of one that is given: by the
/// place of that one, then by id.
template <class Row, class Values, class Visit>
[[nodiscard]] base::Status findIds(Connection& connection, std::string_view table, Names columns,
                                   std::string_view id, std::span<const Row> rows,
                                   const Values& values, const Visit& visit) {
    if (rows.empty()) return {};
    JIM_ASSIGN(const auto shape, impl::Shape::of(connection, table, columns, {}));
    JIM_ASSIGN(Statement found, shape.bound(connection, shape.findText(id), rows, values));
    while (true) {
        JIM_ASSIGN(const bool row, found.step());
        if (!row) return {};
        visit(static_cast<std::size_t>(found.integer(0) - 1), found.integer(1));
    }
}

/// Gives the rows with the first column's values those of the others. A row is named once.
template <class Row, class Values>
[[nodiscard]] base::Status updateRows(Connection& connection, std::string_view table, Names columns,
                                      std::span<const Row> rows, const Values& values) {
    if (rows.empty()) return {};
    JIM_ASSIGN(const auto shape, impl::Shape::of(connection, table, columns, {}));
    return shape.run(connection, shape.updateText(), rows, values);
}

/// Gives rows that grow, by the first of `columns`, the values of the others: `changed` binds
/// these, `whole` all columns of the table. A row that does not fit into its page is entered into
/// every index anew; taken away and copied it costs less than half of an update, which first looks
/// for room in each of them.
template <class Row, class Changed, class Whole>
[[nodiscard]] base::Status growRows(Connection& connection, std::string_view table, Names columns,
                                    std::span<const Row> rows, const Changed& changed,
                                    const Whole& whole) {
    std::vector<std::int64_t> ids;
    ids.reserve(rows.size());
    const auto takeId = [&](const auto& id, const auto&...) {
        ids.push_back(static_cast<std::int64_t>(id));
    };
    for (const Row& row : rows) changed(row, takeId);
    JIM_TRY(deleteIds(connection, table, *columns.begin(), ids));
    return RowWriter{connection, table}.write(rows, whole);
}

/// Deletes the rows with all of these values.
template <class Row, class Values>
[[nodiscard]] base::Status deleteRows(Connection& connection, std::string_view table, Names columns,
                                      std::span<const Row> rows, const Values& values) {
    if (rows.empty()) return {};
    JIM_ASSIGN(const auto shape, impl::Shape::of(connection, table, columns, {}));
    return shape.run(connection, shape.deleteText(), rows, values);
}

/// Inserts whole rows, no two with the same key; one whose key is there already gets the other
/// columns' values, and stays as it is where there are none. The key is unique in the table, and
/// `owner` is the one of its columns with the id of the object that the row is about: rows of
/// objects of which the table has none can meet no other and are copied, in half of the time.
template <class Row, class Values>
[[nodiscard]] base::Status mergeRows(Connection& connection, std::string_view table,
                                     std::string_view owner, Names keys, Names others,
                                     std::span<const Row> rows, const Values& values) {
    if (rows.empty()) return {};
    JIM_ASSIGN(const auto shape, impl::Shape::of(connection, table, keys, others));
    base::ensure(shape.isWholeRow(), "keys and others are the table's columns, in its order");
    const auto owners = shape.valuesOf(owner, rows, values);
    JIM_ASSIGN(const auto there, impl::idsIn(connection, table, owner, owners));
    std::vector<const Row*> fresh;
    std::vector<const Row*> known;
    for (std::size_t i = 0; i < rows.size(); ++i)
        (std::ranges::binary_search(there, owners[i]) ? known : fresh).push_back(&rows[i]);
    const auto ofRow = [&](const Row* row, const auto& bind) { values(*row, bind); };
    JIM_TRY(RowWriter(connection, table).add(std::span{std::as_const(fresh)}, ofRow));
    if (known.empty()) return {};
    return shape.run(connection, shape.mergeText(), std::span{std::as_const(known)}, ofRow);
}

}  // namespace jim::transport::postgres
