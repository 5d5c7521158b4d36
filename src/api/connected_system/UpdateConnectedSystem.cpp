#include "api/connected_system/Documents.hpp"
#include "api/connected_system/Operations.hpp"
#include "api/connected_system/Writing.hpp"
#include "api/operation/Audit.hpp"

namespace jim::api::connected_system {

using namespace operation;

namespace {

base::Status change(const Call& call, ConnectedSystem& system) {
    Reader body = Reader::ofBody(call);
    if (body.isGiven("name")) system.name = body.requiredText("name", {1, 200});
    if (auto text = body.text("description", {0, 1000})) system.description = std::move(*text);
    if (const auto most = body.integer("maxExportParallelism", {1, 16}))
        system.maxExportParallelism = most;
    if (const auto time = body.span("initialPasswordTimeToLive"))
        system.initialPasswordTimeToLiveMicros = time->count();
    system.requireSecureTransport =
        body.boolean("requireSecureTransport").value_or(system.requireSecureTransport);
    system.unresolvedReferences =
        body.named("unresolvedReferenceHandling",
                   identity::connected_system::parseUnresolvedReferenceHandling)
            .value_or(system.unresolvedReferences);
    JIM_TRY(body.finish());
    return changeSettings(call, body, system);
}

base::Result<Reply> runUpdateConnectedSystem(Call& call) {
    JIM_ASSIGN(const auto reason, changeReasonOf(call));
    JIM_ASSIGN(ConnectedSystem system, find(call));
    const auto version = system.lastUpdated;
    // Validation may wait for files and networks, so it happens outside of the transaction.
    JIM_TRY(change(call, system));
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto stored, find(call));
        if (stored.lastUpdated != version)
            return base::fail(base::conflict("Somebody else changed this system; try again."));
        JIM_TRY(requireFreeName(call, system));
        JIM_TRY(save(call, system, runs::activity::TargetOperation::Update, reason));
        return {};
    }));
    return ok(detailOf(call, system));
}

}  // namespace

Route updateConnectedSystem() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/connected-systems/{cs:int}",
        .access = Level::Administrator,
        .summary = "Changes a connected system; settings are keyed by their definition's id.",
        .body =
            "name?, description?, settingValues:map:object?, "
            "maxExportParallelism:int?, initialPasswordTimeToLive:span?, "
            "requireSecureTransport:bool?, "
            "unresolvedReferenceHandling:E:UnresolvedReferenceHandling?, changeReason?",
        .successes = {{200, "ConnectedSystem"}},
        .run = runUpdateConnectedSystem,
    };
}

}  // namespace jim::api::connected_system
