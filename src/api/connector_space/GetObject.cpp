#include "api/connector_space/Documents.hpp"
#include "api/connector_space/Operations.hpp"

#include <array>
#include <map>

namespace jim::api::connector_space {

using namespace operation;
using identity::connector_space::MvoId;

namespace {

constexpr std::int64_t kMostValues = 100;

/// The first values of each attribute, and how many of which were left out.
struct CappedValues {
    Json values = Json::array();
    Json summaries;
};

CappedValues capped(std::vector<ValueRow> rows) {
    CappedValues result;
    std::map<std::string, std::int64_t> counts;
    for (auto& row : rows)
        if (++counts[row.attribute] <= kMostValues) result.values.append(std::move(row.document));
    Json summaries = Json::array();
    for (const auto& [name, count] : counts)
        if (count > 1)
            summaries.append(Json::object()
                                 .set("attributeName", name)
                                 .set("totalCount", count)
                                 .set("returnedCount", std::min(count, kMostValues))
                                 .set("hasMore", count > kMostValues));
    if (!summaries.items()->empty()) result.summaries = std::move(summaries);
    return result;
}

base::Result<std::string> displayNameOf(const Call& call, MvoId id) {
    const std::array ids{id};
    JIM_ASSIGN(const auto objects, call.session().metaverse().load(ids));
    return objects.empty() ? std::string{} : objects.front().displayName;
}

base::Result<Json> documentOf(const Call& call, const ConnectedSystem& system,
                              const CsoDetail& detail) {
    const auto& object = detail.object;
    const Json header = headerOf(call, system, {object, detail.pendingExport});
    Json mvo;
    Json mvoName;
    if (object.join) {
        mvo = call.guidOf(identity::connector_space::kMvoKind,
                          static_cast<std::int64_t>(object.join->mvo));
        JIM_ASSIGN(const auto name, displayNameOf(call, object.join->mvo));
        mvoName = orNull(name);
    }
    auto values = capped(valuesOf(call, system, detail));
    Json out = Json::object();
    for (const auto* name : {"id", "created", "lastUpdated", "status", "joinType", "dateJoined",
                             "displayName", "connectedSystemId"})
        out.set(name, *header.find(name));
    out.set("connectedSystemName", system.name)
        .set("typeId", object.objectTypeId)
        .set("typeName", *header.find("typeName"))
        .set("metaverseObjectId", std::move(mvo))
        .set("metaverseObjectDisplayName", std::move(mvoName))
        .set("attributeValues", std::move(values.values))
        .set("attributeValueSummaries", std::move(values.summaries));
    return out;
}

base::Result<Reply> runGetObject(Call& call) {
    Json answer;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto system, connected_system::find(call));
        JIM_ASSIGN(const auto detail, find(call, system));
        JIM_ASSIGN(answer, documentOf(call, system, detail));
        return {};
    }));
    return ok(answer);
}

}  // namespace

Route getObject() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/connector-space/{id:guid}",
        .access = Level::Reader,
        .summary =
            "Reads an object of a connector space with its values, at most 100 of each "
            "attribute.",
        .successes = {{200, "ConnectorSpaceObject"}},
        .run = runGetObject,
    };
}

}  // namespace jim::api::connector_space
