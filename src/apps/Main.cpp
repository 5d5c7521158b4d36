#include "apps/Estimate.hpp"
#include "apps/Serve.hpp"
#include "apps/cli/CommandLine.hpp"
#include "apps/cli/Console.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"

int main(int argc, char** argv) {
    const jim::base::SystemClock clock;
    auto console = jim::apps::cli::Console::ofProcess();
    return jim::apps::cli::runCommandLine({argv + 1, argv + argc},
                                          {jim::apps::serve, jim::apps::estimate},
                                          jim::config::processEnvironment(), console, clock);
}
