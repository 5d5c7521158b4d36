#include "runs/alert/AlertRule.hpp"

#include "runs/alert/WebhookAddress.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace jim::runs::alert {
namespace {

constexpr std::int64_t kErrorObjects = 20;
constexpr std::int64_t kUnusualDeletes = 10;
constexpr double kMostObjects = 1e12;
constexpr double kShortestStall = 5;
constexpr double kLongestTime = 30.0 * 86'400;
constexpr double kMostTimes = 1e6;

class Findings {
public:
    void add(std::string field, std::string message) {
        error_.kind = base::ErrorKind::InvalidInput;
        error_.message = "The alert rule is not valid.";
        error_.fields[std::move(field)].push_back(std::move(message));
    }
    void addAll(const base::Status& status) {
        if (status) return;
        for (const auto& [field, messages] : status.error().fields)
            for (const auto& message : messages) add(field, message);
    }
    [[nodiscard]] base::Status status() const {
        return error_.fields.empty() ? base::Status{} : base::fail(error_);
    }

private:
    base::Error error_;
};

bool mayCompare(AlertCondition condition) {
    return condition == AlertCondition::Deletes || condition == AlertCondition::Overrun;
}

/// What is wrong with the threshold; empty: nothing.
std::string thresholdProblem(const AlertRule& rule) {
    const auto value = rule.threshold;
    if (!std::isfinite(value)) return "This is no number.";
    if (rule.measure == AlertMeasure::TimesUsual)
        return value > 1 && value <= kMostTimes
                   ? ""
                   : "Give how many times the usual, over 1 and at most 1000000.";
    switch (rule.condition) {
        case AlertCondition::ErrorRatio:
            return value > 0 && value <= 1 ? ""
                                           : "Give a ratio over 0 and at most 1 (0.1 is 10 %).";
        case AlertCondition::Deletes:
            return value >= 1 && value <= kMostObjects && value == std::floor(value)
                       ? ""
                       : "Give a whole number of objects, at least 1.";
        case AlertCondition::Stall:
            return value >= kShortestStall && value <= kLongestTime
                       ? ""
                       : "Give seconds, from 5 to 2592000 (30 days).";
        case AlertCondition::Overrun:
            return value >= 1 && value <= kLongestTime
                       ? ""
                       : "Give seconds, from 1 to 2592000 (30 days).";
    }
    return "There is no such condition.";
}

void checkMinimum(const AlertRule& rule, Findings& findings) {
    const bool counts = defaultMinimum(rule.condition, rule.measure) > 0;
    if (rule.minimumObjects < 0)
        findings.add("minimumObjects", "Give a whole number of objects, 0 or more.");
    else if (!counts && rule.minimumObjects != 0)
        findings.add("minimumObjects",
                     "Only an error ratio, and deletes as times the usual, have a minimum.");
}

void checkWebhook(const AlertRule& rule, Findings& findings) {
    if (!rule.webhook) {
        if (!rule.webhookUrl.empty() || !rule.webhookSecret.empty())
            findings.add("webhookUrl", "A rule without the action Webhook has no URL and secret.");
        return;
    }
    findings.addAll(checkWebhookUrl(rule.webhookUrl));
    if (rule.webhookSecret.empty())
        findings.add("webhookSecret",
                     "A webhook needs a secret, by which its receiver knows that JIM sent it.");
}

}  // namespace

std::int64_t defaultMinimum(AlertCondition condition, AlertMeasure measure) {
    if (condition == AlertCondition::ErrorRatio) return kErrorObjects;
    const bool unusualDeletes =
        condition == AlertCondition::Deletes && measure == AlertMeasure::TimesUsual;
    return unusualDeletes ? kUnusualDeletes : 0;
}

base::Status validate(const AlertRule& rule) {
    Findings findings;
    if (rule.name.empty()) findings.add("name", "Give the rule a name.");
    if (rule.measure == AlertMeasure::TimesUsual && !mayCompare(rule.condition))
        findings.add("measure", "Only deletes and overrun can be compared with what is usual.");
    else if (const auto problem = thresholdProblem(rule); !problem.empty())
        findings.add("threshold", problem);
    checkMinimum(rule, findings);
    checkWebhook(rule, findings);
    return findings.status();
}

std::string secretContext(const AlertRule& rule) {
    return fmt::format("alert rule {} webhook", rule.id);
}

}  // namespace jim::runs::alert
