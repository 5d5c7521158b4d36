#include "transport/http/impl/BaseUrl.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

namespace jim::transport::http::impl {

namespace {

base::Error wrong(std::string message) {
    return base::invalidInput("url", std::move(message));
}

}  // namespace

base::Result<BaseUrl> parseBaseUrl(std::string_view text) {
    const auto parsed = boost::urls::parse_uri({text.data(), text.size()});
    if (parsed.has_value() && parsed->has_userinfo())
        return base::fail(wrong("The server's URL must not carry a user name or password."));
    if (parsed.has_value() && parsed->scheme_id() == boost::urls::scheme::https)
        return base::fail(wrong(fmt::format(
            "'{}': https is not supported yet; use http, behind a proxy or on this machine.",
            text)));
    if (parsed.has_error() || parsed->scheme_id() != boost::urls::scheme::http ||
        parsed->encoded_host().empty() || parsed->has_query() || parsed->has_fragment())
        return base::fail(wrong("The server's URL must look like http://127.0.0.1:5200."));
    BaseUrl url;
    url.text = text;
    url.host = std::string{parsed->host_address()};
    url.port = parsed->port().empty() ? "80" : std::string{parsed->port()};
    url.authority = std::string{parsed->encoded_host_and_port()};
    url.pathPrefix = std::string{parsed->encoded_path()};
    while (url.pathPrefix.ends_with('/')) url.pathPrefix.pop_back();
    while (url.text.ends_with('/')) url.text.pop_back();
    return url;
}

}  // namespace jim::transport::http::impl
