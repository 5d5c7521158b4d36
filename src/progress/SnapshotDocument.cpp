#include "foundation/base/Timestamp.hpp"
#include "progress/ProgressStore.hpp"
#include "progress/Snapshot.hpp"
#include "progress/impl/JsonWriter.hpp"

#include <algorithm>
#include <cmath>

namespace jim::progress {
namespace {

/// How much of the details is written. Each next one is smaller.
struct Detail {
    std::size_t nestedPhases;
    std::size_t types;
    std::size_t recentErrors;
    std::size_t alerts;
    std::size_t textBytes;
};
constexpr Detail kDetails[] = {{24, 20, 5, 5, 300}, {8, 10, 2, 3, 150}, {0, 0, 0, 1, 60}};

/// Most documents are smaller.
constexpr std::size_t kTypical = 4096;

constexpr std::size_t kTopPhases = 24;

/// Numbers that people look at every second: one decimal.
double tenths(double value) {
    return std::round(value * 10) / 10;
}

std::optional<double> tenths(std::optional<double> value) {
    return value ? std::optional{tenths(*value)} : std::nullopt;
}

class Encoder {
public:
    Encoder(const Snapshot& snapshot, const Detail& detail) : from_(snapshot), detail_(detail) {}

    std::string encode() {
        json_.beginObject();
        identity();
        target();
        phases();
        window();
        counts();
        operations();
        estimates();
        errors();
        health();
        alerts();
        rest();
        json_.endObject();
        return json_.take();
    }

private:
    void time(Name name, std::optional<base::Timestamp> when) {
        json_.key(name);
        if (when)
            json_.text(base::toIso(*when));
        else
            json_.null();
    }

    void integer(Name name, std::int64_t value) { json_.key(name).integer(value); }

    /// Readers replace `retrievedAt` and `state` in place: they come before any text from outside.
    void identity() {
        const auto id = base::toText(from_.identity.activityId);
        integer("schema", 1);
        json_.key("type").text(toText(from_.identity.kind));
        json_.key("id").text(id).key("activityId").text(id);
        integer("attempt", from_.identity.attempt);
        json_.key("epoch").textOrNull(from_.epoch);
        integer("revision", from_.revision);
        time("asOf", from_.asOf);
        time("retrievedAt", from_.asOf);
        json_.key("source").text(from_.live ? "live" : "degraded");
        json_.key("state").text(toText(from_.state));
        json_.key("terminal").boolean(isTerminal(from_.state));
        json_.key("status").text(statusText(from_.state));
        json_.key("lastKnown").boolean(from_.lastKnown);
        if (from_.continuedBy) json_.key("continuedBy").text(base::toText(*from_.continuedBy));
    }

    void target() {
        const auto& run = from_.identity;
        json_.key("message").text(from_.message.empty() ? from_.title() : from_.message,
                                  detail_.textBytes);
        json_.key("targetType")
            .text(run.kind == RunKind::Removal ? "ConnectedSystem" : "ConnectedSystemRunProfile");
        json_.key("targetName").text(run.targetName, detail_.textBytes);
        json_.key("targetContext").text(run.targetContext, detail_.textBytes);
        json_.key("runType").textOrNull(run.runType);
        integer("connectedSystemId", run.connectedSystemId);
        integer("runProfileId", run.runProfileId);
        json_.key("worker").textOrNull(run.worker);
    }

    void total(const PhaseRecord& phase) {
        const auto shown = shownTotal(phase.window(), phase.total);
        const bool known = shown.kind != TotalKind::Unknown;
        json_.key("total").beginObject().key("value");
        known ? json_.integer(shown.value) : json_.null();
        json_.key("kind").text(toText(shown.kind)).key("source");
        known ? json_.text(toText(shown.source)) : json_.null();
        json_.endObject();
    }

    void phase(const PhaseRecord& phase) {
        const auto most = std::min<std::size_t>(detail_.textBytes, 64);
        json_.beginObject().key("key").text(phase.key, most).key("name").text(phase.name, most);
        json_.key("parentKey").textOrNull(phase.parentKey, most);
        integer("order", phase.order);
        json_.key("status").text(toText(phase.status));
        time("started", phase.started);
        time("ended", phase.ended);
        json_.key("durationSeconds");
        phase.started ? json_.number(base::inSeconds(phase.duration)) : json_.null();
        integer("processed", phase.window());
        total(phase);
        json_.endObject();
    }

    void phases() {
        const auto* step = from_.currentStep();
        const bool titled = step != nullptr && !isTerminal(from_.state);
        json_.key("phase").textOrNull(titled ? step->name : "", 64);
        json_.key("phases").beginArray();
        std::size_t top = 0;
        std::size_t nested = 0;
        for (const auto& each : from_.phases)
            if (each.parentKey.empty() ? top++ < kTopPhases : nested++ < detail_.nestedPhases)
                phase(each);
        json_.endArray().key("currentPhase");
        if (const auto* current = from_.currentPhase())
            phase(*current);
        else
            json_.null();
        json_.key("currentPhaseNumber");
        step != nullptr ? json_.integer(from_.currentStepNumber()) : json_.null();
        integer("totalPhases", from_.steps());
    }

    void window() {
        const auto& window = from_.window;
        integer("objectsProcessed", window.processed);
        integer("objectsToProcess", window.objectsToProcess());
        json_.key("percentComplete").number(window.percent);
        json_.key("elapsedSeconds").number(tenths(base::inSeconds(from_.elapsed)));
        json_.key("objectsPerSecond").number(tenths(window.objectsPerSecond));
        json_.key("averageObjectsPerSecond").number(tenths(window.averageObjectsPerSecond));
        json_.key("estimatedSecondsRemaining");
        from_.eta.phase ? json_.number(tenths(from_.eta.phase->p50)) : json_.null();
    }

    void tally(const Tally& tally) {
        integer("processed", tally.processed());
        integer("created", tally.created);
        integer("updated", tally.updated);
        integer("deleted", tally.deleted);
        integer("unchanged", tally.unchanged);
        integer("skipped", tally.skipped);
        integer("failed", tally.failed);
    }

    void ownCounts() {
        const auto& counts = from_.counts;
        if (from_.identity.kind == RunKind::Synchronisation) {
            integer("projected", counts.of(Extra::Projected));
            integer("joined", counts.of(Extra::Joined));
            integer("flowed", counts.of(Extra::Flowed));
            integer("disconnected", counts.of(Extra::Disconnected));
            integer("provisioned", counts.of(Extra::Provisioned));
        }
        if (from_.identity.kind == RunKind::Export) {
            integer("exported", counts.of(Extra::Exported));
            integer("deferred", counts.of(Extra::Deferred));
            integer("retried", counts.of(Extra::Retried));
        }
    }

    /// The types with most objects, the rest as one.
    void byType() {
        auto types = from_.counts.byType;
        std::ranges::sort(types, [](const TypeTally& a, const TypeTally& b) {
            return a.tally.processed() != b.tally.processed()
                       ? a.tally.processed() > b.tally.processed()
                       : a.objectType < b.objectType;
        });
        Tally other;
        json_.key("byType").beginObject();
        for (std::size_t i = 0; i < types.size(); ++i) {
            if (i >= detail_.types) {
                other += types[i].tally;
                continue;
            }
            json_.foreignKey(types[i].objectType).beginObject();
            tally(types[i].tally);
            json_.endObject();
        }
        if (other.processed() > 0) {
            json_.key("(other)").beginObject();
            tally(other);
            json_.endObject();
        }
        json_.endObject();
    }

    void counts() {
        const auto& objects = from_.counts.objects;
        integer("createdCount", objects.created);
        integer("updatedCount", objects.updated);
        integer("deletedCount", objects.deleted);
        ownCounts();
        json_.key("counts").beginObject();
        tally(objects);
        byType();
        json_.endObject();
    }

    void operations() {
        const auto& counts = from_.counts;
        json_.key("operationCounts").beginObject();
        integer("Added", counts.objects.created);
        integer("Updated", counts.objects.updated);
        integer("Deleted", counts.objects.deleted);
        if (from_.identity.kind == RunKind::Synchronisation) {
            integer("Projected", counts.of(Extra::Projected));
            integer("Joined", counts.of(Extra::Joined));
            integer("AttributeFlow", counts.of(Extra::Flowed));
            integer("Disconnected", counts.of(Extra::Disconnected));
            integer("Provisioned", counts.of(Extra::Provisioned));
        }
        if (from_.identity.kind == RunKind::Export) integer("Exported", counts.of(Extra::Exported));
        json_.endObject();
        integer("totalErrors", from_.errors.summary.total);
    }

    void range(Name name, const std::optional<EtaRange>& range) {
        json_.key(name);
        if (!range) {
            json_.null();
            return;
        }
        json_.beginObject().key("p10").number(tenths(range->p10));
        json_.key("p50").number(tenths(range->p50));
        json_.key("p90").number(tenths(range->p90)).endObject();
    }

    void estimates() {
        json_.key("overall").beginObject();
        // Truncated, so that nothing but the end shows as 1. The database knows of a running run
        // what it has done, and nothing of its shares: a guess would let the bar leap forth and
        // back.
        json_.key("fraction");
        if (from_.live || isTerminal(from_.state))
            json_.number(std::floor(from_.overall.fraction * 1000) / 1000);
        else
            json_.null();
        json_.key("basis").text(from_.overall.basis).endObject();
        json_.key("eta").beginObject();
        range("phase", from_.eta.phase);
        range("run", from_.eta.run);
        json_.key("confidence").textOrNull(from_.eta.confidence);
        json_.key("basis").textOrNull(from_.eta.basis);
        json_.key("reason").textOrNull(from_.eta.reason).endObject();
    }

    void errors() {
        const auto& errors = from_.errors;
        json_.key("errors").beginObject();
        integer("total", errors.summary.total);
        json_.key("ratio").number(errors.ratio);
        json_.key("windowRatio").number(errors.windowRatio);
        json_.key("perMinute").number(tenths(errors.perMinute));
        json_.key("trend").text(errors.trend);
        json_.key("threshold").beginObject().key("limit");
        errors.limit > 0 ? json_.number(errors.limit) : json_.null();
        json_.key("state").textOrNull(errors.against).endObject();
        json_.key("topTypes").beginArray();
        for (const auto& type : errors.summary.topTypes) {
            json_.beginObject().key("type").text(type.type);
            integer("count", type.count);
            json_.endObject();
        }
        json_.endArray().key("recent").beginArray();
        for (std::size_t i = 0; i < errors.summary.recent.size() && i < detail_.recentErrors; ++i) {
            const auto& recent = errors.summary.recent[i];
            json_.beginObject();
            time("at", recent.at);
            json_.key("type").text(recent.type);
            json_.key("message").text(recent.message, detail_.textBytes).endObject();
        }
        json_.endArray().endObject();
    }

    void age(Name name, std::optional<std::chrono::microseconds> age) {
        json_.key(name);
        age ? json_.number(tenths(base::inSeconds(*age))) : json_.null();
    }

    void health() {
        const auto& health = from_.health;
        // Readers replace the status in place: it comes first.
        json_.key("health").beginObject().key("status").text(toText(health.status));
        age("heartbeatAge", health.heartbeatAge);
        age("lastAdvanceAge", health.lastAdvanceAge);
        time("stalledSince", health.stalledSince);
        json_.key("waitingOn").textOrNull(health.waitingOn).endObject();
    }

    /// The newest ones, in the order in which they fired.
    void alerts() {
        const auto& all = from_.alerts;
        const auto first = all.size() - std::min(all.size(), detail_.alerts);
        json_.key("alerts").beginArray();
        for (auto i = first; i < all.size(); ++i) {
            json_.beginObject().key("rule").text(all[i].rule,
                                                 std::min<std::size_t>(detail_.textBytes, 100));
            json_.key("condition").text(toText(all[i].condition));
            json_.key("measure").text(toText(all[i].measure));
            json_.key("observed").number(all[i].observed);
            json_.key("threshold").number(all[i].threshold);
            json_.key("pauses").boolean(all[i].pauses);
            time("at", all[i].at);
            json_.key("resumedBy").textOrNull(all[i].resumedBy, 100);
            time("resumedAt", all[i].resumedAt);
            json_.key("text").text(observationText(all[i])).endObject();
        }
        json_.endArray();
    }

    double share(TimeShare share) const {
        return tenths(base::inSeconds(from_.time[static_cast<std::size_t>(share)]));
    }

    void rest() {
        json_.key("comparison").beginObject();
        const auto& comparison = from_.comparison;
        integer("runsUsed", static_cast<std::int64_t>(comparison.runsUsed));
        json_.key("deletesVersusTypical").number(tenths(comparison.deletes));
        const auto remark = remarkOn(comparison, from_.counts.objects, isTerminal(from_.state));
        json_.key("remark").textOrNull(remark).endObject();
        json_.key("time").beginObject();
        json_.key("source").number(share(TimeShare::Source));
        json_.key("target").number(share(TimeShare::Target));
        json_.key("rules").number(share(TimeShare::Rules));
        json_.key("database").number(share(TimeShare::Database));
        json_.key("idle").number(share(TimeShare::Idle)).endObject();
        json_.key("reporter").beginObject().key("store").text(from_.reporter.store);
        json_.key("publishHz").number(from_.reporter.publishHz);
        integer("coalesced", static_cast<std::int64_t>(from_.reporter.coalesced));
        integer("writeErrors", static_cast<std::int64_t>(from_.reporter.writeErrors));
        json_.endObject();
        json_.key("display").text(displayLine(from_), 2 * detail_.textBytes);
        json_.key("summary").text(summaryLine(from_), 2 * detail_.textBytes);
    }

    const Snapshot& from_;
    const Detail& detail_;
    JsonWriter json_{kTypical};
};

}  // namespace

std::string encodeSnapshot(const Snapshot& snapshot) {
    std::string document;
    for (const auto& detail : kDetails) {
        document = Encoder{snapshot, detail}.encode();
        if (document.size() <= kMaximumDocument) break;
    }
    return document;
}

}  // namespace jim::progress
