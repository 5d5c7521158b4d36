#include "apps/cli/Commands.hpp"
#include "apps/cli/impl/Documents.hpp"
#include "apps/cli/impl/Lookup.hpp"

#include <fmt/format.h>

#include <array>

namespace jim::apps::cli {
namespace {

using documents::As;
using documents::Item;

constexpr std::string_view kSystemsPath = "/synchronisation/connected-systems";

constexpr std::array kSystemColumns{
    Item{"id", "Id", As::Number},
    Item{"name", "Name", As::Text, true},
    Item{"connectorName", "Connector", As::Text, true},
    Item{"status", "Status", As::Name},
    Item{"objectCount", "Objects", As::Number},
    Item{"connectorsCount", "Joined", As::Number},
    Item{"pendingExportObjectsCount", "Pending exports", As::Number},
};

constexpr std::array kSystemFields{
    Item{"id", "Id"},
    Item{"name", "Name"},
    Item{"description", "Description"},
    Item{"connector.name", "Connector"},
    Item{"status", "Status", As::Name},
    Item{"settingValuesValid", "Settings valid"},
    Item{"objectCount", "Objects", As::Number},
    Item{"pendingExportCount", "Pending exports", As::Number},
    Item{"unresolvedReferenceHandling", "Unresolved references", As::Name},
    Item{"created", "Created", As::Time},
    Item{"lastUpdated", "Changed", As::Time},
};

constexpr std::array kProfiles{
    Item{"id", "Id", As::Number},
    Item{"name", "Run profile", As::Text, true},
    Item{"runType", "Run type", As::Name},
    Item{"restartsAfterLostWorker", "Restarts", As::Number},
    Item{"filePath", "File", As::Text, true},
};

constexpr std::array kObjectTypes{
    Item{"id", "Id", As::Number},
    Item{"name", "Object type", As::Text, true},
    Item{"selected", "Selected"},
    Item{"attributeCount", "Attributes", As::Number},
};

constexpr std::array kAttributes{
    Item{"id", "Id", As::Number},   Item{"name", "Attribute", As::Text, true},
    Item{"type", "Type", As::Name}, Item{"attributePlurality", "Values", As::Name},
    Item{"selected", "Selected"},   Item{"isExternalId", "External id"},
};

}  // namespace

Outcomes listSystems(Context context, const PageOptions& page) {
    return documents::printPage(context, documents::pagePath(kSystemsPath, page), kSystemColumns);
}

Outcomes showSystem(Context context, const std::string& system) {
    JIM_ASSIGN(const auto found,
               lookup::find(context.client, kSystemsPath, system, "connected system"));
    const auto path = fmt::format("{}/{}", kSystemsPath, json::whole(found, "id"));
    JIM_ASSIGN(const auto body, context.client.get(path));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    JIM_ASSIGN(const auto document, json::parseObject(body));
    JIM_ASSIGN(const auto profileBody, context.client.get(path + "/run-profiles"));
    JIM_ASSIGN(const auto profiles, json::parse(profileBody));

    const auto width = context.console.tableWidth();
    auto text = documents::fieldsText(document, kSystemFields);
    if (profiles.is_array())
        text += '\n' + documents::tableText(profiles.get_array(), kProfiles, width);
    const auto& types = json::list(document, "objectTypes");
    text += '\n' + documents::tableText(types, kObjectTypes, width);
    for (const auto& type : types)
        if (const auto* object = type.if_object(); object && json::flag(*object, "selected"))
            text +=
                '\n' + documents::tableText(json::list(*object, "attributes"), kAttributes, width);
    context.console.print(text);
    return ExitStatus::Complete;
}

}  // namespace jim::apps::cli
