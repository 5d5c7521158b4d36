#include "apps/cli/Commands.hpp"
#include "apps/cli/Table.hpp"
#include "apps/cli/Wording.hpp"
#include "apps/cli/impl/Documents.hpp"
#include "apps/cli/impl/Lookup.hpp"

#include <fmt/format.h>

#include <array>

namespace jim::apps::cli {
namespace {

using documents::As;
using documents::Item;

constexpr std::string_view kRules = "/synchronisation/sync-rules";

constexpr std::array kRuleColumns{
    Item{"id", "Id", As::Number},
    Item{"name", "Name", As::Text, true},
    Item{"direction", "Direction", As::Name},
    Item{"connectedSystemName", "System", As::Text, true},
    Item{"connectedSystemObjectTypeName", "Object type", As::Text, true},
    Item{"metaverseObjectTypeName", "Metaverse", As::Text, true},
    Item{"projectToMetaverse", "Projects"},
    Item{"provisionToConnectedSystem", "Provisions"},
    Item{"enabled", "Enabled"},
};

constexpr std::array kRuleFields{
    Item{"id", "Id"},
    Item{"name", "Name"},
    Item{"description", "Description"},
    Item{"direction", "Direction", As::Name},
    Item{"connectedSystemName", "System"},
    Item{"connectedSystemObjectTypeName", "Object type"},
    Item{"metaverseObjectTypeName", "Metaverse type"},
    Item{"projectToMetaverse", "Projects"},
    Item{"provisionToConnectedSystem", "Provisions"},
    Item{"outboundDeprovisionAction", "When deprovisioned", As::Name},
    Item{"enforceState", "Enforces state"},
    Item{"enabled", "Enabled"},
    Item{"created", "Created", As::Time},
};

/// Where the value comes from: attributes, or an expression.
std::string sourcesOf(const json::object& mapping) {
    std::string text;
    for (const auto& entry : json::list(mapping, "sources")) {
        const auto* source = entry.if_object();
        if (source == nullptr) continue;
        for (const auto* member :
             {"expression", "connectedSystemAttributeName", "metaverseAttributeName"}) {
            const auto part = json::text(*source, member);
            if (part.empty()) continue;
            text += (text.empty() ? "" : ", ") + part;
            break;
        }
    }
    return text;
}

std::string mappingsText(const json::array& mappings, std::size_t width) {
    Table table{{{"Id", Align::Right}, {"Target"}, {"From", Align::Left, true}, {"Enabled"}}};
    for (const auto& entry : mappings) {
        const auto* mapping = entry.if_object();
        if (mapping == nullptr) continue;
        auto target = json::text(*mapping, "targetMetaverseAttributeName");
        if (target.empty()) target = json::text(*mapping, "targetConnectedSystemAttributeName");
        table.add({json::shown(*mapping, "id"), std::move(target), sourcesOf(*mapping),
                   json::shown(*mapping, "enabled")});
    }
    return table.text(width);
}

}  // namespace

Outcomes listRules(Context context, const PageOptions& page) {
    return documents::printPage(context, documents::pagePath(kRules, page), kRuleColumns);
}

Outcomes showRule(Context context, const std::string& rule) {
    JIM_ASSIGN(const auto found,
               lookup::find(context.client, kRules, rule, "synchronisation rule"));
    const auto path = fmt::format("{}/{}", kRules, json::whole(found, "id"));
    JIM_ASSIGN(const auto body, context.client.get(path));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    JIM_ASSIGN(const auto document, json::parseObject(body));
    JIM_ASSIGN(const auto mappingBody, context.client.get(path + "/mappings"));
    JIM_ASSIGN(const auto mappings, json::parse(mappingBody));
    auto text = documents::fieldsText(document, kRuleFields);
    if (mappings.is_array())
        text += '\n' + mappingsText(mappings.get_array(), context.console.tableWidth());
    context.console.print(text);
    return ExitStatus::Complete;
}

}  // namespace jim::apps::cli
