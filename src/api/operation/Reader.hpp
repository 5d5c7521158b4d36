#pragma once

#include "api/operation/Call.hpp"
#include "api/operation/Schema.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::api::operation {

struct TextLimits {
    std::size_t least = 0;
    std::size_t most = 1'000'000;  ///< Code points.
};

template <class T>
struct Range {
    T least = std::numeric_limits<T>::min();
    T most = std::numeric_limits<T>::max();
};

/// Reads the members of a request's body, or its query, by name in any case. What is wrong with
/// any of them is collected: an operation reads everything it needs and then asks `finish`, so
/// that a client learns of all its mistakes at once. Absent and null are the same, except to
/// `isNull`. Numbers may be quoted. Enums are taken by name, in a query by number too.
class Reader {
public:
    [[nodiscard]] static Reader ofBody(const Call& call);
    [[nodiscard]] static Reader ofQuery(const Call& call);

    /// A reader of a nested object that reports to this one, as `prefix` and the member's name.
    [[nodiscard]] Reader nested(const Json& object, std::string prefix) const;

    [[nodiscard]] bool isGiven(std::string_view name) const;  ///< There, and not null.
    [[nodiscard]] bool isNull(std::string_view name) const;   ///< There, and null.

    [[nodiscard]] std::optional<std::string> text(std::string_view name, TextLimits limits = {});
    [[nodiscard]] std::string requiredText(std::string_view name, TextLimits limits = {1, 1000});
    [[nodiscard]] std::optional<std::int32_t> integer(std::string_view name,
                                                      Range<std::int32_t> range = {});
    [[nodiscard]] std::int32_t requiredInteger(std::string_view name,
                                               Range<std::int32_t> range = {});
    [[nodiscard]] std::optional<std::int64_t> longInteger(std::string_view name,
                                                          Range<std::int64_t> range = {});
    [[nodiscard]] std::optional<double> real(std::string_view name);
    [[nodiscard]] std::optional<bool> boolean(std::string_view name);
    [[nodiscard]] std::optional<base::Guid> guid(std::string_view name);
    [[nodiscard]] std::optional<base::Timestamp> time(std::string_view name);
    [[nodiscard]] std::optional<std::chrono::microseconds> span(std::string_view name);

    /// `parse` is the enum's, such as parseRunType.
    template <class E>
    [[nodiscard]] std::optional<E> named(std::string_view name,
                                         std::optional<E> (*parse)(std::string_view)) {
        const Json* value = find(name);
        return value == nullptr ? std::nullopt : namedOf(name, *value, parse);
    }
    template <class E>
    [[nodiscard]] E requiredNamed(std::string_view name,
                                  std::optional<E> (*parse)(std::string_view)) {
        require(name);
        return named(name, parse).value_or(E{});
    }

    /// The values of a repeated query parameter, or of an array of the body.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name);
    [[nodiscard]] std::vector<std::int32_t> integers(std::string_view name);
    [[nodiscard]] std::vector<base::Guid> guids(std::string_view name);
    template <class E>
    [[nodiscard]] std::vector<E> allNamed(std::string_view name,
                                          std::optional<E> (*parse)(std::string_view)) {
        std::vector<E> values;
        for (const Json* value : all(name))
            if (const auto parsed = namedOf(name, *value, parse)) values.push_back(*parsed);
        return values;
    }

    /// Null when it is absent, null or (reported) of another kind.
    [[nodiscard]] const Json* object(std::string_view name);
    [[nodiscard]] const Json::Array* array(std::string_view name);

    void problem(std::string_view name, std::string message);
    /// Reports that the value is none of these names, and says which there are.
    void unknownName(std::string_view name, std::span<const std::string_view> known);

    /// InvalidInput with everything that was wrong.
    [[nodiscard]] base::Status finish() const;

private:
    enum class Source { Body, Query };
    using Problems = std::map<std::string, std::vector<std::string>>;

    Reader(Source source, Json object, std::string prefix, std::shared_ptr<Problems> problems)
        : source_(source),
          object_(std::move(object)),
          prefix_(std::move(prefix)),
          problems_(std::move(problems)) {}

    [[nodiscard]] const Json* find(std::string_view name) const;
    [[nodiscard]] std::vector<const Json*> all(std::string_view name);
    [[nodiscard]] std::optional<std::string_view> plainText(std::string_view name);
    [[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view name, const Json& value);
    void require(std::string_view name);
    /// The text by which an enum may be named in `value`; numerals are resolved with `nameOf`.
    [[nodiscard]] std::optional<std::string> enumText(
        const Json& value, const std::function<std::string_view(int)>& nameOf) const;

    template <class E>
    [[nodiscard]] std::optional<E> namedOf(std::string_view name, const Json& value,
                                           std::optional<E> (*parse)(std::string_view)) {
        const auto words =
            enumText(value, [](int number) { return toText(static_cast<E>(number)); });
        const auto parsed = words ? parse(*words) : std::nullopt;
        if (!parsed) unknownName(name, membersOf<E>());
        return parsed;
    }

    Source source_;
    Json object_;
    std::string prefix_;
    std::shared_ptr<Problems> problems_;
};

}  // namespace jim::api::operation
