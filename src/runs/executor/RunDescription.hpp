#pragma once

#include "progress/Publisher.hpp"
#include "progress/RunHistory.hpp"
#include "progress/RunIdentity.hpp"
#include "runs/run_profile/Session.hpp"

#include <string>

namespace jim::runs::executor {

using run_profile::RunType;

/// What the progress of a run is about, as its activity, task and system have it.
[[nodiscard]] progress::RunIdentity identityOf(
    const activity::Activity& activity, const run_queue::WorkerTask& task,
    const identity::connected_system::ConnectedSystem* system);

[[nodiscard]] progress::RunKind kindOf(RunType type);
[[nodiscard]] progress::RunKind kindOf(const activity::Activity& activity);
[[nodiscard]] progress::FinalState finalStateOf(activity::ActivityStatus status);

/// What was stored of a run, as the progress counts it.
[[nodiscard]] progress::Counts countsOf(const activity::Activity& activity,
                                        const activity::Stats& stats);

/// What estimates of later runs learn from one that has ended.
[[nodiscard]] progress::PastRun pastRunOf(const activity::Activity& activity);

/// Phases as an activity keeps them, back in the progress's own form.
[[nodiscard]] std::vector<progress::PhaseRecord> phaseRecordsOf(
    const std::vector<activity::Phase>& phases);

}  // namespace jim::runs::executor
