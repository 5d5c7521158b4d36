#include "api/api_key/Documents.hpp"
#include "api/api_key/Operations.hpp"

namespace jim::api::api_key {

using namespace operation;

namespace {

base::Result<Reply> runListApiKeys(Call& call) {
    JIM_ASSIGN(const auto keys, call.session().apiKeys().all());
    Json::Array items;
    for (const auto& key : keys) items.push_back(documentOf(call, key));
    return ok(std::move(items));
}

}  // namespace

Route listApiKeys() {
    return {
        .method = Method::Get,
        .path = "/apikeys",
        .access = Level::Reader,
        .summary = "Lists the API keys, by name, without their secrets.",
        .successes = {{200, "ApiKey[]"}},
        .run = runListApiKeys,
    };
}

}  // namespace jim::api::api_key
