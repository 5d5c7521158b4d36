#pragma once

#include <map>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// The words that may follow each command: `""` is the program alone, `activity list` a command.
using WordsAfter = std::map<std::string, std::vector<std::string>>;

/// A script for bash: `source <(jim completion bash)`.
[[nodiscard]] std::string bashCompletion(const WordsAfter& words);

}  // namespace jim::apps::cli
