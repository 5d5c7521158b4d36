#include "api/connected_system/Documents.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/operation/Paging.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

base::Result<Reply> runListConnectedSystems(Call& call) {
    JIM_ASSIGN(const Page page, readPage(call));
    Json::Array items;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto systems, call.session().connectedSystems().all());
        for (const auto& system : systems) {
            JIM_ASSIGN(Json header, headerOf(call, system));
            items.push_back(std::move(header));
        }
        return {};
    }));
    return ok(pageOf(std::move(items), page));
}

}  // namespace

Route listConnectedSystems() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems",
        .access = Level::Reader,
        .summary = "Lists the connected systems, by name, with how much is in them.",
        .query = kPageParameters,
        .successes = {{200, "page:ConnectedSystemHeader"}},
        .run = runListConnectedSystems,
    };
}

}  // namespace jim::api::connected_system
