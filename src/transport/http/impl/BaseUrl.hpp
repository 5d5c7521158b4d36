#pragma once

#include "foundation/base/Result.hpp"

#include <string>
#include <string_view>

namespace jim::transport::http::impl {

/// Where a client sends its requests.
struct BaseUrl {
    std::string text;        ///< As it was given, for messages.
    std::string host;        ///< A name or an address without brackets.
    std::string port;        ///< Digits.
    std::string authority;   ///< For the Host header.
    std::string pathPrefix;  ///< Without a slash at the end.
};

/// InvalidInput with a message that says what is wrong; it never repeats a password.
[[nodiscard]] base::Result<BaseUrl> parseBaseUrl(std::string_view text);

}  // namespace jim::transport::http::impl
