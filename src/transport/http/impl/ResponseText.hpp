#pragma once

#include "foundation/base/Timestamp.hpp"
#include "transport/http/Message.hpp"

#include <string>

namespace jim::transport::http::impl {

/// What of the request shapes its response on the wire.
struct Wire {
    bool keepAlive = false;
    bool http10 = false;
    bool headOnly = false;
    bool streamed = false;  ///< The length is not known.
};

/// 204 and 304 never have a body.
[[nodiscard]] bool mayHaveBody(int status);

/// Status line and headers with the empty line. Control characters in header values are left
/// out, so that no value can forge a header.
[[nodiscard]] std::string headText(const Response& response, Wire wire, base::Timestamp now);

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
[[nodiscard]] std::string httpDate(base::Timestamp when);

}  // namespace jim::transport::http::impl
