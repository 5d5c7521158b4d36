#include "api/operation/Reader.hpp"

#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace jim::api::operation {
namespace {

template <class T>
std::optional<T> numberIn(std::string_view text) {
    T value{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::size_t codePoints(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// A whole number in a JSON number, however it is written: 5, 5.0, "5".
std::optional<std::int64_t> wholeIn(const Json& value) {
    constexpr double kExact = 9007199254740992.0;
    if (const auto* integer = value.integer()) return *integer;
    if (const auto* text = value.text()) return numberIn<std::int64_t>(*text);
    const auto* real = value.real();
    if (real != nullptr && std::trunc(*real) == *real && std::abs(*real) <= kExact)
        return static_cast<std::int64_t>(*real);
    return std::nullopt;
}

template <class T>
bool within(T value, Range<T> range) {
    return value >= range.least && value <= range.most;
}

template <class T>
std::string rangeProblem(Range<T> range) {
    return fmt::format("This is between {} and {}.", range.least, range.most);
}

}  // namespace

Reader Reader::ofBody(const Call& call) {
    return {Source::Body, call.body(), {}, std::make_shared<Problems>()};
}

Reader Reader::ofQuery(const Call& call) {
    Json object = Json::object();
    for (const auto& [name, value] : call.request().query) object.set(name, value);
    return {Source::Query, std::move(object), {}, std::make_shared<Problems>()};
}

Reader Reader::nested(const Json& object, std::string prefix) const {
    return {source_, object, prefix_ + std::move(prefix), problems_};
}

const Json* Reader::find(std::string_view name) const {
    const Json* value = object_.find(name);
    if (value == nullptr || value->isNull()) return nullptr;
    const bool blank = source_ == Source::Query && value->text() && value->text()->empty();
    return blank ? nullptr : value;
}

std::vector<const Json*> Reader::all(std::string_view name) {
    std::vector<const Json*> values;
    if (source_ == Source::Query) {
        for (const auto& member : *object_.members())
            if (base::equalsIgnoringCase(member.name, name) && !member.value.text()->empty())
                values.push_back(&member.value);
    } else if (const auto* items = array(name)) {
        for (const Json& item : *items) values.push_back(&item);
    }
    return values;
}

bool Reader::isGiven(std::string_view name) const {
    return find(name) != nullptr;
}

bool Reader::isNull(std::string_view name) const {
    const Json* value = object_.find(name);
    return value != nullptr && value->isNull();
}

void Reader::problem(std::string_view name, std::string message) {
    (*problems_)[prefix_ + std::string{name}].push_back(std::move(message));
}

void Reader::unknownName(std::string_view name, std::span<const std::string_view> known) {
    std::vector<std::string_view> offered{known.begin(), known.end()};
    std::erase(offered, "NotSet");  // Stands for nothing that somebody could want.
    problem(name, fmt::format("This is one of: {}.", fmt::join(offered, ", ")));
}

void Reader::require(std::string_view name) {
    if (!isGiven(name)) problem(name, "This is required.");
}

std::optional<std::string_view> Reader::plainText(std::string_view name) {
    const Json* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (const auto* text = value->text()) return *text;
    problem(name, "This is a string.");
    return std::nullopt;
}

std::optional<std::string> Reader::text(std::string_view name, TextLimits limits) {
    const auto value = plainText(name);
    if (!value) return std::nullopt;
    const std::size_t length = codePoints(*value);
    if (value->find('\0') != std::string_view::npos)
        problem(name, "This contains the character U+0000, which cannot be stored.");
    else if (length < limits.least)
        problem(name, fmt::format("This has at least {} characters.", limits.least));
    else if (length > limits.most)
        problem(name, fmt::format("This has at most {} characters.", limits.most));
    return std::string{*value};
}

std::string Reader::requiredText(std::string_view name, TextLimits limits) {
    require(name);
    auto value = text(name, limits).value_or("");
    if (limits.least > 0 && !value.empty() && value.find_first_not_of(" \t\r\n") == value.npos)
        problem(name, "This is not blank.");
    return value;
}

std::optional<std::int64_t> Reader::wholeNumber(std::string_view name, const Json& value) {
    const auto number = wholeIn(value);
    if (!number) problem(name, "This is a whole number.");
    return number;
}

std::optional<std::int64_t> Reader::longInteger(std::string_view name, Range<std::int64_t> range) {
    const Json* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto number = wholeNumber(name, *value);
    if (!number) return std::nullopt;
    if (!within(*number, range)) problem(name, rangeProblem(range));
    return number;
}

std::optional<std::int32_t> Reader::integer(std::string_view name, Range<std::int32_t> range) {
    const auto number = longInteger(name, {range.least, range.most});
    if (!number || !within<std::int64_t>(*number, {range.least, range.most})) return std::nullopt;
    return static_cast<std::int32_t>(*number);
}

std::int32_t Reader::requiredInteger(std::string_view name, Range<std::int32_t> range) {
    require(name);
    return integer(name, range).value_or(0);
}

std::optional<double> Reader::real(std::string_view name) {
    const Json* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (const auto* number = value->real()) return *number;
    if (const auto* number = value->integer()) return static_cast<double>(*number);
    const auto parsed = value->text() ? numberIn<double>(*value->text()) : std::nullopt;
    if (!parsed || !std::isfinite(*parsed)) problem(name, "This is a number.");
    return parsed;
}

std::optional<bool> Reader::boolean(std::string_view name) {
    const Json* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (const auto* truth = value->boolean()) return *truth;
    if (source_ == Source::Query) {
        if (base::equalsIgnoringCase(*value->text(), "true")) return true;
        if (base::equalsIgnoringCase(*value->text(), "false")) return false;
    }
    problem(name, "This is true or false.");
    return std::nullopt;
}

std::optional<base::Guid> Reader::guid(std::string_view name) {
    const auto words = plainText(name);
    if (!words) return std::nullopt;
    const auto parsed = base::parseGuid(*words);
    if (!parsed) problem(name, "This is a GUID.");
    return parsed;
}

std::optional<base::Timestamp> Reader::time(std::string_view name) {
    const auto words = plainText(name);
    if (!words) return std::nullopt;
    const auto parsed = base::parseIso(*words);
    if (!parsed) problem(name, "This is a date and time in ISO 8601.");
    return parsed;
}

std::optional<std::chrono::microseconds> Reader::span(std::string_view name) {
    const auto words = plainText(name);
    if (!words) return std::nullopt;
    const auto parsed = base::parseSpan(*words);
    if (!parsed) problem(name, "This is a duration as [d.]hh:mm:ss[.fffffff].");
    return parsed;
}

std::optional<std::string> Reader::enumText(
    const Json& value, const std::function<std::string_view(int)>& nameOf) const {
    const auto* words = value.text();
    if (words == nullptr) return std::nullopt;
    if (source_ == Source::Query)
        if (const auto number = numberIn<int>(*words); number && *number >= 0 && *number < 64)
            return std::string{nameOf(*number)};
    return words->empty() ? std::nullopt : std::optional{*words};
}

std::vector<std::string> Reader::texts(std::string_view name) {
    std::vector<std::string> values;
    for (const Json* value : all(name)) {
        if (const auto* words = value->text())
            values.push_back(*words);
        else
            problem(name, "This is a list of strings.");
    }
    return values;
}

std::vector<std::int32_t> Reader::integers(std::string_view name) {
    std::vector<std::int32_t> values;
    for (const Json* value : all(name)) {
        const auto number = wholeNumber(name, *value);
        if (number && *number == static_cast<std::int32_t>(*number))
            values.push_back(static_cast<std::int32_t>(*number));
        else if (number)
            problem(name, rangeProblem(Range<std::int32_t>{}));
    }
    return values;
}

std::vector<base::Guid> Reader::guids(std::string_view name) {
    std::vector<base::Guid> values;
    for (const std::string& words : texts(name)) {
        if (const auto parsed = base::parseGuid(words))
            values.push_back(*parsed);
        else
            problem(name, "This is a GUID.");
    }
    return values;
}

const Json* Reader::object(std::string_view name) {
    const Json* value = find(name);
    if (value == nullptr || value->members() != nullptr) return value;
    problem(name, "This is an object.");
    return nullptr;
}

const Json::Array* Reader::array(std::string_view name) {
    const Json* value = find(name);
    if (value == nullptr) return nullptr;
    if (const auto* items = value->items()) return items;
    problem(name, "This is an array.");
    return nullptr;
}

base::Status Reader::finish() const {
    if (problems_->empty()) return {};
    const auto& [name, messages] = *problems_->begin();
    std::string message = fmt::format("'{}': {}", name, messages.front());
    if (problems_->size() > 1) message += fmt::format(" And {} more.", problems_->size() - 1);
    return base::fail({base::ErrorKind::InvalidInput, std::move(message), {}, *problems_});
}

}  // namespace jim::api::operation
