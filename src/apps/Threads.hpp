#pragma once

#include <functional>
#include <thread>

namespace jim::apps {

// The threads of the service, by name; a process has those of its roles. No other folder makes any.
//
//   main       wires everything, waits for SIGINT, SIGTERM or SIGHUP, then stops the others in turn
//   http       runs the HTTP server: parses, writes, keeps deadlines; never touches the database
//   web-N      runs API operations from a bounded queue; a storage session each time
//   worker-N   claims a task and runs it to its end; one storage session of its own
//   beside     one for each worker-N that needs it: writes a batch of a run, or reads what the run
//              needs next, while that has another in hand; a storage session of its own
//   keeper     renews leases, passes cancellations on, recovers runs whose lease has expired
//   scheduler  recovers such runs where there is no keeper
//   upkeep     writes down when API keys were used
//   watchers   tells those who watch runs what is new; touches the database only while the
//              progress store is away
//   metrics    serves metrics and probes at an address of their own, when there is one; asks the
//              database when a probe does
//   queue-listener  with a database server: wakes the workers when another process queues a run
//   publisher  turns counters into snapshots; the only one that writes the progress store while
//              runs live
//   webhooks   sends alerts to their receivers, and tries again
//   redis-1, redis-2  where live progress is shared by Redis: one moves bytes and keeps deadlines
//              while the other tells subscribers, or writes again what Redis missed
//
// What they share is thread-safe by itself: the run's counters (atomics), the publisher's queue,
// the progress store, the session factory and the API. A storage session never changes hands
// while it is in use.

/// A thread that is joined when it goes out of scope, with a name that tools show (at most 15
/// characters).
[[nodiscard]] std::jthread startThread(const char* name, std::function<void(std::stop_token)> work);

}  // namespace jim::apps
