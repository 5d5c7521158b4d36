#pragma once

#include "apps/cli/Console.hpp"
#include "apps/cli/ExitStatus.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"

#include <functional>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// Which files a replay reads; a history of none is an empty one.
struct EstimateOptions {
    std::string trace;
    std::string history;
};

enum class DatabaseAction : std::uint8_t { Migrate, Check, Copy, Dump, Restore };

/// What `jim database` is to do. Empty: the database of the settings.
struct DatabaseOptions {
    DatabaseAction action = DatabaseAction::Check;
    std::string from;
    std::string to;
    std::string file;  ///< Of a dump.
};

/// What the command line can start but does not know how to.
struct Programs {
    using Service = std::function<int(const config::Settings&)>;
    Service serve;  ///< All roles in one process.
    Service web;
    Service worker;
    Service scheduler;
    std::function<ExitStatus(const EstimateOptions&, Console&)> estimate;
    std::function<ExitStatus(const DatabaseOptions&, const config::Settings&, Console&)> database;
};

/// The program `jim`: reads the words after its name, does what they say and returns the exit
/// status. Settings come from `environment`, and from a file when there is one.
[[nodiscard]] int runCommandLine(std::vector<std::string> words, const Programs& programs,
                                 const config::Environment& environment, Console& console,
                                 const base::Clock& clock);

}  // namespace jim::apps::cli
