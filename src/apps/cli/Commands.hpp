#pragma once

#include "apps/cli/ApiClient.hpp"
#include "apps/cli/Console.hpp"
#include "apps/cli/ExitStatus.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"

#include <string>
#include <vector>

namespace jim::apps::cli {

/// What a command over the REST interface works with.
struct Context {
    ApiClient& client;
    Console& console;
    const base::Clock& clock;
    bool json = false;  ///< Print what the server sent, for scripts.
};

/// Each command prints its result and returns how the program ends; the error is for `complain`.
using Outcomes = base::Result<ExitStatus>;

/// Adds a key to the encryption key file, on the machine that has it.
[[nodiscard]] ExitStatus addKey(const config::Settings& settings, Console& console);

struct RunOptions {
    std::string system;   ///< Name, any case, or id.
    std::string profile;  ///< Name, any case, or id.
    bool follow = false;
    bool allowDeletions = false;
    std::string priority;  ///< Low, Normal or High; empty: Normal.
};
[[nodiscard]] Outcomes runProfile(Context context, const RunOptions& options);

struct PageOptions {
    int page = 1;
    int pageSize = 25;
};

struct ActivityListOptions {
    PageOptions page;
    std::vector<std::string> statuses;
    std::string system;
    bool runsOnly = false;
};
/// An activity is given by its id, or `last` for the newest run.
[[nodiscard]] Outcomes listActivities(Context context, const ActivityListOptions& options);
[[nodiscard]] Outcomes showActivity(Context context, const std::string& activity);
[[nodiscard]] Outcomes followActivity(Context context, const std::string& activity);
/// Its progress as the lines of a trace, until it ends.
[[nodiscard]] Outcomes traceActivity(Context context, const std::string& activity);
[[nodiscard]] Outcomes cancelActivity(Context context, const std::string& activity);
[[nodiscard]] Outcomes resumeActivity(Context context, const std::string& activity);

struct ItemListOptions {
    PageOptions page;
    std::string activity;
    std::string item;  ///< Empty: the list.
    std::vector<std::string> changes;
    std::string search;
    bool errorsOnly = false;
};
[[nodiscard]] Outcomes showItems(Context context, const ItemListOptions& options);

/// Everything that is queued or running: on a terminal until somebody leaves, elsewhere or `once`
/// as it is now.
[[nodiscard]] Outcomes showProgress(Context context, bool once);

[[nodiscard]] Outcomes listSystems(Context context, const PageOptions& page);
[[nodiscard]] Outcomes showSystem(Context context, const std::string& system);

[[nodiscard]] Outcomes listRules(Context context, const PageOptions& page);
[[nodiscard]] Outcomes showRule(Context context, const std::string& rule);

struct ObjectListOptions {
    PageOptions page;
    std::string type;  ///< Name, any case, or id; empty: all.
    std::string search;
};
/// Of the metaverse.
[[nodiscard]] Outcomes listObjects(Context context, const ObjectListOptions& options);
[[nodiscard]] Outcomes showObject(Context context, const std::string& object);

enum class SettingsForm { Table, Json, Markdown };
void showSettings(const config::Settings& settings, SettingsForm form, Console& console);

}  // namespace jim::apps::cli
