#pragma once

#include <cstdint>
#include <string_view>

namespace jim::progress {

/// What kind of run it is: the discriminator `type` of the snapshot document.
enum class RunKind : std::uint8_t { Import, Synchronisation, Export, Removal };

/// How a run ended.
enum class FinalState : std::uint8_t {
    Complete,
    CompleteWithWarning,
    CompleteWithError,
    FailedWithError,
    Cancelled,
};

/// Where a run stands. The terminal ones never turn back.
enum class RunState : std::uint8_t {
    Queued,
    Running,
    Cancelling,
    Paused,  ///< An alert rule has stopped it; somebody resumes or cancels it.
    WorkerLost,
    Complete,
    CompleteWithWarning,
    CompleteWithError,
    FailedWithError,
    Cancelled,
};

/// `import`, `synchronisation`, `export`, `removal` (of a system's objects).
[[nodiscard]] std::string_view toText(RunKind kind);

/// `queued`, `running`, `complete_with_warning` and so on: the member `state`.
[[nodiscard]] std::string_view toText(RunState state);

/// The activity's status that goes with it: `InProgress`, `CompleteWithWarning` and so on.
[[nodiscard]] std::string_view statusText(RunState state);

/// For people: `Complete with warning`.
[[nodiscard]] std::string_view wordsOf(RunState state);

[[nodiscard]] RunState stateOf(FinalState state);
[[nodiscard]] bool isTerminal(RunState state);

/// Whether it did what it was for; a failed or cancelled run did not.
[[nodiscard]] bool isCompleted(RunState state);

}  // namespace jim::progress
