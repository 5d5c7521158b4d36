#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jim::transport::http {

/// The parts of a request target.
struct Target {
    std::string authority;  ///< Only of the absolute form (`http://host:port/path`).
    std::string path;       ///< Percent-encoded, begins with `/`; `*` for `OPTIONS *`.
    std::vector<std::pair<std::string, std::string>> query;
};

/// Origin form, absolute form or `*`. std::nullopt for anything else: a fragment, a broken
/// percent escape, and escapes that decode to U+0000 or to no UTF-8 (such text could neither be
/// stored nor sent back).
[[nodiscard]] std::optional<Target> parseTarget(std::string_view text);

/// Decodes the segments of a path that parseTarget accepted.
[[nodiscard]] std::vector<std::string> pathSegments(std::string_view path);

/// In a query `+` means a space, in a path it means itself.
enum class PlusSign { Itself, Space };
[[nodiscard]] std::optional<std::string> percentDecode(std::string_view text, PlusSign plus);

/// Everything but the unreserved characters of RFC 3986 becomes `%XX`.
[[nodiscard]] std::string percentEncode(std::string_view text);

/// The host of `name`, `name:port`, `1.2.3.4:port` or `[v6]:port`, in lower case and without
/// brackets; std::nullopt when it is none of those.
[[nodiscard]] std::optional<std::string> hostOf(std::string_view authority);

}  // namespace jim::transport::http
