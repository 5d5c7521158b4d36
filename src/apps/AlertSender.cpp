#include "apps/AlertSender.hpp"

#include "apps/Threads.hpp"
#include "runs/alert/WebhookAddress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jim::apps {
namespace {

using namespace std::chrono_literals;
using runs::alert::AlertEvent;
using runs::alert::WebhookDelivery;
using runs::alert::WebhookEnd;
using transport::curl::PostAnswer;

constexpr std::chrono::milliseconds kLongestWait = 1min;

/// Why a receiver did not take it; empty: it did.
std::string refusalOf(const PostAnswer& answer) {
    if (!answer.status) return answer.status.error().message;
    const bool taken = *answer.status >= 200 && *answer.status < 300;
    return taken ? std::string{} : fmt::format("It answered with the status {}.", *answer.status);
}

}  // namespace

AlertSender::AlertSender(Parts parts)
    : parts_(std::move(parts)), poster_({.caFile = parts_.caFile}) {
    thread_ = startThread("webhooks", [this](const std::stop_token& stop) { work(stop); });
}

AlertSender::~AlertSender() {
    thread_.request_stop();
    poster_.wake();
    thread_ = {};
    if (queue_.size() > 0)
        parts_.log.warning("Alerts were not delivered, since the service stops.",
                           {{"alerts", queue_.size()}});
}

void AlertSender::fired(const AlertEvent& event) {
    const auto& [run, rule, firing] = event;
    parts_.metrics.add(metrics::kAlertsFired, 1, {std::string{toText(firing.condition)}});
    parts_.log.warning(
        fmt::format("The alert rule '{}' has fired in run '{}' of '{}': {}.", firing.rule,
                    run.targetName, run.targetContext, progress::observationText(firing)),
        {{"activity", base::toText(run.activityId)}, {"pauses", firing.pauses}});
    if (!rule.webhook) return;
    if (runs::alert::isReceiverAllowed(rule.webhookUrl, parts_.hosts)) return enqueue(event);
    count("refused");
    parts_.log.error(
        "An alert is not sent: JIM_ALERT_WEBHOOK_HOSTS does not name the host of its receiver.",
        {{"rule", rule.name}, {"receiver", runs::alert::shownAddress(rule.webhookUrl)}});
}

void AlertSender::enqueue(const AlertEvent& event) {
    const base::Guid id = base::newGuid(parts_.clock.now());
    auto secret = parts_.keys.open(event.rule.webhookSecret, secretContext(event.rule));
    if (!secret)
        return parts_.log.error(
            "An alert cannot be sent: the secret of its rule cannot be read. Set it again.",
            {{"rule", event.rule.name}, {"reason", "it " + secret.error().message}});
    auto delivery = webhookOf(event, id, std::move(*secret), parts_.server);
    bool taken = false;
    {
        const std::scoped_lock lock{mutex_};
        taken = queue_.push(std::move(delivery), parts_.clock.steady());
    }
    if (taken) return poster_.wake();
    count("refused");
    parts_.log.error("An alert is not sent: too many wait for receivers that do not answer.",
                     {{"rule", event.rule.name}});
}

void AlertSender::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        startDue();
        for (const auto& answer : poster_.wait(untilDue())) settle(answer);
    }
}

void AlertSender::startDue() {
    const std::scoped_lock lock{mutex_};
    while (const auto* due = queue_.take(parts_.clock.steady())) {
        const auto number = ++lastNumber_;
        inHand_.emplace(number, *due);
        poster_.start({number, due->url, webhookHeaders(*due, parts_.clock.now()), due->body});
    }
}

std::chrono::milliseconds AlertSender::untilDue() {
    const std::scoped_lock lock{mutex_};
    const auto due = queue_.nextDue();
    if (!due) return kLongestWait;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - parts_.clock.steady());
    return std::clamp(left, 0ms, kLongestWait);
}

void AlertSender::settle(const PostAnswer& answer) {
    const auto delivery = std::move(inHand_.extract(answer.number).mapped());
    const auto refusal = refusalOf(answer);
    WebhookEnd end{};
    {
        const std::scoped_lock lock{mutex_};
        end = queue_.settle(delivery.id, refusal.empty(), parts_.clock.steady());
    }
    const auto activity = base::toText(delivery.activityId);
    const auto receiver = runs::alert::shownAddress(delivery.url);
    const log::Fields fields{{"rule", delivery.rule},
                             {"receiver", receiver},
                             {"activity", activity},
                             {"reason", refusal}};
    switch (end) {
        case WebhookEnd::Delivered:
            count("delivered");
            return parts_.log.info("An alert was delivered.", fields);
        case WebhookEnd::TriedAgainLater:
            return parts_.log.info("An alert was not taken by its receiver; it is tried again.",
                                   fields);
        case WebhookEnd::GivenUp:
            count("given_up");
            return parts_.log.warning("An alert was given up: its receiver did not take it.",
                                      fields);
    }
}

void AlertSender::count(const char* outcome) {
    parts_.metrics.add(metrics::kAlertWebhooks, 1, {outcome});
}

}  // namespace jim::apps
