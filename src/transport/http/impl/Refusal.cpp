#include "transport/http/impl/Refusal.hpp"

#include <fmt/format.h>

namespace jim::transport::http::impl {

namespace {

std::string_view codeOf(int status) {
    if (status == 500) return "INTERNAL_ERROR";
    return status == 503 ? "SERVICE_UNAVAILABLE" : "BAD_REQUEST";
}

}  // namespace

Response refusalResponse(const Refusal& refusal, base::Timestamp now) {
    Response response;
    response.status = refusal.status;
    response.contentType = "application/json; charset=utf-8";
    response.body = fmt::format(
        R"({{"code":"{}","message":"{}","details":null,"validationErrors":null,"timestamp":"{}"}})",
        codeOf(refusal.status), refusal.message, base::toIso(now));
    if (refusal.status == 503) response.headers.push_back({"Retry-After", "5"});
    return response;
}

}  // namespace jim::transport::http::impl
