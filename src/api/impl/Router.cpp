#include "api/impl/Router.hpp"

#include "foundation/base/Ensure.hpp"
#include "foundation/base/EnumText.hpp"
#include "transport/http/Target.hpp"

#include <algorithm>
#include <charconv>

namespace jim::api::impl {
namespace {

constexpr std::string_view kPrefix = "/api/v1";

std::optional<std::int32_t> integerIn(std::string_view text) {
    std::int32_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Router::Segment Router::parseSegment(std::string_view text) {
    if (!text.starts_with('{')) return {Kind::Literal, std::string{text}};
    base::ensure(text.ends_with('}'), "a value of a route's path ends with a brace");
    text = text.substr(1, text.size() - 2);
    const auto colon = text.find(':');
    const std::string name{text.substr(0, colon)};
    if (colon == std::string_view::npos) return {Kind::Text, name};
    const auto kind = text.substr(colon + 1);
    base::ensure(kind == "int" || kind == "guid", "path values are int, guid or plain");
    return {kind == "int" ? Kind::Integer : Kind::Guid, name};
}

Router::Router(const std::vector<operation::Route>& routes) {
    for (const auto& route : routes) {
        Entry entry{&route, {}};
        const std::string path = std::string{kPrefix} + std::string{route.path};
        for (const auto& text : transport::http::pathSegments(path))
            entry.segments.push_back(parseSegment(text));
        entries_.push_back(std::move(entry));
    }
    // Among equals as they are listed, which is where they stand.
    std::ranges::sort(entries_, {}, [](const Entry& entry) {
        return std::pair{-std::ranges::count(entry.segments, Kind::Literal, &Segment::kind),
                         entry.route};
    });
}

bool Router::matches(const Segment& segment, const std::string& text,
                     operation::PathValues& values) {
    switch (segment.kind) {
        case Kind::Literal:
            return base::equalsIgnoringCase(segment.name, text);
        case Kind::Integer:
            if (const auto number = integerIn(text)) {
                values.emplace_back(segment.name, *number);
                return true;
            }
            return false;
        case Kind::Guid:
            if (const auto guid = base::parseGuid(text)) {
                values.emplace_back(segment.name, *guid);
                return true;
            }
            return false;
        case Kind::Text:
            if (text.empty()) return false;
            values.emplace_back(segment.name, text);
            return true;
    }
    return false;
}

bool Router::matches(const Entry& entry, const std::vector<std::string>& segments,
                     operation::PathValues& values) {
    if (entry.segments.size() != segments.size()) return false;
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (!matches(entry.segments[i], segments[i], values)) return false;
    return true;
}

Match Router::find(operation::Method method, const std::vector<std::string>& segments) const {
    if (method == operation::Method::Head) method = operation::Method::Get;
    Match match;
    for (const auto& entry : entries_) {
        operation::PathValues values;
        if (!matches(entry, segments, values)) continue;
        if (entry.route->method == method) return {entry.route, std::move(values), {}};
        match.allowed.push_back(entry.route->method);
    }
    return match;
}

}  // namespace jim::api::impl
