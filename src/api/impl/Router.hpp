#pragma once

#include "api/operation/Route.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace jim::api::impl {

/// What a request's path and method come to.
struct Match {
    const operation::Route* route = nullptr;  ///< Null: no such path, or no such method on it.
    operation::PathValues path{};
    std::vector<operation::Method> allowed{};  ///< The methods of the path when `route` is null.
};

/// Finds the route of a request. Literal segments match in any case and come before values; a
/// value of the wrong kind does not match. Immutable, so thread-safe; the routes outlive it.
class Router {
public:
    explicit Router(const std::vector<operation::Route>& routes);

    /// `segments` are those of the whole path, decoded.
    [[nodiscard]] Match find(operation::Method method,
                             const std::vector<std::string>& segments) const;

private:
    enum class Kind { Literal, Integer, Guid, Text };
    struct Segment {
        Kind kind = Kind::Literal;
        std::string name;  ///< Of a value; the text of a literal.
    };
    struct Entry {
        const operation::Route* route;
        std::vector<Segment> segments;
    };

    [[nodiscard]] static Segment parseSegment(std::string_view text);
    [[nodiscard]] static bool matches(const Segment& segment, const std::string& text,
                                      operation::PathValues& values);
    [[nodiscard]] static bool matches(const Entry& entry, const std::vector<std::string>& segments,
                                      operation::PathValues& values);

    std::vector<Entry> entries_;  ///< Those with more literals first.
};

}  // namespace jim::api::impl
