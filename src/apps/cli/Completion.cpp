#include "apps/cli/Completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jim::apps::cli {

std::string bashCompletion(const WordsAfter& words) {
    std::string known;
    std::string answers;
    for (const auto& [command, following] : words) {
        if (!command.empty()) known += fmt::format("{}\"{}\"", known.empty() ? "" : "|", command);
        answers +=
            fmt::format("        \"{}\") words=\"{}\" ;;\n", command, fmt::join(following, " "));
    }
    return fmt::format(
        "# Completion of jim for bash: source <(jim completion bash)\n"
        "_jim() {{\n"
        "    local command=\"\" words=\"\" word\n"
        "    for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "        case \"${{command:+$command }}$word\" in\n"
        "            {}) command=\"${{command:+$command }}$word\" ;;\n"
        "        esac\n"
        "    done\n"
        "    case \"$command\" in\n"
        "{}"
        "    esac\n"
        "    COMPREPLY=($(compgen -W \"$words\" -- \"${{COMP_WORDS[COMP_CWORD]}}\"))\n"
        "}}\n"
        "complete -o default -F _jim jim\n",
        known, answers);
}

}  // namespace jim::apps::cli
