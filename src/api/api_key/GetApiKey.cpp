#include "api/api_key/Documents.hpp"
#include "api/api_key/Operations.hpp"

namespace jim::api::api_key {

using namespace operation;

namespace {

base::Result<Reply> runGetApiKey(Call& call) {
    JIM_ASSIGN(const auto key, find(call, call.guid("id")));
    return ok(documentOf(call, key));
}

}  // namespace

Route getApiKey() {
    return {
        .method = Method::Get,
        .path = "/apikeys/{id:guid}",
        .access = Level::Reader,
        .summary = "Reads an API key, without its secret.",
        .successes = {{200, "ApiKey"}},
        .run = runGetApiKey,
    };
}

}  // namespace jim::api::api_key
