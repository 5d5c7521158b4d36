#include "foundation/metrics/Declaration.hpp"

#include <array>

namespace jim::metrics {

std::string_view toText(Kind kind) {
    switch (kind) {
        case Kind::Counter:
            return "counter";
        case Kind::Gauge:
            return "gauge";
        case Kind::Histogram:
            return "histogram";
    }
    return {};
}

const Declaration kRuns{"jim_runs",
                        Kind::Gauge,
                        "Runs that wait in the queue (`queued`) or are under way, by their state.",
                        {"state"}};
const Declaration kRunsFinished{
    "jim_runs_finished", Kind::Counter, "Runs that have ended, by how.", {"run_type", "state"}};
const Declaration kRunObjects{"jim_run_objects",
                              Kind::Counter,
                              "Objects that runs have processed, by what became of them.",
                              {"run_type", "outcome"}};
const Declaration kRunPhase{"jim_run_phase",
                            Kind::Gauge,
                            "1 for the phase that a run under way is in.",
                            {"connected_system", "run_type", "phase"}};
const Declaration kRunFraction{"jim_run_fraction",
                               Kind::Gauge,
                               "How much of a run under way is done, from 0 to 1.",
                               {"connected_system", "run_type"}};
const Declaration kRunObjectsPerSecond{"jim_run_objects_per_second",
                                       Kind::Gauge,
                                       "The rate of the current phase of a run under way.",
                                       {"connected_system", "run_type"}};
const Declaration kRunHealth{"jim_run_health",
                             Kind::Gauge,
                             "1 for the health of a run under way.",
                             {"connected_system", "run_type", "health"}};
const Declaration kRunHealthTransitions{
    "jim_run_health_transitions",
    Kind::Counter,
    "How often the health of a run of this process became another.",
    {"from", "to"}};
const Declaration kAlertsFired{"jim_alerts_fired",
                               Kind::Counter,
                               "How often an alert rule has fired, by what it looks at.",
                               {"condition"}};
const Declaration kAlertWebhooks{
    "jim_alert_webhooks",
    Kind::Counter,
    "Alerts for a receiver, by what became of them: `delivered`, `given_up` after five tries, or "
    "`refused` since too many waited.",
    {"outcome"}};
const Declaration kProgressPublished{"jim_progress_published", Kind::Counter,
                                     "Snapshots that this process has written to the store."};
const Declaration kProgressRefused{"jim_progress_refused", Kind::Counter,
                                   "Snapshots that the store refused, since it had newer ones."};
const Declaration kProgressWriteErrors{"jim_progress_write_errors", Kind::Counter,
                                       "Snapshots that could not be written."};
const Declaration kProgressCoalesced{
    "jim_progress_coalesced", Kind::Counter,
    "Changes of runs that went out with a later snapshot, since there are at most so many a "
    "second."};
const Declaration kProgressLagSeconds{
    "jim_progress_lag_seconds", Kind::Histogram,
    "From when a snapshot was taken to when those who watch were told."};
const Declaration kProgressStoreUp{"jim_progress_store_up", Kind::Gauge,
                                   "1 while the progress store answers, else 0."};
const Declaration kProgressWatchers{
    "jim_progress_watchers", Kind::Gauge, "Connections that follow runs.", {"surface"}};
const Declaration kProgressWatchersRefused{
    "jim_progress_watchers_refused", Kind::Counter,
    "Connections that were refused, since their key had as many as it may."};
const Declaration kProgressChanges{"jim_progress_changes", Kind::Counter,
                                   "Snapshots left for those who watch, for each of them."};
const Declaration kProgressChangesOvertaken{
    "jim_progress_changes_overtaken", Kind::Counter,
    "Of these, those replaced by a newer one before a slow watcher took them."};
const Declaration kHttpRequestSeconds{"jim_http_request_duration_seconds",
                                      Kind::Histogram,
                                      "From a request's arrival at the interface to its answer; "
                                      "streams and requests that wait are not in it.",
                                      {"route"}};
const Declaration kHttpResponses{
    "jim_http_responses", Kind::Counter, "Answers of the interface.", {"status"}};
const Declaration kProcessResidentMemoryBytes{"process_resident_memory_bytes", Kind::Gauge,
                                              "Memory of this process."};
const Declaration kProcessOpenFds{"process_open_fds", Kind::Gauge,
                                  "Open files and connections of this process."};
const Declaration kProcessStartTimeSeconds{"process_start_time_seconds", Kind::Gauge,
                                           "When this process started, in Unix time."};
const Declaration kBuildInfo{"jim_build_info", Kind::Gauge, "1, with the version.", {"version"}};

std::span<const Declaration* const> declarations() {
    static const std::array kAll{
        &kRuns,
        &kRunsFinished,
        &kRunObjects,
        &kRunPhase,
        &kRunFraction,
        &kRunObjectsPerSecond,
        &kRunHealth,
        &kRunHealthTransitions,
        &kAlertsFired,
        &kAlertWebhooks,
        &kProgressPublished,
        &kProgressRefused,
        &kProgressWriteErrors,
        &kProgressCoalesced,
        &kProgressLagSeconds,
        &kProgressStoreUp,
        &kProgressWatchers,
        &kProgressWatchersRefused,
        &kProgressChanges,
        &kProgressChangesOvertaken,
        &kHttpRequestSeconds,
        &kHttpResponses,
        &kProcessResidentMemoryBytes,
        &kProcessOpenFds,
        &kProcessStartTimeSeconds,
        &kBuildInfo,
    };
    return kAll;
}

}  // namespace jim::metrics
