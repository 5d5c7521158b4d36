#include "apps/cli/Commands.hpp"
#include "apps/cli/FollowView.hpp"
#include "apps/cli/Snapshot.hpp"
#include "apps/cli/Table.hpp"
#include "apps/cli/Wording.hpp"
#include "apps/cli/impl/Json.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace jim::apps::cli {
namespace {

std::string stepText(const Snapshot& snapshot) {
    if (snapshot.currentStep == 0 || snapshot.totalSteps == 0) return snapshot.state;
    return fmt::format("{}/{} {}", snapshot.currentStep, snapshot.totalSteps, snapshot.phase);
}

std::string leftText(const Snapshot& snapshot) {
    return snapshot.remaining ? durationText(snapshot.remaining->p50) : std::string{};
}

}  // namespace

Outcomes showProgress(Context context) {
    JIM_ASSIGN(const auto body, context.client.get("/progress?pageSize=100"));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    JIM_ASSIGN(const auto page, json::parseObject(body));
    Table table{{{"Activity"},
                 {"System", Align::Left, true},
                 {"Run profile", Align::Left, true},
                 {"Step", Align::Left, true},
                 {"Done", Align::Right},
                 {"Objects", Align::Right},
                 {"Errors", Align::Right},
                 {"Left", Align::Right}}};
    for (const auto& entry : json::list(page, "items")) {
        const auto snapshot = parseSnapshot(boost::json::serialize(entry));
        if (!snapshot) continue;
        table.add({snapshot->activityId, snapshot->targetContext, snapshot->targetName,
                   stepText(*snapshot), snapshot->percent ? percentText(*snapshot->percent) : "",
                   grouped(snapshot->counts.processed), grouped(snapshot->errors),
                   leftText(*snapshot)});
    }
    context.console.print(table.empty() ? "Nothing is queued or running.\n"
                                        : table.text(context.console.tableWidth()));
    return ExitStatus::Complete;
}

}  // namespace jim::apps::cli
