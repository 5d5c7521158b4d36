#include "api/connector_space/Documents.hpp"
#include "api/connector_space/Operations.hpp"
#include "api/operation/Paging.hpp"
#include "api/operation/Reader.hpp"

namespace jim::api::connector_space {

using namespace operation;

namespace {

base::Result<identity::connector_space::CsoFilter> readFilter(const Call& call) {
    identity::connector_space::CsoFilter filter;
    Reader query = Reader::ofQuery(call);
    filter.systemId = call.integer("cs");
    filter.search = query.text("search", {0, 500}).value_or("");
    filter.statuses = query.allNamed("status", identity::connector_space::parseCsoStatus);
    filter.objectTypeIds = query.integers("objectTypeId");
    filter.joinTypes = query.allNamed("joinType", identity::connector_space::parseJoinType);
    filter.ascending = !query.boolean("sortDescending").value_or(true);
    JIM_TRY(query.finish());
    return filter;
}

base::Result<Reply> runListObjects(Call& call) {
    JIM_ASSIGN(const Page page, readPlainPage(call, 50));
    JIM_ASSIGN(const auto filter, readFilter(call));
    Json answer;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto system, connected_system::find(call));
        JIM_ASSIGN(const auto rows,
                   call.session().connectorSpaceQueries().objects(filter, page.request()));
        Json::Array items;
        for (const auto& row : rows.items) items.push_back(headerOf(call, system, row));
        answer = envelope(std::move(items), rows.totalCount, page);
        return {};
    }));
    return ok(answer);
}

}  // namespace

Route listObjects() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/connector-space",
        .access = Level::Reader,
        .summary = "Lists the objects of a connector space, newest first.",
        .query =
            "page:int=1, pageSize:int=50, search?, sortBy?, sortDescending:bool=true, "
            "status*:E:ConnectedSystemObjectStatus, objectTypeId*:int, "
            "joinType*:E:ConnectedSystemObjectJoinType",
        .successes = {{200, "page:ConnectorSpaceObjectHeader"}},
        .run = runListObjects,
    };
}

}  // namespace jim::api::connector_space
