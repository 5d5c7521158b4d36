#include "apps/DatabaseCommands.hpp"
#include "apps/Estimate.hpp"
#include "apps/Roles.hpp"
#include "apps/Serve.hpp"
#include "apps/cli/CommandLine.hpp"
#include "apps/cli/Console.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"

#ifdef JIM_MIMALLOC
#include <mimalloc.h>
#endif

namespace {

/// Each batch needs what the one before has freed: given back to the system in between, it would
/// come as new pages every time. In milliseconds.
void keepFreedMemory() {
#ifdef JIM_MIMALLOC
    mi_option_set_default(mi_option_decommit_delay, 2'000);
    mi_option_set_default(mi_option_segment_decommit_delay, 5'000);
#endif
}

}  // namespace

int main(int argc, char** argv) {
    keepFreedMemory();
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
