#include "apps/cli/Commands.hpp"
#include "apps/cli/Table.hpp"
#include "foundation/config/Reference.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace jim::apps::cli {
namespace {

std::string asTable(const std::vector<config::SettingRow>& rows, std::size_t width) {
    Table table{{{"Setting"},
                 {"Value", Align::Left, true},
                 {"Source", Align::Left, true},
                 {"Default", Align::Left, true},
                 {"Meaning", Align::Left, true}}};
    for (const auto& row : rows)
        table.add({row.name, row.value, row.source, row.defaultText, row.meaning});
    return table.text(width);
}

std::string asJson(const std::vector<config::SettingRow>& rows) {
    boost::json::array list;
    for (const auto& row : rows)
        list.push_back(boost::json::object{{"name", row.name},
                                           {"type", row.type},
                                           {"value", row.value},
                                           {"source", row.source},
                                           {"default", row.defaultText},
                                           {"allowed", row.allowed},
                                           {"meaning", row.meaning}});
    return boost::json::serialize(list) + '\n';
}

}  // namespace

void showSettings(const config::Settings& settings, SettingsForm form, Console& console) {
    switch (form) {
        case SettingsForm::Table:
            return console.print(asTable(config::describe(settings), console.tableWidth()));
        case SettingsForm::Json:
            return console.print(asJson(config::describe(settings)));
        case SettingsForm::Markdown:
            return console.print(config::settingsMarkdown());
    }
}

}  // namespace jim::apps::cli
