#pragma once

#include "runs/alert/AlertRule.hpp"
#include "store/Rows.hpp"

#include <fmt/format.h>

#include <charconv>

namespace jim::store {

namespace impl {

constexpr const char* kAlertRuleColumns =
    "id, run_profile_id, name, enabled, condition, measure, threshold, minimum_objects, webhook, "
    "pauses, webhook_url, webhook_secret";

/// Thresholds are kept as decimal text that reads back as the same number.
[[nodiscard]] inline double numberOf(std::string_view text) {
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

[[nodiscard]] runs::alert::AlertRule alertRuleOf(const auto& row) {
    runs::alert::AlertRule rule;
    rule.id = row.template as<std::int32_t>(0);
    rule.runProfileId = row.template as<std::int32_t>(1);
    rule.name = textOf(row, 2);
    rule.enabled = row.template as<bool>(3);
    rule.condition = row.template as<runs::alert::AlertCondition>(4);
    rule.measure = row.template as<runs::alert::AlertMeasure>(5);
    rule.threshold = numberOf(row.text(6));
    rule.minimumObjects = row.integer(7);
    rule.webhook = row.template as<bool>(8);
    rule.pauses = row.template as<bool>(9);
    rule.webhookUrl = textOf(row, 10);
    rule.webhookSecret = textOf(row, 11);
    return rule;
}

}  // namespace impl

template <class Connection>
class AlertRuleStore final : public runs::alert::AlertRuleStore {
public:
    explicit AlertRuleStore(Connection& connection) : connection_(connection) {}

    using AlertRule = runs::alert::AlertRule;

    [[nodiscard]] base::Result<std::vector<AlertRule>> ofRunProfile(
        std::int32_t runProfileId) override;
    [[nodiscard]] base::Result<std::optional<AlertRule>> find(std::int32_t id) override;
    [[nodiscard]] base::Status save(AlertRule& rule) override;
    [[nodiscard]] base::Status remove(std::int32_t id) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<runs::alert::AlertRule>> AlertRuleStore<Connection>::ofRunProfile(
    std::int32_t runProfileId) {
    static const std::string kSql =
        fmt::format("SELECT {} FROM alert_rule WHERE run_profile_id = ? ORDER BY lower(name), id",
                    impl::kAlertRuleColumns);
    std::vector<AlertRule> rules;
    JIM_ASSIGN(auto rows, connection_.prepare(kSql));
    rows.bind(1, runProfileId);
    JIM_TRY(eachRow(rows, [&](const auto& row) { rules.push_back(impl::alertRuleOf(row)); }));
    return rules;
}

template <class Connection>
base::Result<std::optional<runs::alert::AlertRule>> AlertRuleStore<Connection>::find(
    std::int32_t id) {
    static const std::string kSql =
        fmt::format("SELECT {} FROM alert_rule WHERE id = ?", impl::kAlertRuleColumns);
    JIM_ASSIGN(auto row, connection_.prepare(kSql));
    JIM_ASSIGN(const bool found, row.bindAll(id).step());
    if (!found) return std::optional<AlertRule>{};
    return std::optional{impl::alertRuleOf(row)};
}

template <class Connection>
base::Status AlertRuleStore<Connection>::save(runs::alert::AlertRule& rule) {
    return connection_.atomically([&] {
        return upsert(connection_, "alert_rule",
                      "name = ?3, enabled = ?4, condition = ?5, measure = ?6, threshold = ?7, "
                      "minimum_objects = ?8, webhook = ?9, pauses = ?10, webhook_url = ?11, "
                      "webhook_secret = ?12",
                      rule.id, rule.runProfileId, rule.name, rule.enabled, rule.condition,
                      rule.measure, fmt::format("{}", rule.threshold), rule.minimumObjects,
                      rule.webhook, rule.pauses, rule.webhookUrl, rule.webhookSecret);
    });
}

template <class Connection>
base::Status AlertRuleStore<Connection>::remove(std::int32_t id) {
    return connection_.run("DELETE FROM alert_rule WHERE id = ?", id);
}

}  // namespace jim::store
