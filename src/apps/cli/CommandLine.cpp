#include "apps/cli/CommandLine.hpp"

#include "apps/cli/ExitStatus.hpp"
#include "apps/cli/impl/CommandTree.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

namespace jim::apps::cli {

int runCommandLine(std::vector<std::string> words, const Programs& programs,
                   const config::Environment& environment, Console& console,
                   const base::Clock& clock) {
    impl::CommandTree tree{programs, environment, console, clock};
    try {
        std::ranges::reverse(words);  // As the parser wants them.
        tree.app().parse(std::move(words));
    } catch (const CLI::ParseError& problem) {
        std::ostringstream out;
        std::ostringstream err;
        const int code = tree.app().exit(problem, out, err);
        console.print(out.str());
        if (code == 0) return static_cast<int>(ExitStatus::Complete);
        console.complain(problem.what());
        console.complain("'jim --help' and 'jim COMMAND --help' say what is possible.");
        return static_cast<int>(ExitStatus::Usage);
    }
    return tree.run();
}

}  // namespace jim::apps::cli
