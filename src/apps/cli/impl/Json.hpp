#pragma once

#include "foundation/base/Result.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Reading what a server sent: a member that is missing or of another kind is simply not there.
/// Only .cpp files include this.
namespace jim::apps::cli::json {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// External when the text is no JSON.
[[nodiscard]] base::Result<value> parse(std::string_view text);

/// External when it is no JSON object.
[[nodiscard]] base::Result<object> parseObject(std::string_view text);

[[nodiscard]] std::string text(const object& from, std::string_view name);
[[nodiscard]] bool flag(const object& from, std::string_view name);
[[nodiscard]] std::optional<double> number(const object& from, std::string_view name);
[[nodiscard]] std::int64_t whole(const object& from, std::string_view name);

/// Null when it is not there.
[[nodiscard]] const object* child(const object& from, std::string_view name);

/// Empty when it is not there.
[[nodiscard]] const array& list(const object& from, std::string_view name);

/// A scalar as a person reads it: nothing for null, `yes` and `no` for booleans, whole numbers
/// without a decimal point.
[[nodiscard]] std::string shown(const value& scalar);
[[nodiscard]] std::string shown(const object& from, std::string_view name);

}  // namespace jim::apps::cli::json
