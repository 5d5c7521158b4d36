#include "progress/RunKind.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::progress {
namespace {

constexpr auto kKinds = base::enumText<RunKind>({{RunKind::Import, "import"},
                                                 {RunKind::Synchronisation, "synchronisation"},
                                                 {RunKind::Export, "export"},
                                                 {RunKind::Removal, "removal"}});

constexpr auto kStates =
    base::enumText<RunState>({{RunState::Queued, "queued"},
                              {RunState::Running, "running"},
                              {RunState::Cancelling, "cancelling"},
                              {RunState::Paused, "paused"},
                              {RunState::WorkerLost, "worker_lost"},
                              {RunState::Complete, "complete"},
                              {RunState::CompleteWithWarning, "complete_with_warning"},
                              {RunState::CompleteWithError, "complete_with_error"},
                              {RunState::FailedWithError, "failed_with_error"},
                              {RunState::Cancelled, "cancelled"}});

constexpr auto kRunStatusTexts =
    base::enumText<RunState>({{RunState::Queued, "InProgress"},
                              {RunState::Running, "InProgress"},
                              {RunState::Cancelling, "InProgress"},
                              {RunState::Paused, "InProgress"},
                              {RunState::WorkerLost, "InProgress"},
                              {RunState::Complete, "Complete"},
                              {RunState::CompleteWithWarning, "CompleteWithWarning"},
                              {RunState::CompleteWithError, "CompleteWithError"},
                              {RunState::FailedWithError, "FailedWithError"},
                              {RunState::Cancelled, "Cancelled"}});

constexpr auto kWords =
    base::enumText<RunState>({{RunState::Queued, "Queued"},
                              {RunState::Running, "Running"},
                              {RunState::Cancelling, "Cancelling"},
                              {RunState::Paused, "Paused"},
                              {RunState::WorkerLost, "Worker lost"},
                              {RunState::Complete, "Complete"},
                              {RunState::CompleteWithWarning, "Complete with warning"},
                              {RunState::CompleteWithError, "Complete with error"},
                              {RunState::FailedWithError, "Failed with error"},
                              {RunState::Cancelled, "Cancelled"}});

}  // namespace

std::string_view toText(RunKind kind) {
    return kKinds.text(kind);
}

std::string_view toText(RunState state) {
    return kStates.text(state);
}

std::string_view statusText(RunState state) {
    return kRunStatusTexts.text(state);
}

std::string_view wordsOf(RunState state) {
    return kWords.text(state);
}

RunState stateOf(FinalState state) {
    switch (state) {
        case FinalState::Complete:
            return RunState::Complete;
        case FinalState::CompleteWithWarning:
            return RunState::CompleteWithWarning;
        case FinalState::CompleteWithError:
            return RunState::CompleteWithError;
        case FinalState::FailedWithError:
            return RunState::FailedWithError;
        case FinalState::Cancelled:
            return RunState::Cancelled;
    }
    return RunState::FailedWithError;
}

bool isTerminal(RunState state) {
    return state >= RunState::Complete;
}

bool isCompleted(RunState state) {
    return state == RunState::Complete || state == RunState::CompleteWithWarning ||
           state == RunState::CompleteWithError;
}

}  // namespace jim::progress
