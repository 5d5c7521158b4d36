#include "apps/cli/Commands.hpp"
#include "apps/cli/Follow.hpp"
#include "apps/cli/TerminalText.hpp"
#include "apps/cli/impl/Json.hpp"
#include "apps/cli/impl/Lookup.hpp"

#include <fmt/format.h>

namespace jim::apps::cli {
namespace {

constexpr std::string_view kSystems = "/synchronisation/connected-systems";

constexpr int kLowerCase = 0x20;  ///< The bit that tells ASCII's small letters from capitals.

std::string queryOf(const RunOptions& options) {
    std::string query;
    if (options.allowDeletions) query = "?allowDeletions=true";
    if (options.priority.empty()) return query;
    // The parser has let one of three words through, in any case.
    std::string priority = options.priority;
    for (char& letter : priority) letter = static_cast<char>(letter | kLowerCase);
    priority.front() = static_cast<char>(priority.front() & ~kLowerCase);
    return query + (query.empty() ? "?priority=" : "&priority=") + priority;
}

}  // namespace

Outcomes runProfile(Context context, const RunOptions& options) {
    JIM_ASSIGN(const auto system,
               lookup::find(context.client, kSystems, options.system, "connected system"));
    const auto profiles = fmt::format("{}/{}/run-profiles", kSystems, json::whole(system, "id"));
    JIM_ASSIGN(const auto profile,
               lookup::find(context.client, profiles, options.profile, "run profile"));

    JIM_ASSIGN(const auto body,
               context.client.post(fmt::format("{}/{}/execute{}", profiles,
                                               json::whole(profile, "id"), queryOf(options))));
    JIM_ASSIGN(const auto answer, json::parseObject(body));
    for (const auto& warning : json::list(answer, "warnings"))
        context.console.complain(json::shown(warning));
    JIM_ASSIGN(const auto activity, lookup::guid(json::text(answer, "activityId"), "activity"));

    if (options.follow)
        return follow(context.client, activity, context.console,
                      context.json ? FollowForm::Json : FollowForm::View, context.clock);
    if (context.json)
        context.console.print(body + '\n');
    else
        context.console.print(
            fmt::format("Queued {} of {}: activity {}\nFollow it: jim activity follow {}\n",
                        neutralised(json::text(profile, "name")),
                        neutralised(json::text(system, "name")), activity, activity));
    return ExitStatus::Complete;
}

}  // namespace jim::apps::cli
