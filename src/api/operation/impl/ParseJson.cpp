#include "api/operation/Json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <limits>
#include <unordered_set>

namespace jim::api::operation {
namespace {

using Code = boost::json::error_code;

std::string lowerCase(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return text;
}

/// Builds the value while the parser reads, because a finished document would no longer show
/// that a name was repeated.
class TreeHandler {
public:
    // NOLINTBEGIN(readability-identifier-naming): Boost.JSON names them so.
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return open(Json::object()); }
    bool on_object_end(std::size_t, Code&) { return close(); }
    bool on_array_begin(Code&) { return open(Json::array()); }
    bool on_array_end(std::size_t, Code&) { return close(); }
    bool on_key_part(boost::json::string_view part, std::size_t, Code&) { return add(part); }
    bool on_key(boost::json::string_view part, std::size_t, Code& code) {
        add(part);
        auto& level = levels_.back();
        if (!level.names.insert(lowerCase(text_)).second) {
            repeated = text_;
            code = boost::json::make_error_code(boost::json::error::syntax);
            return false;
        }
        level.name = std::exchange(text_, {});
        return true;
    }
    bool on_string_part(boost::json::string_view part, std::size_t, Code&) { return add(part); }
    bool on_string(boost::json::string_view part, std::size_t, Code&) {
        add(part);
        return take(Json{std::exchange(text_, {})});
    }
    bool on_number_part(boost::json::string_view, Code&) { return true; }
    bool on_int64(std::int64_t value, boost::json::string_view, Code&) { return take(Json{value}); }
    bool on_uint64(std::uint64_t value, boost::json::string_view, Code&) {
        return take(Json{static_cast<double>(value)});
    }
    bool on_double(double value, boost::json::string_view, Code&) { return take(Json{value}); }
    bool on_bool(bool value, Code&) { return take(Json{value}); }
    bool on_null(Code&) { return take(Json{}); }
    bool on_comment_part(boost::json::string_view, Code&) { return true; }
    bool on_comment(boost::json::string_view, Code&) { return true; }
    // NOLINTEND(readability-identifier-naming)

    Json result;
    std::string repeated;

private:
    struct Level {
        Json value;
        std::string name;
        std::unordered_set<std::string> names{};
    };

    bool add(boost::json::string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool open(Json value) {
        levels_.push_back({std::move(value), {}, {}});
        return true;
    }
    bool close() {
        Json value = std::move(levels_.back().value);
        levels_.pop_back();
        return take(std::move(value));
    }
    bool take(Json value) {
        if (levels_.empty())
            result = std::move(value);
        else if (levels_.back().value.members() != nullptr)
            levels_.back().value.set(levels_.back().name, std::move(value));
        else
            levels_.back().value.append(std::move(value));
        return true;
    }

    std::vector<Level> levels_;
    std::string text_;
};

base::Error malformed(std::string why) {
    return base::invalidInput("$", "The request body is not valid JSON: " + std::move(why));
}

}  // namespace

base::Result<Json> parseJson(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::json::basic_parser<TreeHandler> parser{options};
    Code code;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
    if (const auto& repeated = parser.handler().repeated; !repeated.empty())
        return base::fail(
            base::invalidInput(repeated, fmt::format("The member '{}' is repeated.", repeated)));
    if (code) return base::fail(malformed(fmt::format("{} at byte {}.", code.message(), read + 1)));
    if (const auto rest = text.find_first_not_of(" \t\r\n", read); rest != std::string_view::npos)
        return base::fail(malformed(fmt::format("unexpected text at byte {}.", rest + 1)));
    return std::move(parser.handler().result);
}

}  // namespace jim::api::operation
