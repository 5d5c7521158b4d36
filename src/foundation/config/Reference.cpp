#include "foundation/config/Reference.hpp"

#include "foundation/base/Ensure.hpp"
#include "foundation/config/Declaration.hpp"

#include <fmt/format.h>

namespace jim::config {

std::vector<SettingRow> describe(const Settings& settings) {
    const auto all = declarations();
    base::ensure(settings.origins.size() == all.size(), "settings come from load()");
    std::vector<SettingRow> rows;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const auto& origin = settings.origins[at];
        rows.push_back({std::string{all[at].name}, std::string{typeName(all[at])}, origin.text,
                        origin.where, std::string{all[at].defaultText}, allowed(all[at]),
                        std::string{all[at].meaning}});
    }
    return rows;
}

std::string settingsMarkdown() {
    std::string page =
        "# Settings\n\n"
        "Every setting of `jim`, as `jim settings` lists them. A setting is read from the\n"
        "environment variable of its name, else from the settings file, else it has its default.\n"
        "An empty variable counts as not set. An unknown name in the file or a bad value anywhere\n"
        "stops the start with one line that says which; an unknown `JIM_*` variable is warned "
        "about.\n\n"
        "The settings file (`--config FILE` or `JIM_CONFIG_FILE`) has one `NAME = value` a line.\n"
        "`#` begins a comment, at the start of a line or after a blank; put a value that contains\n"
        "` #` into double quotes.\n\n"
        "This page is made by `jim settings --markdown`.\n";
    for (const auto& declaration : declarations())
        page += fmt::format("\n## {}\n\n{}\n\n- Type: {}, {}.\n- Default: {}.\n", declaration.name,
                            declaration.meaning, typeName(declaration), allowed(declaration),
                            declaration.defaultText.empty()
                                ? "empty"
                                : fmt::format("`{}`", declaration.defaultText));
    return page;
}

}  // namespace jim::config
