#include "apps/cli/Commands.hpp"
#include "apps/cli/Follow.hpp"
#include "apps/cli/impl/Documents.hpp"
#include "apps/cli/impl/Lookup.hpp"
#include "transport/http/Target.hpp"

#include <fmt/format.h>

#include <array>

namespace jim::apps::cli {
namespace {

using documents::As;
using documents::Item;

/// The most important first: what does not fit into a narrow window is cut at the end.
constexpr std::array kActivityColumns{
    Item{"id", "Id"},
    Item{"targetContext", "System", As::Text, true},
    Item{"targetName", "Name", As::Text, true},
    Item{"status", "Status", As::Name},
    Item{"created", "Started", As::Time},
    Item{"executionTime", "Took", As::Span},
    Item{"objectsProcessed", "Objects", As::Number},
    Item{"totalErrors", "Errors", As::Number},
    Item{"targetOperationType", "What", As::Name},
};

constexpr std::array kActivityFields{
    Item{"id", "Id"},
    Item{"targetContext", "System"},
    Item{"targetName", "Name"},
    Item{"targetType", "Kind", As::Name},
    Item{"targetOperationType", "What", As::Name},
    Item{"connectedSystemRunType", "Run type", As::Name},
    Item{"status", "Status", As::Name},
    Item{"message", "Message"},
    Item{"errorMessage", "Error"},
    Item{"warningMessage", "Warning"},
    Item{"initiatedByName", "Started by"},
    Item{"changeReason", "Because"},
    Item{"created", "Created", As::Time},
    Item{"executed", "Executed", As::Time},
    Item{"executionTime", "Took", As::Span},
    Item{"objectsProcessed", "Objects", As::Number},
    Item{"progress.summary", "Progress"},
};

constexpr std::array kCounts{
    Item{"totalCsoAdds", "Added to the connector space", As::Number},
    Item{"totalCsoUpdates", "Updated there", As::Number},
    Item{"totalCsoDeletes", "Deleted there", As::Number},
    Item{"totalUnchanged", "Unchanged", As::Number},
    Item{"totalProjections", "Projected", As::Number},
    Item{"totalJoins", "Joined", As::Number},
    Item{"totalAttributeFlows", "Attribute flows", As::Number},
    Item{"totalDisconnections", "Disconnected", As::Number},
    Item{"totalProvisioned", "Provisioned", As::Number},
    Item{"totalPendingExports", "Pending exports", As::Number},
    Item{"totalPendingExportsConfirmed", "Exports confirmed", As::Number},
    Item{"totalExported", "Exported", As::Number},
    Item{"totalDeprovisioned", "Deprovisioned", As::Number},
    Item{"totalObjectErrors", "Errors", As::Number},
};

constexpr std::array kPhases{
    Item{"name", "Phase"},
    Item{"status", "Status", As::Name},
    Item{"durationSeconds", "Seconds", As::Seconds},
};

constexpr std::array kAlerts{
    Item{"rule", "Alert rule", As::Text, true},
    Item{"at", "Fired", As::Time},
    Item{"text", "Saw", As::Text, true},
};

constexpr std::array kItems{
    Item{"objectChangeType", "Change", As::Name},
    Item{"errorType", "Error", As::Name, true},
    Item{"externalIdValue", "External id", As::Text, true},
    Item{"displayName", "Name", As::Text, true},
    Item{"connectedSystemObjectType", "Type", As::Text, true},
    Item{"errorMessage", "Reason", As::Text, true},
    Item{"outcomeSummary", "Outcome", As::Text, true},
    Item{"id", "Id"},
};

void appendQuery(std::string& path, std::string_view name, std::string_view value) {
    if (!value.empty()) path += fmt::format("&{}={}", name, transport::http::percentEncode(value));
}

/// Counts that are zero say nothing and are left out.
std::string countsOf(const json::object& activity) {
    const auto* stats = json::child(activity, "executionStats");
    if (stats == nullptr) return {};
    std::vector<Item> shown;
    for (const auto& item : kCounts)
        if (json::whole(*stats, item.path) != 0) shown.push_back(item);
    return documents::fieldsText(*stats, shown);
}

/// The alert rules that fired, as a table of their own; empty when none did.
std::string alertsOf(const json::object& activity, std::size_t width) {
    const auto* stats = json::child(activity, "executionStats");
    if (stats == nullptr) return {};
    const auto& alerts = json::list(*stats, "alerts");
    return alerts.empty() ? std::string{} : '\n' + documents::tableText(alerts, kAlerts, width);
}

Outcomes showOneItem(Context context, const std::string& activity, const std::string& item) {
    JIM_ASSIGN(const auto id, lookup::guid(item, "execution item"));
    JIM_ASSIGN(const auto body,
               context.client.get(fmt::format("/activities/{}/items/{}", activity, id)));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    JIM_ASSIGN(const auto document, json::parseObject(body));
    context.console.print(documents::everything(document));
    return ExitStatus::Complete;
}

}  // namespace

Outcomes listActivities(Context context, const ActivityListOptions& options) {
    auto path = documents::pagePath("/activities", options.page);
    for (const auto& status : options.statuses) appendQuery(path, "status", status);
    appendQuery(path, "connectedSystem", options.system);
    if (options.runsOnly) path += "&targetType=ConnectedSystemRunProfile&operation=Execute";
    return documents::printPage(context, path, kActivityColumns);
}

Outcomes showActivity(Context context, const std::string& activity) {
    JIM_ASSIGN(const auto id, lookup::activityId(context.client, activity));
    JIM_ASSIGN(const auto body, context.client.get("/activities/" + id));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    JIM_ASSIGN(const auto document, json::parseObject(body));
    context.console.print(documents::fieldsText(document, kActivityFields));
    if (const auto counts = countsOf(document); !counts.empty())
        context.console.print('\n' + counts);
    if (const auto& phases = json::list(document, "phases"); !phases.empty())
        context.console.print('\n' +
                              documents::tableText(phases, kPhases, context.console.tableWidth()));
    context.console.print(alertsOf(document, context.console.tableWidth()));
    return ExitStatus::Complete;
}

Outcomes followActivity(Context context, const std::string& activity) {
    JIM_ASSIGN(const auto id, lookup::activityId(context.client, activity));
    const auto form = context.json ? FollowForm::Json : FollowForm::View;
    return follow(context.client, id, context.console, form, context.clock);
}

Outcomes traceActivity(Context context, const std::string& activity) {
    JIM_ASSIGN(const auto id, lookup::activityId(context.client, activity));
    return follow(context.client, id, context.console, FollowForm::Trace, context.clock);
}

Outcomes cancelActivity(Context context, const std::string& activity) {
    JIM_ASSIGN(const auto id, lookup::activityId(context.client, activity));
    JIM_ASSIGN(const auto body, context.client.post(fmt::format("/activities/{}/cancel", id)));
    if (!context.json)
        context.console.print(
            fmt::format("Asked to cancel. See how it ends: jim activity follow "
                        "{}\n",
                        id));
    else if (!body.empty())
        context.console.print(body + '\n');
    return ExitStatus::Complete;
}

Outcomes resumeActivity(Context context, const std::string& activity) {
    JIM_ASSIGN(const auto id, lookup::activityId(context.client, activity));
    JIM_ASSIGN(const auto body, context.client.post(fmt::format("/activities/{}/resume", id)));
    if (!context.json)
        context.console.print(
            fmt::format("It goes on. See how it ends: jim activity follow {}\n", id));
    else if (!body.empty())
        context.console.print(body + '\n');
    return ExitStatus::Complete;
}

Outcomes showItems(Context context, const ItemListOptions& options) {
    JIM_ASSIGN(const auto id, lookup::activityId(context.client, options.activity));
    if (!options.item.empty()) return showOneItem(context, id, options.item);
    auto path = documents::pagePath(fmt::format("/activities/{}/items", id), options.page);
    for (const auto& change : options.changes) appendQuery(path, "objectChangeType", change);
    appendQuery(path, "search", options.search);
    if (options.errorsOnly) appendQuery(path, "errorsOnly", "true");
    return documents::printPage(context, path, kItems);
}

}  // namespace jim::apps::cli
