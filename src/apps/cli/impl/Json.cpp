#include "apps/cli/impl/Json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <cmath>

namespace jim::apps::cli::json {
namespace {

const value* member(const object& from, std::string_view name) {
    return from.if_contains(name);
}

}  // namespace

base::Result<value> parse(std::string_view text) {
    boost::system::error_code error;
    auto parsed = boost::json::parse(text, error);
    if (error)
        return base::fail(base::external("The server's answer is not JSON. Is it a JIM server?"));
    return parsed;
}

base::Result<object> parseObject(std::string_view text) {
    JIM_ASSIGN(auto parsed, parse(text));
    if (!parsed.is_object())
        return base::fail(base::external("The server's answer is not what this command expects."));
    return std::move(parsed.get_object());
}

std::string text(const object& from, std::string_view name) {
    const auto* found = member(from, name);
    if (found == nullptr || !found->is_string()) return {};
    return std::string{found->get_string()};
}

bool flag(const object& from, std::string_view name) {
    const auto* found = member(from, name);
    return found != nullptr && found->is_bool() && found->get_bool();
}

std::optional<double> number(const object& from, std::string_view name) {
    const auto* found = member(from, name);
    if (found == nullptr || !found->is_number()) return std::nullopt;
    const auto result = found->to_number<double>();
    return std::isfinite(result) ? std::optional{result} : std::nullopt;
}

std::int64_t whole(const object& from, std::string_view name) {
    constexpr double kLargest = 9e18;
    const auto result = number(from, name).value_or(0);
    if (result > kLargest || result < -kLargest) return 0;
    return static_cast<std::int64_t>(result);
}

const object* child(const object& from, std::string_view name) {
    const auto* found = member(from, name);
    return found == nullptr ? nullptr : found->if_object();
}

const array& list(const object& from, std::string_view name) {
    static const array kNone;
    const auto* found = member(from, name);
    if (found == nullptr || !found->is_array()) return kNone;
    return found->get_array();
}

std::string shown(const value& scalar) {
    if (scalar.is_null()) return {};
    if (scalar.is_string()) return std::string{scalar.get_string()};
    if (scalar.is_bool()) return scalar.get_bool() ? "yes" : "no";
    if (scalar.is_array()) {
        std::string joined;
        for (const auto& item : scalar.get_array()) {
            if (!joined.empty()) joined += "; ";
            joined += shown(item);
        }
        return joined;
    }
    return boost::json::serialize(scalar);
}

std::string shown(const object& from, std::string_view name) {
    const auto* found = member(from, name);
    return found == nullptr ? std::string{} : shown(*found);
}

}  // namespace jim::apps::cli::json
