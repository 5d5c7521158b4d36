#include "runs/alert/RunAlerts.hpp"

#include <utility>

namespace jim::runs::alert {

RunAlerts::RunAlerts(progress::RunIdentity run, std::vector<AlertRule> rules,
                     const std::vector<progress::PastRun>& history, const base::Clock& clock,
                     AlertListener listener)
    : run_(std::move(run)),
      clock_(clock),
      listener_(std::move(listener)),
      begin_(clock.steady()),
      evaluation_(std::move(rules), history) {}

void RunAlerts::look(progress::Snapshot& snapshot) {
    if (snapshot.state == progress::RunState::Running) look(observationOf(snapshot));
    snapshot.alerts = firings();
}

void RunAlerts::look(const progress::RunProgress& progress, std::int64_t deletesAhead) {
    AlertObservation seen;
    seen.counts = progress.counts().objects;
    seen.counts.deleted += deletesAhead;
    seen.elapsed = clock_.steady() - begin_ - progress.pausedFor();
    look(seen);
}

void RunAlerts::look(const AlertObservation& seen) {
    std::vector<AlertDecision> decisions;
    {
        const std::scoped_lock lock{mutex_};
        decisions = evaluation_.observe(seen, clock_.now());
        for (const auto& [rule, firing] : decisions)
            if (firing.pauses && pauseReason_.empty()) pauseReason_ = progress::pauseText(firing);
    }
    if (!listener_) return;
    for (const auto& [rule, firing] : decisions) listener_({run_, *rule, firing});
}

std::string RunAlerts::takePauseReason() {
    const std::scoped_lock lock{mutex_};
    return std::exchange(pauseReason_, {});
}

void RunAlerts::noteResumed(const std::vector<AlertFiring>& kept) {
    const std::scoped_lock lock{mutex_};
    evaluation_.noteResumed(kept);
}

std::vector<AlertFiring> RunAlerts::firings() const {
    const std::scoped_lock lock{mutex_};
    return evaluation_.firings();
}

}  // namespace jim::runs::alert
