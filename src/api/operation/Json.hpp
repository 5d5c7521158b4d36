#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Result.hpp"
#include "foundation/base/Timestamp.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace jim::api::operation {

template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
    { toText(value) } -> std::convertible_to<std::string_view>;
};

/// A member of an object; a template only so that Json can hold some before it is complete.
template <class T>
struct NamedValue {
    std::string name;
    T value;
};

/// A JSON value: what a client sent, or what it is answered. Values of the domain convert to the
/// form that the interface gives them: times in ISO 8601, durations as spans, GUIDs and enums as
/// text, what is absent as null. Cheap to include: the parser is elsewhere.
class Json {
public:
    using Member = NamedValue<Json>;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;  ///< In order.

    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    Json(T value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(std::string_view value) : value_(std::string{value}) {}
    Json(const char* value) : value_(std::string{value}) {}
    Json(base::Timestamp value) : value_(base::toIso(value)) {}
    Json(std::chrono::microseconds value) : value_(base::toSpan(value)) {}
    Json(const base::Guid& value) : value_(base::toText(value)) {}
    template <NamedEnum E>
    Json(E value) : value_(std::string{toText(value)}) {}
    template <class T>
    Json(const std::optional<T>& value) {
        if (value) *this = Json{*value};
    }
    template <class T>
        requires std::constructible_from<Json, const T&>
    Json(const std::vector<T>& values) {
        Array items;
        items.reserve(values.size());
        for (const T& value : values) items.emplace_back(value);
        value_ = std::move(items);
    }
    Json(Array items) : value_(std::move(items)) {}

    [[nodiscard]] static Json object() { return Json{Store{Object{}}}; }
    [[nodiscard]] static Json array() { return Json{Array{}}; }
    /// Text that is JSON already, such as a stored document or a decimal number. Trusted.
    [[nodiscard]] static Json raw(std::string text) { return Json{Store{Raw{std::move(text)}}}; }

    /// Adds a member to an object; the caller does not repeat names. Returns *this.
    Json& set(std::string_view name, Json value) &;
    Json&& set(std::string_view name, Json value) && {
        return std::move(set(name, std::move(value)));
    }
    /// Replaces the member of that name, or adds it.
    Json& replace(std::string_view name, Json value) &;
    /// Adds an item to an array.
    void append(Json item);

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(value_); }
    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
    [[nodiscard]] const double* real() const { return std::get_if<double>(&value_); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] const Array* items() const { return std::get_if<Array>(&value_); }
    [[nodiscard]] const Object* members() const { return std::get_if<Object>(&value_); }

    /// The member of that name, any case; null when there is none or this is no object.
    [[nodiscard]] const Json* find(std::string_view name) const;

    [[nodiscard]] std::string serialised() const;

private:
    struct Raw {
        std::string text;
    };
    using Store =
        std::variant<std::monostate, bool, std::int64_t, double, std::string, Raw, Array, Object>;

    explicit Json(Store value) : value_(std::move(value)) {}
    void write(std::string& out) const;

    Store value_;
};

/// Empty text is null.
[[nodiscard]] inline Json orNull(std::string_view text) {
    return text.empty() ? Json{} : Json{text};
}

/// Reads what a client sent: strict JSON (RFC 8259) in UTF-8, at most 32 levels deep. Names that
/// are repeated within an object, in any case, are refused. InvalidInput says where it is wrong.
[[nodiscard]] base::Result<Json> parseJson(std::string_view text);

}  // namespace jim::api::operation
