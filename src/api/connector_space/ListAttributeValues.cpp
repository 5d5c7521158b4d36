#include "api/connector_space/Documents.hpp"
#include "api/connector_space/Operations.hpp"
#include "api/operation/Paging.hpp"
#include "api/operation/Reader.hpp"

namespace jim::api::connector_space {

using namespace operation;

namespace {

base::Status requireAttribute(const Call& call, const ConnectedSystem& system,
                              std::int32_t objectTypeId) {
    const auto* type = system.findObjectType(objectTypeId);
    if (type != nullptr && type->findAttribute(std::string_view{call.text("name")}) != nullptr)
        return {};
    return base::fail(base::notFound("Attribute", call.text("name")));
}

base::Result<Reply> runListAttributeValues(Call& call) {
    JIM_ASSIGN(const Page page, readPlainPage(call, 50));
    Reader query = Reader::ofQuery(call);
    const auto search = query.text("search", {0, 500}).value_or("");
    JIM_TRY(query.finish());
    std::vector<ValueRow> rows;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto system, connected_system::find(call));
        JIM_ASSIGN(const auto detail, find(call, system));
        JIM_TRY(requireAttribute(call, system, detail.object.objectTypeId));
        rows = valuesOf(call, system, detail, call.text("name"));
        return {};
    }));
    Json::Array items;
    for (auto& row : rows)
        if (matchesSearch(row.words, search)) items.push_back(std::move(row.document));
    return ok(pageOf(std::move(items), page));
}

}  // namespace

Route listAttributeValues() {
    return {
        .method = Method::Get,
        .path =
            "/synchronisation/connected-systems/{cs:int}/connector-space/{id:guid}/attributes/"
            "{name}/values",
        .access = Level::Reader,
        .summary = "Lists the values of one attribute of an object.",
        .query = "page:int=1, pageSize:int=50, search?",
        .successes = {{200, "page:ConnectorSpaceValue"}},
        .run = runListAttributeValues,
    };
}

}  // namespace jim::api::connector_space
