#include "store/ActivityJson.hpp"

#include <boost/json.hpp>

#include <array>

namespace jim::store {
namespace {

namespace json = boost::json;
using runs::activity::Phase;
using runs::activity::PhaseStatus;
using runs::activity::Stats;

struct StatsMember {
    const char* name;
    std::int64_t Stats::* member;
};

constexpr auto kStats = std::to_array<StatsMember>({
    {"objectsProcessed", &Stats::objectsProcessed},
    {"objectChanges", &Stats::objectChanges},
    {"unchanged", &Stats::unchanged},
    {"objectErrors", &Stats::objectErrors},
    {"objectTypes", &Stats::objectTypes},
    {"csoAdds", &Stats::csoAdds},
    {"csoUpdates", &Stats::csoUpdates},
    {"csoDeletes", &Stats::csoDeletes},
    {"projections", &Stats::projections},
    {"joins", &Stats::joins},
    {"attributeFlows", &Stats::attributeFlows},
    {"disconnections", &Stats::disconnections},
    {"driftCorrections", &Stats::driftCorrections},
    {"provisioned", &Stats::provisioned},
    {"exported", &Stats::exported},
    {"deprovisioned", &Stats::deprovisioned},
    {"created", &Stats::created},
    {"pendingExports", &Stats::pendingExports},
    {"pendingExportsConfirmed", &Stats::pendingExportsConfirmed},
    {"pendingExportsRetrying", &Stats::pendingExportsRetrying},
    {"pendingExportsFailed", &Stats::pendingExportsFailed},
    {"mvoCreated", &Stats::mvoCreated},
    {"mvoUpdated", &Stats::mvoUpdated},
    {"mvoDeleted", &Stats::mvoDeleted},
});

json::value timeValue(const std::optional<base::Timestamp>& time) {
    return time ? json::value(time->micros) : json::value(nullptr);
}

std::int64_t numberAt(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::optional<base::Timestamp> timeAt(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_int64()) return std::nullopt;
    return base::Timestamp{value->get_int64()};
}

std::string textAt(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string{value->get_string()}
                                                  : std::string{};
}

std::optional<double> realAt(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_number()) return std::nullopt;
    return value->to_number<double>();
}

json::value realValue(std::optional<double> number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::array estimatesValue(const std::vector<progress::EstimateScore>& scores) {
    json::array list;
    for (const auto& score : scores) {
        json::object object{{"percent", score.percent}, {"actual", score.actual}};
        if (score.range) {
            object.emplace("p10", realValue(score.range->p10));
            object.emplace("p50", score.range->p50);
            object.emplace("p90", realValue(score.range->p90));
        }
        list.push_back(std::move(object));
    }
    return list;
}

std::vector<progress::EstimateScore> estimatesOf(const json::object& stats) {
    std::vector<progress::EstimateScore> scores;
    const auto* list = stats.if_contains("estimates");
    if (list == nullptr || !list->is_array()) return scores;
    for (const auto& one : list->get_array()) {
        if (!one.is_object()) continue;
        const auto& object = one.get_object();
        progress::EstimateScore score{static_cast<int>(numberAt(object, "percent")),
                                      realAt(object, "actual").value_or(0),
                                      {}};
        if (const auto p50 = realAt(object, "p50"))
            score.range = {realAt(object, "p10"), *p50, realAt(object, "p90")};
        scores.push_back(score);
    }
    return scores;
}

json::array alertsValue(const std::vector<progress::AlertFiring>& alerts) {
    json::array list;
    for (const auto& firing : alerts) {
        json::object one{{"ruleId", firing.ruleId},
                         {"rule", firing.rule},
                         {"condition", toText(firing.condition)},
                         {"measure", toText(firing.measure)},
                         {"observed", firing.observed},
                         {"threshold", firing.threshold},
                         {"pauses", firing.pauses},
                         {"at", firing.at.micros}};
        if (firing.resumedAt) {
            one["resumedBy"] = firing.resumedBy;
            one["resumedAt"] = firing.resumedAt->micros;
        }
        list.push_back(std::move(one));
    }
    return list;
}

progress::AlertFiring alertOf(const json::object& object) {
    progress::AlertFiring firing;
    firing.ruleId = static_cast<std::int32_t>(numberAt(object, "ruleId"));
    firing.rule = textAt(object, "rule");
    firing.condition =
        progress::parseAlertCondition(textAt(object, "condition")).value_or(firing.condition);
    firing.measure =
        progress::parseAlertMeasure(textAt(object, "measure")).value_or(firing.measure);
    firing.observed = realAt(object, "observed").value_or(0);
    firing.threshold = realAt(object, "threshold").value_or(0);
    const auto* pauses = object.if_contains("pauses");
    firing.pauses = pauses != nullptr && pauses->is_bool() && pauses->get_bool();
    firing.at = {numberAt(object, "at")};
    if (object.contains("resumedAt")) {
        firing.resumedBy = textAt(object, "resumedBy");
        firing.resumedAt = base::Timestamp{numberAt(object, "resumedAt")};
    }
    return firing;
}

std::vector<progress::AlertFiring> alertsIn(const json::value& list) {
    std::vector<progress::AlertFiring> alerts;
    if (!list.is_array()) return alerts;
    for (const auto& one : list.get_array())
        if (one.is_object()) alerts.push_back(alertOf(one.get_object()));
    return alerts;
}

}  // namespace

std::string alertsJson(const std::vector<progress::AlertFiring>& alerts) {
    return json::serialize(alertsValue(alerts));
}

std::vector<progress::AlertFiring> alertsOf(std::string_view text) {
    boost::system::error_code failure;
    const auto parsed = json::parse(text, failure);
    return failure ? std::vector<progress::AlertFiring>{} : alertsIn(parsed);
}

std::string phasesJson(const std::vector<Phase>& phases) {
    json::array list;
    for (const auto& phase : phases)
        list.push_back(json::object{{"key", phase.key},
                                    {"name", phase.name},
                                    {"parent", phase.parentKey},
                                    {"order", phase.order},
                                    {"status", toText(phase.status)},
                                    {"started", timeValue(phase.started)},
                                    {"ended", timeValue(phase.ended)},
                                    {"duration", phase.duration.count()},
                                    {"processed", phase.processed},
                                    {"statements", phase.statements}});
    return json::serialize(list);
}

std::vector<Phase> phasesOf(std::string_view text) {
    std::vector<Phase> phases;
    boost::system::error_code failure;
    const auto parsed = json::parse(text, failure);
    if (failure || !parsed.is_array()) return phases;
    for (const auto& one : parsed.get_array()) {
        if (!one.is_object()) continue;
        const auto& object = one.get_object();
        Phase phase;
        phase.key = textAt(object, "key");
        phase.name = textAt(object, "name");
        phase.parentKey = textAt(object, "parent");
        phase.order = static_cast<std::int32_t>(numberAt(object, "order"));
        phase.status = runs::activity::parsePhaseStatus(textAt(object, "status"))
                           .value_or(PhaseStatus::Pending);
        phase.started = timeAt(object, "started");
        phase.ended = timeAt(object, "ended");
        phase.duration = std::chrono::microseconds{numberAt(object, "duration")};
        phase.processed = numberAt(object, "processed");
        phase.statements = numberAt(object, "statements");
        phases.push_back(std::move(phase));
    }
    return phases;
}

std::string statsJson(const Stats& stats) {
    json::object object;
    for (const auto& [name, member] : kStats) object.emplace(name, stats.*member);
    object.emplace("estimates", estimatesValue(stats.estimates));
    object.emplace("alerts", alertsValue(stats.alerts));
    if (stats.continuedBy) object.emplace("continuedBy", base::toText(*stats.continuedBy));
    return json::serialize(object);
}

Stats statsOf(std::string_view text) {
    Stats stats;
    boost::system::error_code failure;
    const auto parsed = json::parse(text, failure);
    if (failure || !parsed.is_object()) return stats;
    for (const auto& [name, member] : kStats) stats.*member = numberAt(parsed.get_object(), name);
    stats.estimates = estimatesOf(parsed.get_object());
    if (const auto* alerts = parsed.get_object().if_contains("alerts"))
        stats.alerts = alertsIn(*alerts);
    stats.continuedBy = base::parseGuid(textAt(parsed.get_object(), "continuedBy"));
    return stats;
}

}  // namespace jim::store
