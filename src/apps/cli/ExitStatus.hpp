#pragma once

#include <string_view>

namespace jim::apps::cli {

/// What the program ends with. Scripts depend on these numbers.
enum class ExitStatus : int {
    Complete = 0,
    Trouble = 1,  ///< The server cannot be reached or refuses; nothing is known of the run.
    Usage = 2,    ///< The command line or a setting is wrong.
    Warning = 3,
    Error = 4,
    Failed = 5,
    Cancelled = 6,
    Interrupted = 130,  ///< Ctrl+C, as shells have it; the run goes on.
    Terminated = 143,
};

/// The status of an ended activity as an exit status; of any other, Trouble.
[[nodiscard]] ExitStatus outcomeOf(std::string_view activityStatus);

/// What `--help` says about them.
inline constexpr std::string_view kExitStatusHelp =
    "Exit status: 0 complete, 1 trouble (the server cannot be reached, or it\n"
    "refuses), 2 wrong usage; of a run that was followed also 3 complete with\n"
    "warnings, 4 complete with errors, 5 failed, 6 cancelled; 130 after Ctrl+C.";

}  // namespace jim::apps::cli
