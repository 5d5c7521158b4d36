#pragma once

#include "api/operation/Json.hpp"
#include "foundation/base/Error.hpp"
#include "transport/http/Message.hpp"

#include <string>
#include <string_view>

namespace jim::api::operation {

/// What an operation answers when it succeeds.
struct Reply {
    int status = 200;
    std::string contentType{};  ///< Empty: there is no body.
    std::string body{};
    transport::http::Headers headers{};
};

[[nodiscard]] Reply ok(const Json& body);
[[nodiscard]] Reply accepted(const Json& body);
/// `location` is below /api/v1.
[[nodiscard]] Reply created(std::string_view location, const Json& body);
[[nodiscard]] Reply noContent();
/// A status without a body, other than 204.
[[nodiscard]] Reply empty(int status);
/// JSON that is written already.
[[nodiscard]] Reply document(std::string json, int status = 200);

/// As it is sent.
[[nodiscard]] transport::http::Response toResponse(Reply&& reply);

/// One error in the one shape of the interface.
struct ErrorBody {
    int status = 500;
    std::string_view code;
    std::string message;
    std::string details{};  ///< Empty is null.
    std::map<std::string, std::vector<std::string>> fields{};
};

/// The error as the interface answers it. Internal detail stays inside.
[[nodiscard]] ErrorBody toErrorBody(const base::Error& error);
[[nodiscard]] Reply errorReply(const ErrorBody& error, base::Timestamp now);
/// The key that came with the request opens nothing, or no longer.
[[nodiscard]] ErrorBody invalidKey();
/// The principal watches with as many connections as it may.
[[nodiscard]] Reply tooManyWatchers(base::Timestamp now);

}  // namespace jim::api::operation
