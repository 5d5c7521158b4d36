#include "transport/postgres/RowSets.hpp"

#include "foundation/base/Ensure.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::transport::postgres::impl {
namespace {

std::string_view nameOf(Type type) {
    switch (type) {
        case Type::Boolean:
            return "boolean";
        case Type::Bytes:
            return "bytea";
        case Type::Bigint:
            return "bigint";
        case Type::Smallint:
            return "smallint";
        case Type::Integer:
            return "integer";
        case Type::Text:
            return "text";
        case Type::Json:
            return "json";
    }
    return "text";
}

/// `shape` for each name, put in where it has `{0}`.
std::string each(std::span<const std::string_view> names, std::string_view shape,
                 std::string_view between) {
    std::vector<std::string> parts;
    for (const std::string_view name : names)
        parts.push_back(fmt::format(fmt::runtime(shape), name));
    return fmt::format("{}", fmt::join(parts, between));
}

}  // namespace

base::Result<Shape> Shape::of(Connection& connection, std::string_view table, Names keys,
                              Names others) {
    Shape shape;
    shape.table_ = table;
    shape.keys_ = keys;
    shape.others_ = others;
    shape.all_ = keys;
    shape.all_.insert(shape.all_.end(), others.begin(), others.end());
    JIM_ASSIGN(const auto columns, connection.columnsOf(table));
    for (const std::string_view name : shape.all_) {
        const auto column = std::ranges::find(columns, name, &TableColumn::name);
        base::ensure(column != columns.end(), "the table has the column");
        shape.types_.push_back(column->type);
    }
    shape.isWholeRow_ = std::ranges::equal(columns, shape.all_, {}, &TableColumn::name);
    return shape;
}

std::string Shape::arrays() const {
    std::vector<std::string> parameters;
    for (const Type type : types_) parameters.push_back(fmt::format("?::{}[]", nameOf(type)));
    return fmt::format("unnest({})", fmt::join(parameters, ", "));
}

std::string Shape::findText(std::string_view id) const {
    return fmt::format(
        "SELECT u.given_place, t.{0} FROM {1} WITH ORDINALITY AS u ({2}, given_place) JOIN {3} t "
        "ON {4} ORDER BY u.given_place, t.{0}",
        id, arrays(), fmt::join(all_, ", "), table_, each(all_, "t.{0} = u.{0}", " AND "));
}

std::string Shape::updateText() const {
    const auto columns = std::span{all_};
    return fmt::format("UPDATE {0} SET {1} FROM {2} AS u ({3}) WHERE {0}.{4} = u.{4}", table_,
                       each(columns.subspan(1), "{0} = u.{0}", ", "), arrays(),
                       fmt::join(all_, ", "), all_.front());
}

std::string Shape::deleteText() const {
    return fmt::format("DELETE FROM {} t USING {} AS u ({}) WHERE {}", table_, arrays(),
                       fmt::join(all_, ", "), each(all_, "t.{0} = u.{0}", " AND "));
}

std::string Shape::mergeText() const {
    const std::string names = fmt::format("{}", fmt::join(all_, ", "));
    if (others_.empty())
        return fmt::format("INSERT INTO {} ({}) SELECT * FROM {} ON CONFLICT DO NOTHING", table_,
                           names, arrays());
    return fmt::format("INSERT INTO {} ({}) SELECT * FROM {} ON CONFLICT ({}) DO UPDATE SET {}",
                       table_, names, arrays(), fmt::join(keys_, ", "),
                       each(others_, "{0} = excluded.{0}", ", "));
}

base::Result<std::vector<std::int64_t>> idsIn(Connection& connection, std::string_view table,
                                              std::string_view column,
                                              std::span<const std::int64_t> ids) {
    std::vector<std::int64_t> there;
    JIM_TRY(lookUp(connection,
                   fmt::format("SELECT {0} FROM {1} WHERE {0} {{0}} ORDER BY {0}", column, table),
                   ids, [&](std::int64_t id, const auto&) -> base::Status {
                       if (there.empty() || there.back() != id) there.push_back(id);
                       return {};
                   }));
    return there;
}

}  // namespace jim::transport::postgres::impl
