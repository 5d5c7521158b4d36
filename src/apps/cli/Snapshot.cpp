#include "apps/cli/Snapshot.hpp"

#include "apps/cli/ExitStatus.hpp"
#include "apps/cli/Wording.hpp"
#include "apps/cli/impl/Json.hpp"
#include "foundation/base/EnumText.hpp"
#include "foundation/base/Guid.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::apps::cli {
namespace {

constexpr auto kMarks = base::enumText<StepMark>({{StepMark::Pending, "Pending"},
                                                  {StepMark::Active, "Active"},
                                                  {StepMark::Completed, "Completed"},
                                                  {StepMark::Skipped, "Skipped"},
                                                  {StepMark::Failed, "Failed"}});

/// More would only fill the screen; a server of ours sends at most a dozen.
constexpr std::size_t kMostSteps = 64;

void readSteps(const json::object& from, Snapshot& into) {
    for (const auto& entry : json::list(from, "phases")) {
        const auto* phase = entry.if_object();
        if (phase == nullptr || !json::text(*phase, "parentKey").empty()) continue;
        if (into.steps.size() == kMostSteps) break;
        const auto mark = kMarks.parse(json::text(*phase, "status"));
        into.steps.push_back({json::text(*phase, "name"), mark.value_or(StepMark::Pending)});
    }
    const auto most = static_cast<std::int64_t>(kMostSteps);
    into.totalSteps = static_cast<std::size_t>(
        std::clamp(json::whole(from, "totalPhases"), std::int64_t{0}, most));
    into.currentStep = static_cast<std::size_t>(
        std::clamp(json::whole(from, "currentPhaseNumber"), std::int64_t{0}, most));
}

std::optional<Estimate> readEstimate(const json::object& from) {
    const auto p50 = json::number(from, "p50");
    if (!p50) return std::nullopt;
    return Estimate{json::number(from, "p10").value_or(*p50), *p50,
                    json::number(from, "p90").value_or(*p50)};
}

void readEta(const json::object& from, Snapshot& into) {
    const auto* eta = json::child(from, "eta");
    if (eta == nullptr) return;
    into.estimateBasis = json::text(*eta, "basis");
    into.estimateReason = json::text(*eta, "reason");
    if (const auto* run = json::child(*eta, "run")) into.remaining = readEstimate(*run);
}

void readErrorRate(const json::object& errors, Snapshot& into) {
    constexpr std::size_t kMost = 10;
    into.errorRatio = json::number(errors, "ratio").value_or(0);
    into.errorsPerMinute = json::number(errors, "perMinute").value_or(0);
    into.errorTrend = json::text(errors, "trend");
    for (const auto& entry : json::list(errors, "recent")) {
        const auto* recent = entry.if_object();
        if (recent == nullptr || into.recentErrors.size() == kMost) continue;
        into.recentErrors.push_back({json::text(*recent, "at"), spaced(json::text(*recent, "type")),
                                     json::text(*recent, "message")});
    }
}

void readErrors(const json::object& from, Snapshot& into) {
    constexpr std::size_t kMost = 3;
    into.errors = json::whole(from, "totalErrors");
    const auto* errors = json::child(from, "errors");
    if (errors == nullptr) return;
    readErrorRate(*errors, into);
    for (const auto& entry : json::list(*errors, "topTypes")) {
        const auto* type = entry.if_object();
        if (type == nullptr || into.topErrors.size() == kMost) continue;
        into.topErrors.push_back(fmt::format("{} ({})", spaced(json::text(*type, "type")),
                                             grouped(json::whole(*type, "count"))));
    }
}

void readComparison(const json::object& from, Snapshot& into) {
    if (const auto* comparison = json::child(from, "comparison"))
        into.unusual = json::text(*comparison, "remark");
}

void readAlerts(const json::object& from, Snapshot& into) {
    constexpr std::size_t kMost = 10;
    for (const auto& entry : json::list(from, "alerts")) {
        const auto* alert = entry.if_object();
        if (alert == nullptr || into.alerts.size() == kMost) continue;
        into.alerts.push_back(
            fmt::format("{}: {}", json::text(*alert, "rule"), json::text(*alert, "text")));
    }
}

void readCounts(const json::object& from, Snapshot& into) {
    const auto* counts = json::child(from, "counts");
    if (counts == nullptr) return;
    into.counts = {json::whole(*counts, "processed"), json::whole(*counts, "created"),
                   json::whole(*counts, "updated"),   json::whole(*counts, "deleted"),
                   json::whole(*counts, "unchanged"), json::whole(*counts, "skipped"),
                   json::whole(*counts, "failed")};
}

void readHealth(const json::object& from, Snapshot& into) {
    const auto* health = json::child(from, "health");
    if (health == nullptr) return;
    into.health = json::text(*health, "status");
    into.lastAdvanceAge = json::number(*health, "lastAdvanceAge");
    into.waitingOn = json::text(*health, "waitingOn");
}

bool isEnded(const std::string& status) {
    return outcomeOf(status) != ExitStatus::Trouble;
}

/// Of a progress document, or of an activity. It becomes part of a path: nothing but an id will do.
std::string nextActivity(const json::object& from) {
    for (const auto* name : {"continuedBy", "continuedByActivityId"})
        if (const auto id = base::parseGuid(json::text(from, name))) return base::toText(*id);
    return {};
}

Snapshot readSnapshot(const json::object& from) {
    Snapshot snapshot;
    snapshot.activityId = json::text(from, "activityId");
    if (snapshot.activityId.empty()) snapshot.activityId = json::text(from, "id");
    snapshot.targetName = json::text(from, "targetName");
    snapshot.targetContext = json::text(from, "targetContext");
    snapshot.state = json::text(from, "state");
    snapshot.status = json::text(from, "status");
    snapshot.phase = json::text(from, "phase");
    snapshot.summary = json::text(from, "summary");
    snapshot.message = json::text(from, "message");
    snapshot.source = json::text(from, "source");
    snapshot.terminal = json::flag(from, "terminal") || isEnded(snapshot.status);
    snapshot.attempt = json::whole(from, "attempt");
    snapshot.continuedBy = nextActivity(from);
    snapshot.percent = json::number(from, "percentComplete");
    if (const auto* overall = json::child(from, "overall"))
        snapshot.wholeFraction = json::number(*overall, "fraction");
    snapshot.objectsPerSecond = json::number(from, "objectsPerSecond");
    snapshot.elapsedSeconds = json::number(from, "elapsedSeconds").value_or(0);
    readSteps(from, snapshot);
    readEta(from, snapshot);
    readErrors(from, snapshot);
    readComparison(from, snapshot);
    readAlerts(from, snapshot);
    readCounts(from, snapshot);
    readHealth(from, snapshot);
    return snapshot;
}

}  // namespace

base::Result<Snapshot> parseSnapshot(std::string_view document) {
    JIM_ASSIGN(const auto from, json::parseObject(document));
    if (json::text(from, "status").empty())
        return base::fail(base::external("The server's answer is no progress document."));
    return readSnapshot(from);
}

base::Result<Snapshot> parseActivity(std::string_view document) {
    JIM_ASSIGN(const auto from, json::parseObject(document));
    if (const auto* progress = json::child(from, "progress")) return readSnapshot(*progress);

    auto snapshot = readSnapshot(from);
    snapshot.source = "degraded";
    const auto processed = json::whole(from, "objectsProcessed");
    snapshot.counts.processed = processed;
    snapshot.summary = fmt::format("{} | Processed: {}", json::text(from, "message"), processed);
    return snapshot;
}

base::Result<Outcome> parseOutcome(std::string_view activityDocument) {
    JIM_ASSIGN(const auto from, json::parseObject(activityDocument));
    Outcome outcome;
    outcome.activityId = json::text(from, "id");
    outcome.status = json::text(from, "status");
    outcome.targetName = json::text(from, "targetName");
    outcome.targetContext = json::text(from, "targetContext");
    outcome.message = json::text(from, "errorMessage");
    if (outcome.message.empty()) outcome.message = json::text(from, "warningMessage");
    outcome.duration = json::text(from, "executionTime");
    if (const auto* stats = json::child(from, "executionStats"))
        outcome.errors = json::whole(*stats, "totalObjectErrors");
    return outcome;
}

}  // namespace jim::apps::cli
