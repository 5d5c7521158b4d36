#include "api/operation/Reply.hpp"

namespace jim::api::operation {
namespace {

constexpr std::string_view kJson = "application/json; charset=utf-8";

std::pair<int, std::string_view> statusOf(base::ErrorKind kind) {
    switch (kind) {
        case base::ErrorKind::InvalidInput:
            return {400, "VALIDATION_ERROR"};
        case base::ErrorKind::InvalidState:
            return {400, "BAD_REQUEST"};
        case base::ErrorKind::NotFound:
            return {404, "NOT_FOUND"};
        case base::ErrorKind::Conflict:
        case base::ErrorKind::Fenced:
            return {409, "CONFLICT"};
        case base::ErrorKind::Unauthorised:
            return {401, "UNAUTHORISED"};
        case base::ErrorKind::Forbidden:
            return {403, "FORBIDDEN"};
        case base::ErrorKind::Unavailable:
        case base::ErrorKind::Cancelled:
            return {503, "SERVICE_UNAVAILABLE"};
        case base::ErrorKind::External:
            return {502, "BAD_GATEWAY"};
        case base::ErrorKind::Internal:
            break;
    }
    return {500, "INTERNAL_ERROR"};
}

Json fieldsOf(const ErrorBody& error) {
    if (error.fields.empty()) return {};
    Json fields = Json::object();
    for (const auto& [name, problems] : error.fields) fields.set(name, problems);
    return fields;
}

}  // namespace

Reply document(std::string json, int status) {
    return {status, std::string{kJson}, std::move(json), {}};
}

Reply ok(const Json& body) {
    return document(body.serialised());
}

Reply accepted(const Json& body) {
    return document(body.serialised(), 202);
}

Reply created(std::string_view location, const Json& body) {
    Reply reply = document(body.serialised(), 201);
    reply.headers.push_back({"Location", "/api/v1" + std::string{location}});
    return reply;
}

Reply noContent() {
    return empty(204);
}

Reply empty(int status) {
    return {status, {}, {}, {}};
}

transport::http::Response toResponse(Reply&& reply) {
    transport::http::Response response{reply.status, std::move(reply.contentType),
                                       std::move(reply.body), std::move(reply.headers)};
    response.headers.push_back({"api-supported-versions", "1.0"});
    return response;
}

ErrorBody toErrorBody(const base::Error& error) {
    const auto [status, code] = statusOf(error.kind);
    const bool ours = error.kind == base::ErrorKind::Internal;
    return {status, code, ours ? "An internal error occurred." : error.message, {}, error.fields};
}

Reply errorReply(const ErrorBody& error, base::Timestamp now) {
    Json body = Json::object();
    body.set("code", error.code)
        .set("message", error.message)
        .set("details", orNull(error.details))
        .set("validationErrors", fieldsOf(error))
        .set("timestamp", now);
    if (error.status == 401) body.set("error", "Unauthorized");
    Reply reply = document(body.serialised(), error.status);
    if (error.status == 503) reply.headers.push_back({"Retry-After", "5"});
    return reply;
}

ErrorBody invalidKey() {
    return {401, "UNAUTHORISED", "This API key is not known, is disabled or has expired."};
}

Reply tooManyWatchers(base::Timestamp now) {
    Reply reply = errorReply(
        {429, "TOO_MANY_REQUESTS",
         "This key watches with as many connections as it may. Close some, then try again."},
        now);
    reply.headers.push_back({"Retry-After", "5"});
    return reply;
}

}  // namespace jim::api::operation
