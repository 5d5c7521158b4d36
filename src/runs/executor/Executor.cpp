#include "runs/executor/Executor.hpp"

#include "runs/executor/Outcome.hpp"
#include "runs/executor/Recovery.hpp"
#include "runs/executor/Removal.hpp"
#include "runs/executor/Retention.hpp"
#include "runs/executor/RunDescription.hpp"
#include "runs/run_profile/PhaseRecords.hpp"
#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/step/Export.hpp"
#include "runs/run_profile/step/FullImport.hpp"
#include "runs/run_profile/step/Synchronisation.hpp"
#include "security/ConnectorSecrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <map>
#include <memory>
#include <optional>

namespace jim::runs::executor {
namespace {

using activity::Activity;
using activity::ActivityStatus;
using activity::Stats;
using run_profile::activityPhases;
using run_profile::RunContext;
using run_profile::RunProfile;
using run_profile::RunType;
using run_queue::Lease;
using run_queue::WorkerTask;

/// Of one run, of which every other one is a worker's: so many times may it lose its database, or
/// be handed back for other reasons, until that ends it.
constexpr std::int32_t kMostAttempts = 10;

using ServiceSettings = std::map<std::string, std::string>;

bool tracksChanges(const ServiceSettings& settings, RunType type) {
    const auto* key = kindOf(type) == progress::RunKind::Synchronisation
                          ? "ChangeTracking.MvoChanges.Enabled"
                          : "ChangeTracking.CsoChanges.Enabled";
    const auto at = settings.find(key);
    return at == settings.end() || at->second != "false";
}

/// 0 when it is not set.
std::int64_t numberOf(const ServiceSettings& settings, const std::string& key) {
    std::int64_t number = 0;
    if (const auto at = settings.find(key); at != settings.end())
        std::from_chars(at->second.data(), at->second.data() + at->second.size(), number);
    return number;
}

/// What administrators allow a run; 0: no limit.
std::int64_t objectsPerSecond(const ServiceSettings& settings) {
    return numberOf(settings, "Runs.MaxObjectsPerSecond");
}

/// The smaller of what the program and what administrators say; 0: no limit.
std::size_t batchLimit(std::size_t limit, const ServiceSettings& settings, RunType type) {
    if (kindOf(type) != progress::RunKind::Synchronisation) return limit;
    const auto set = static_cast<std::size_t>(numberOf(settings, "Sync.PageSize"));
    return limit == 0 || set == 0 ? std::max(limit, set) : std::min(limit, set);
}

/// What estimates learn from; without it they go by what they see.
std::vector<progress::PastRun> historyOf(Session& session, const progress::RunIdentity& run) {
    if (run.kind == progress::RunKind::Removal) return {};
    auto runs =
        session.runHistory().comparable(run.runProfileId, run.runType, progress::kComparableRuns);
    return runs ? std::move(*runs) : std::vector<progress::PastRun>{};
}

base::Status dispatch(RunContext& context) {
    switch (context.profile().runType) {
        case RunType::FullImport:
            return run_profile::step::fullImport(context);
        case RunType::FullSynchronisation:
            return run_profile::step::synchronise(context, false);
        case RunType::DeltaSynchronisation:
            return run_profile::step::synchronise(context, true);
        case RunType::Export:
            return run_profile::step::exportChanges(context);
        case RunType::DeltaImport:
        case RunType::NotSet:
            break;
    }
    return base::fail(base::invalidState(fmt::format("The connector '{}' has no delta import.",
                                                     context.connector().definition().name)));
}

/// What escapes a step as an exception is a bug or an exhausted resource: the run fails, the
/// process goes on.
base::Status guarded(const std::function<base::Status()>& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return base::fail(base::Error{
            base::ErrorKind::Internal,
            "This run needed more memory than there is. Nothing of the batch in hand was "
            "written.",
            {},
            {}});
    } catch (const std::exception& exception) {
        return base::fail(base::internal(exception.what()));
    }
}

/// What the database says, when it does; until then `again` is asked whether to wait for it. Null:
/// the run does not tell of itself yet.
template <class Work>
auto persistently(progress::RunProgress* progress, const Work& work,
                  const std::function<bool()>& again) {
    auto done = work();
    while (!done && done.error().kind == base::ErrorKind::Unavailable && again) {
        if (progress != nullptr)
            progress->narrate("Waits for the database: " + done.error().message);
        if (!again()) break;
        done = work();
    }
    return done;
}

}  // namespace

/// What execution carries from its beginning to its end.
struct Executor::Run {
    Activity activity;
    std::optional<RunProfile> profile;  ///< Nothing, as below: it was deleted meanwhile.
    std::optional<identity::connected_system::ConnectedSystem> system;
    connectors::Connector* connector = nullptr;
    std::shared_ptr<progress::RunProgress> progress;
    std::shared_ptr<alert::RunAlerts> alerts;  ///< Null: its run profile has no rules.
    alert::PauseGate* gate = nullptr;
    run_profile::Beside* beside = nullptr;
    bool tracksChanges = true;
    std::string warning;
    bool stoppedWithService = false;
};

base::Result<Executor::Fate> Executor::execute(Session& session, const WorkerTask& task,
                                               const base::StopToken& stop,
                                               const base::StopToken& shutdown,
                                               const std::function<bool()>& again,
                                               alert::PauseGate* gate,
                                               run_profile::Beside* beside) {
    Run run;
    run.beside = beside;
    alert::PauseGate nobodys;
    run.gate = gate != nullptr ? gate : &nobodys;
    // Nothing has been done yet that another attempt would have to do again.
    const auto look = [&] { return lookUp(session, task, run); };
    JIM_ASSIGN(const bool known, persistently(nullptr, look, again));
    if (!known) return Fate{.message = "Its activity is gone."};
    base::Status result;
    if (isRemoval(run.activity)) {
        const std::stop_callback onStop{stop, [&] { run.progress->cancelling(); }};
        result = guarded([&] { return removeStep(session, task, run, stop); });
    } else if (!run.system || !run.profile) {
        result = base::fail(base::invalidState(
            "Its connected system or run profile was deleted while it was queued."));
    } else {
        const std::stop_callback onStop{stop, [&] { run.progress->cancelling(); }};
        result = guarded([&] { return runStep(session, task, run, stop); });
    }
    run.stoppedWithService = shutdown.stop_requested();
    if (!result && result.error().kind == base::ErrorKind::Fenced)
        return base::fail(result.error());
    if (goesOnElsewhere(task, run, result)) {
        const bool lost = result.error().kind == base::ErrorKind::Unavailable;
        const auto hand = [&] {
            return handBack(session, task, run, lost ? "lost the database" : "was stopped");
        };
        const auto handed = persistently(run.progress.get(), hand, again);
        if (handed && *handed) return Fate{.handedBack = true, .message = run.activity.message};
    }
    JIM_TRY(finish(session, task, run, result, again));
    return Fate{.status = run.activity.status, .message = run.activity.message};
}

bool Executor::goesOnElsewhere(const WorkerTask& task, const Run& run,
                               const base::Status& result) const {
    if (result || !parts_.handsBack) return false;
    if (result.error().kind == base::ErrorKind::Cancelled) return run.stoppedWithService;
    // Whatever it is that makes the database fail may be this run.
    return result.error().kind == base::ErrorKind::Unavailable && task.attempt < kMostAttempts;
}

base::Result<bool> Executor::lookUp(Session& session, const WorkerTask& task, Run& run) {
    JIM_ASSIGN(auto activity, session.activities().find(task.activityId));
    if (!activity) {
        JIM_TRY(session.queue().finish({task.id, task.attempt}));
        return false;
    }
    run.activity = std::move(*activity);
    run.activity.executed = parts_.clock.now();
    run.activity.worker = parts_.worker;
    run.activity.message = "Running";
    JIM_ASSIGN(run.system, session.connectedSystems().find(task.systemId));
    JIM_ASSIGN(run.profile, session.runProfiles().find(task.runProfileId));
    JIM_TRY(
        begin(session, identityOf(run.activity, task, run.system ? &*run.system : nullptr), run));
    return true;
}

base::Status Executor::begin(Session& session, progress::RunIdentity identity, Run& run) {
    const auto history = historyOf(session, identity);
    std::vector<alert::AlertRule> rules;
    if (identity.runProfileId != 0) {
        JIM_ASSIGN(rules, session.alertRules().ofRunProfile(identity.runProfileId));
    }
    progress::SnapshotWatch watch;
    if (std::ranges::any_of(rules, &alert::AlertRule::enabled)) {
        run.alerts = std::make_shared<alert::RunAlerts>(identity, std::move(rules), history,
                                                        parts_.clock, parts_.alerts.listener);
        watch = [alerts = run.alerts](progress::Snapshot& snapshot) { alerts->look(snapshot); };
    }
    run.progress = parts_.publisher.begin(std::move(identity), history, std::move(watch));
    run.progress->watchStatements([&session, beside = run.beside] {
        return session.statements() + (beside == nullptr ? 0 : beside->statements());
    });
    return {};
}

base::Status Executor::runStep(Session& session, const WorkerTask& task, Run& run,
                               const base::StopToken& stop) {
    JIM_TRY(session.transactions().writeOwn([&]() -> base::Status {
        JIM_TRY(session.queue().check({task.id, task.attempt}));
        return session.activities().update(run.activity);
    }));
    run.connector = parts_.connectors.find(run.system->connectorDefinitionId);
    if (run.connector == nullptr)
        return base::fail(
            base::invalidState("The connector of this connected system is not installed."));
    JIM_ASSIGN(run.system->settings,
               security::revealed(parts_.encryptionKeys, run.connector->definition(), *run.system));
    JIM_ASSIGN(const auto settings, session.serviceSettings().overridden());
    JIM_ASSIGN(auto before, session.activities().position(run.activity.number));
    RunContext context{{session, *run.profile, *run.system, *run.connector, *run.progress,
                        parts_.clock, stop, Lease{task.id, task.attempt}, run.activity.number,
                        task.allowDeletions, tracksChanges(settings, run.profile->runType),
                        parts_.spoolFolder, objectsPerSecond(settings),
                        std::move(before).value_or(activity::RunPosition{}), run.alerts.get(),
                        run.gate, parts_.alerts.patience,
                        batchLimit(parts_.batchLimit, settings, run.profile->runType), run.beside}};
    auto result = dispatch(context);
    run.warning = context.warning;
    if (result) {
        const bool import = kindOf(run.profile->runType) == progress::RunKind::Import;
        if (import) run.progress->enter("import.record");
        result = context.keepPosition();
    }
    return result;
}

base::Status Executor::removeStep(Session& session, const WorkerTask& task, Run& run,
                                  const base::StopToken& stop) {
    JIM_TRY(session.transactions().write([&]() -> base::Status {
        JIM_TRY(session.queue().check({task.id, task.attempt}));
        return session.activities().update(run.activity);
    }));
    JIM_ASSIGN(const auto settings, session.serviceSettings().overridden());
    run_profile::Throttle throttle{objectsPerSecond(settings), parts_.clock};
    JIM_ASSIGN(auto before, session.activities().position(run.activity.number));
    return removeObjects({session, task, run.activity.number, *run.progress, stop, throttle,
                          std::move(before).value_or(activity::RunPosition{})});
}

base::Result<bool> Executor::handBack(Session& session, const WorkerTask& task, Run& run,
                                      std::string_view why) {
    run.activity.message = fmt::format(
        "Handed back by the worker '{}', which {}. Waits for the next.", parts_.worker, why);
    std::optional<WorkerTask> queued;
    JIM_TRY(session.transactions().write([&]() -> base::Status {
        JIM_ASSIGN(queued, session.queue().handBack({task.id, task.attempt}));
        return queued ? session.activities().update(run.activity) : base::Status{};
    }));
    if (!queued) return false;
    JIM_ASSIGN(const auto system, session.connectedSystems().find(task.systemId));
    parts_.publisher.queued(identityOf(run.activity, *queued, system ? &*system : nullptr));
    return true;
}

base::Result<Stats> Executor::recordEnd(Session& session, const WorkerTask& task, Run& run,
                                        const base::Status& result) {
    Stats stats;
    const auto record = [&]() -> base::Status {
        JIM_ASSIGN(stats, session.activities().countStats(run.activity.number));
        countRemoved(run.activity, stats);
        stats.estimates = parts_.publisher.scores(*run.progress);
        if (run.alerts) stats.alerts = run.alerts->firings();
        const auto outcome = result ? outcomeOf(stats, false, run.warning)
                                    : outcomeOf(result.error(), stats, run.stoppedWithService);
        run.activity.phases =
            activityPhases(run.progress->phasesAtEnd(finalStateOf(outcome.status)));
        describe(run.activity, outcome, stats, parts_.clock.now());
        run.activity.objectsToProcess = stats.objectsProcessed;
        JIM_TRY(session.activities().update(run.activity));
        JIM_TRY(session.queue().finish({task.id, task.attempt}));
        if (!result) return reopen(session, run.activity);
        if (isDeletion(run.activity)) return session.connectedSystems().remove(task.systemId);
        return {};
    };
    auto& transactions = session.transactions();
    JIM_TRY(isRemoval(run.activity) ? transactions.write(record) : transactions.writeOwn(record));
    return stats;
}

base::Status Executor::finish(Session& session, const WorkerTask& task, Run& run,
                              const base::Status& result, const std::function<bool()>& again) {
    if (run.alerts) run.alerts->look(*run.progress);  // A short run ends before its next snapshot.
    const auto record = [&] { return recordEnd(session, task, run, result); };
    JIM_ASSIGN(const auto stats, persistently(run.progress.get(), record, again));
    parts_.publisher.finish(
        *run.progress, {finalStateOf(run.activity.status), run.activity.message,
                        countsOf(run.activity, stats), stats.objectErrors, stats.objectsProcessed});
    return {};
}

base::Result<std::size_t> Executor::recover(Session& session, bool ofEverybody) {
    JIM_ASSIGN(const auto expired, session.queue().takeExpired(ofEverybody));
    const Recovery recovery{session, parts_.publisher, parts_.clock, parts_.lease};
    base::Status all;
    for (const auto& task : expired)
        if (auto one = recovery.end(task); !one) all = std::move(one);
    JIM_TRY(all);
    return expired.size();
}

base::Result<std::size_t> Executor::removeOld(Session& session) {
    return removeBeyondRetention(session, parts_.clock.now());
}

}  // namespace jim::runs::executor
