#include "apps/DatabaseCommands.hpp"
#include "apps/Estimate.hpp"
#include "apps/Roles.hpp"
#include "apps/Serve.hpp"
#include "apps/cli/CommandLine.hpp"
#include "apps/cli/Console.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"

int main(int argc, char** argv) {
    using jim::apps::Roles;
    using jim::config::Settings;
    const auto as = [](Roles roles) {
        return [roles](const Settings& settings) { return jim::apps::serve(settings, roles); };
    };
    const jim::apps::cli::Programs programs{
        .serve = as({.web = true, .worker = true, .scheduler = true}),
        .web = as({.web = true}),
        .worker = as({.worker = true}),
        .scheduler = as({.scheduler = true}),
        .estimate = jim::apps::estimate,
        .database = jim::apps::manageDatabase,
    };
    const jim::base::SystemClock clock;
    auto console = jim::apps::cli::Console::ofProcess();
    return jim::apps::cli::runCommandLine({argv + 1, argv + argc}, programs,
                                          jim::config::processEnvironment(), console, clock);
}
