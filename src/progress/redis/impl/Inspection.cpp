#include "progress/redis/impl/Inspection.hpp"

#include <fmt/format.h>

#include <string_view>

namespace jim::progress::redis::impl {
namespace {

using transport::redis::Command;
using transport::redis::Reply;

/// The value of a line `name:value` of INFO; empty when there is none.
std::string_view valueOf(std::string_view info, std::string_view name) {
    for (auto at = info.find(name); at != std::string_view::npos; at = info.find(name, at + 1)) {
        const auto end = at + name.size();
        if ((at != 0 && info[at - 1] != '\n') || end >= info.size() || info[end] != ':') continue;
        const auto rest = info.substr(end + 1);
        return rest.substr(0, rest.find_first_of("\r\n"));
    }
    return {};
}

/// Only what a setting of Redis can be goes into a sentence.
bool isWord(std::string_view text) {
    return text.size() < 32 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos;
}

bool saves(const Reply& config) {
    return config.isArray() && config.elements.size() == 2 && !config.elements[1].text.empty();
}

}  // namespace

std::vector<Command> inspection(bool mayReadConfig) {
    std::vector<Command> commands{{"INFO", "memory"}, {"INFO", "persistence"}, {"INFO", "stats"}};
    if (mayReadConfig) commands.push_back({"CONFIG", "GET", "save"});
    return commands;
}

std::vector<std::string> warningsOf(std::span<const Reply> replies) {
    std::vector<std::string> warnings;
    if (replies.size() < 3) return warnings;
    const auto policy = valueOf(replies[0].text, "maxmemory_policy");
    if (policy.starts_with("allkeys-") && isWord(policy))
        warnings.push_back(fmt::format(
            "Redis has maxmemory-policy {}: when its memory is full, other data pushes live "
            "progress out, and progress pushes out other data. Set maxmemory-policy volatile-lru.",
            policy));
    const auto forks = valueOf(replies[2].text, "total_forks");
    const bool persists = valueOf(replies[1].text, "aof_enabled") == "1" ||
                          (!forks.empty() && forks != "0") ||
                          (replies.size() > 3 && saves(replies[3]));
    if (persists)
        warnings.emplace_back(
            "Redis saves to disk, and forks for it: that takes memory and time, and live progress "
            "needs no saving. Set save \"\" and appendonly no, unless other data needs them.");
    return warnings;
}

}  // namespace jim::progress::redis::impl
