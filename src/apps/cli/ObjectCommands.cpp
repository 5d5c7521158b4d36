#include "apps/cli/Commands.hpp"
#include "apps/cli/Table.hpp"
#include "apps/cli/impl/Documents.hpp"
#include "apps/cli/impl/Lookup.hpp"
#include "transport/http/Target.hpp"

#include <fmt/format.h>

#include <array>

namespace jim::apps::cli {
namespace {

using documents::As;
using documents::Item;

constexpr std::array kObjectColumns{
    Item{"displayName", "Name", As::Text, true},
    Item{"type.name", "Type", As::Text, true},
    Item{"status", "Status", As::Name},
    Item{"created", "Created", As::Time},
    Item{"id", "Id"},
};

constexpr std::array kObjectFields{
    Item{"id", "Id"},
    Item{"displayName", "Name"},
    Item{"type.name", "Type"},
    Item{"status", "Status", As::Name},
    Item{"origin", "Origin", As::Name},
    Item{"created", "Created", As::Time},
    Item{"lastUpdated", "Changed", As::Time},
    Item{"deletionEligibleDate", "To be deleted", As::Time},
};

constexpr std::array kConnectors{
    Item{"connectedSystemName", "System", As::Text, true},
    Item{"displayName", "Object", As::Text, true},
    Item{"id", "Id"},
};

/// The one of its members that carries the value.
std::string valueOf(const json::object& value) {
    for (const auto* member :
         {"stringValue", "dateTimeValue", "intValue", "longValue", "decimalValue", "byteValue",
          "guidValue", "boolValue", "referenceValueDisplayName", "referenceValueId"}) {
        auto text = json::shown(value, member);
        if (!text.empty()) return text;
    }
    return {};
}

std::string attributesText(const json::array& values, std::size_t width) {
    Table table{{{"Attribute", Align::Left, true},
                 {"Value", Align::Left, true},
                 {"From", Align::Left, true}}};
    for (const auto& entry : values)
        if (const auto* value = entry.if_object())
            table.add({json::text(*value, "attributeName"), valueOf(*value),
                       json::text(*value, "contributedBySystemName")});
    return table.text(width);
}

}  // namespace

Outcomes listObjects(Context context, const ObjectListOptions& options) {
    auto path = documents::pagePath("/metaverse/objects", options.page);
    if (!options.type.empty()) {
        JIM_ASSIGN(const auto type, lookup::find(context.client, "/metaverse/object-types",
                                                 options.type, "metaverse object type"));
        path += fmt::format("&objectTypeId={}", json::whole(type, "id"));
    }
    if (!options.search.empty())
        path += fmt::format("&search={}", transport::http::percentEncode(options.search));
    return documents::printPage(context, path, kObjectColumns);
}

Outcomes showObject(Context context, const std::string& object) {
    JIM_ASSIGN(const auto id, lookup::guid(object, "object"));
    JIM_ASSIGN(const auto body, context.client.get("/metaverse/objects/" + id));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    JIM_ASSIGN(const auto document, json::parseObject(body));
    const auto width = context.console.tableWidth();
    context.console.print(
        documents::fieldsText(document, kObjectFields) + '\n' +
        attributesText(json::list(document, "attributeValues"), width) + '\n' +
        documents::tableText(json::list(document, "connectedSystemObjects"), kConnectors, width));
    return ExitStatus::Complete;
}

}  // namespace jim::apps::cli
