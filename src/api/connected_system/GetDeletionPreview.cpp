#include "api/connected_system/Clearing.hpp"
#include "api/connected_system/Operations.hpp"
#include "identity/metaverse/MetaverseObject.hpp"

#include <algorithm>
#include <set>

namespace jim::api::connected_system {

using namespace operation;
using identity::connector_space::CsoId;
using identity::metaverse::MvoId;

namespace {

constexpr std::size_t kCountedTogether = 1000;

/// What becomes of the metaverse objects that are joined to the system.
struct Impact {
    std::int64_t withOtherConnectors = 0;
    std::int64_t deleted = 0;  ///< Would be left without what their deletion rule asks for.
    std::int64_t withGracePeriod = 0;
};

bool wouldGo(const identity::metaverse::MetaverseObjectType& type, std::int32_t systemId,
             bool others) {
    using identity::metaverse::DeletionRule;
    switch (type.deletionRule) {
        case DeletionRule::Manual:
            return false;
        case DeletionRule::WhenLastConnectorDisconnected:
            return !others;
        case DeletionRule::WhenAuthoritativeSourceDisconnected:
            return std::ranges::find(type.deletionTriggerSystems, systemId) !=
                   type.deletionTriggerSystems.end();
    }
    return false;
}

base::Status add(const Call& call, std::int32_t systemId,
                 const identity::metaverse::MetaverseSchema& schema,
                 const std::vector<MvoId>& objects, Impact& impact) {
    auto& metaverse = call.session().metaverse();
    JIM_ASSIGN(const auto joins, metaverse.joins(objects));
    std::set<MvoId> shared;
    for (const auto& join : joins)
        if (join.join.systemId != systemId) shared.insert(join.join.mvo);
    JIM_ASSIGN(const auto loaded, metaverse.load(objects));
    for (const auto& object : loaded) {
        const bool others = shared.contains(object.id);
        impact.withOtherConnectors += others ? 1 : 0;
        const auto* type = schema.findObjectType(object.objectTypeId);
        if (type == nullptr || !wouldGo(*type, systemId, others)) continue;
        ++impact.deleted;
        impact.withGracePeriod += type->deletionGracePeriod ? 1 : 0;
    }
    return {};
}

base::Result<Impact> impactOf(const Call& call, const ConnectedSystem& system) {
    Impact impact;
    JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
    identity::connector_space::SynchronisationPage page{system.id, CsoId{}, kCountedTogether,
                                                        false};
    while (true) {
        JIM_ASSIGN(const auto objects, call.session().connectorSpace().page(page));
        if (objects.empty()) return impact;
        page.after = objects.back().id;
        std::vector<MvoId> joined;
        for (const auto& object : objects)
            if (object.join) joined.push_back(object.join->mvo);
        JIM_TRY(add(call, system.id, schema, joined, impact));
    }
}

base::Result<std::int64_t> activitiesOf(const Call& call, const ConnectedSystem& system) {
    runs::activity::ActivityFilter filter;
    filter.connectedSystems = {system.name};
    JIM_ASSIGN(const auto page, call.session().activityQueries().activities(filter, {0, 1}));
    return page.totalCount;
}

base::Result<Json> previewOf(const Call& call, const ConnectedSystem& system) {
    auto& session = call.session();
    JIM_ASSIGN(const auto counts, session.connectorSpaceQueries().counts(system.id));
    JIM_ASSIGN(const auto rules, session.rules().rules());
    JIM_ASSIGN(const auto profiles, session.runProfiles().ofSystem(system.id));
    JIM_ASSIGN(const auto activities, activitiesOf(call, system));
    JIM_ASSIGN(const auto impact, impactOf(call, system));
    JIM_ASSIGN(const bool busy, session.queueQueries().isBusy(system.id));
    JIM_ASSIGN(const bool inBackground, needsWorker(call, system));
    Json warnings = Json::array();
    if (impact.deleted > 0)
        warnings.append(
            "Metaverse objects would meet their deletion rule, and be deleted where "
            "their other systems are synchronised.");
    if (busy)
        warnings.append("A run of this system is queued or running: deleting waits for its end.");
    return Json::object()
        .set("connectedSystemId", system.id)
        .set("connectedSystemName", system.name)
        .set("connectedSystemObjectCount", counts.objects)
        .set("syncRuleCount",
             std::ranges::count(rules, system.id, [](const auto& rule) { return rule.systemId; }))
        .set("runProfileCount", profiles.size())
        .set("partitionCount", 0)
        .set("containerCount", 0)
        .set("pendingExportCount", counts.pendingExports)
        .set("activityCount", activities)
        .set("joinedMvoCount", counts.joined)
        .set("mvosWithOtherConnectorsCount", impact.withOtherConnectors)
        .set("mvosWithDeletionRuleCount", impact.deleted)
        .set("mvosWithGracePeriodCount", impact.withGracePeriod)
        .set("warnings", std::move(warnings))
        .set("estimatedDeletionTime", std::chrono::microseconds{counts.objects * 20})
        .set("willRunAsBackgroundJob", inBackground)
        .set("hasRunningSyncOperation", busy);
}

base::Result<Reply> runGetDeletionPreview(Call& call) {
    Json preview;
    JIM_TRY(call.read([&]() -> base::Status {
        JIM_ASSIGN(const auto system, find(call));
        JIM_ASSIGN(preview, previewOf(call, system));
        return {};
    }));
    return ok(preview);
}

}  // namespace

Route getDeletionPreview() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/connected-systems/{cs:int}/deletion-preview",
        .access = Level::Reader,
        .summary = "Says what deleting a connected system would take with it.",
        .successes = {{200, "DeletionPreview"}},
        .run = runGetDeletionPreview,
    };
}

}  // namespace jim::api::connected_system
