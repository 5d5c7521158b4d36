#pragma once

#include "transport/http/SharedBytes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jim::transport::http {

/// The methods this server knows; any other is refused with 501 before a handler sees it.
enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options };

[[nodiscard]] std::string_view toText(Method method);

/// Method names are case-sensitive (RFC 9110, section 9.1).
[[nodiscard]] std::optional<Method> parseMethod(std::string_view name);

struct Header {
    std::string name;
    std::string value;
};
using Headers = std::vector<Header>;

/// The first header of that name, any case; std::nullopt when there is none.
[[nodiscard]] std::optional<std::string_view> findHeader(const Headers& headers,
                                                         std::string_view name);

/// A request that was received whole and is correct HTTP. Its texts are what the client sent:
/// within the limits, and otherwise untrusted.
struct Request {
    Method method = Method::Get;
    std::string target;  ///< As on the request line.
    std::string path;    ///< The target's path, still percent-encoded; `segments()` decodes it.
    std::vector<std::pair<std::string, std::string>> query;  ///< Decoded, in order, repeatable.
    Headers headers;            ///< Without trailers: those are read and forgotten.
    std::string body;           ///< Without transfer coding.
    std::string remoteAddress;  ///< The peer's IP address.

    [[nodiscard]] std::optional<std::string_view> findHeader(std::string_view name) const;

    /// The header's value, empty when it is absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;

    /// The first query value of that name, any case.
    [[nodiscard]] std::optional<std::string_view> queryValue(std::string_view name) const;

    /// The path between its slashes, percent-decoded; one slash at the end does not count.
    /// A `%2F` stays inside its segment.
    [[nodiscard]] std::vector<std::string> segments() const;
};

struct Response {
    int status = 200;
    std::string contentType{};  ///< Empty sends none.
    std::string body{};
    Headers headers{};     ///< Without Content-Type, Content-Length, Connection and Date.
    SharedBytes shared{};  ///< The body instead of `body`, where many answers have the same.

    [[nodiscard]] std::string_view content() const { return shared.empty() ? body : shared.view(); }
    [[nodiscard]] std::optional<std::string_view> findHeader(std::string_view name) const;
};

}  // namespace jim::transport::http
