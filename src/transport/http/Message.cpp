#include "transport/http/Message.hpp"

#include "foundation/base/EnumText.hpp"
#include "transport/http/Target.hpp"

namespace jim::transport::http {

namespace {

constexpr auto kMethods = base::enumText<Method>({{Method::Get, "GET"},
                                                  {Method::Head, "HEAD"},
                                                  {Method::Post, "POST"},
                                                  {Method::Put, "PUT"},
                                                  {Method::Patch, "PATCH"},
                                                  {Method::Delete, "DELETE"},
                                                  {Method::Options, "OPTIONS"}});

}  // namespace

std::string_view toText(Method method) {
    return kMethods.text(method);
}

std::optional<Method> parseMethod(std::string_view name) {
    for (const auto& [method, text] : kMethods.rows())
        if (text == name) return method;
    return std::nullopt;
}

std::optional<std::string_view> findHeader(const Headers& headers, std::string_view name) {
    for (const Header& header : headers)
        if (base::equalsIgnoringCase(header.name, name)) return header.value;
    return std::nullopt;
}

std::optional<std::string_view> Request::findHeader(std::string_view name) const {
    return http::findHeader(headers, name);
}

std::string_view Request::header(std::string_view name) const {
    return findHeader(name).value_or(std::string_view{});
}

std::optional<std::string_view> Request::queryValue(std::string_view name) const {
    for (const auto& [key, value] : query)
        if (base::equalsIgnoringCase(key, name)) return value;
    return std::nullopt;
}

std::vector<std::string> Request::segments() const {
    return pathSegments(path);
}

std::optional<std::string_view> Response::findHeader(std::string_view name) const {
    return http::findHeader(headers, name);
}

}  // namespace jim::transport::http
