#include "scenarios/Landscape.hpp"

#include <gtest/gtest.h>

namespace jim::scenarios {
namespace {

using transport::http::Method;

std::int64_t idOf(const json::value& value) {
    return value.at("id").to_number<std::int64_t>();
}
std::string textOf(const json::value& value, const char* member) {
    return std::string{value.at(member).as_string()};
}

constexpr const char* kSystems = "/synchronisation/connected-systems";
constexpr int kLongestRunPolls = 1'000'000;  // The test runner ends what takes too long.

}  // namespace

void Landscape::configure(JimProcess& jim) {
    // The row is there for the schema only: it shows that skills has several values.
    const std::string header = "id,login,name,mail,manager,skills\n";
    writeFile(directory(), header + "X1,x,An Example,x@example.org,,english|welding\n");
    makeSystem(jim, "HR", "Import Only", hr(), {{"manager", "Reference"}});
    makeSystem(jim, "Directory", "Bidirectional", directory(), {{"manager", "Reference"}});
    writeFile(directory(), header);
    for (int page = 1; page <= 2; ++page)
        for (const auto& one :
             jim.get("/metaverse/attributes?pageSize=100&page=" + std::to_string(page))
                 .at("items")
                 .as_array())
            metaverse_[textOf(one, "name")] = idOf(one);
    for (const auto& one : jim.get("/metaverse/object-types?pageSize=100").at("items").as_array())
        if (textOf(one, "name") == "User") userType_ = idOf(one);

    makeImportRule(jim, "HR");
    const auto out = makeRule(jim, "Directory", "Export");
    const auto of = [&](const char* name) {
        return json::object{{"order", 0}, {"metaverseAttributeId", metaverse_.at(name)}};
    };
    for (const auto& [column, name] : std::map<std::string, const char*>{{"id", "Employee ID"},
                                                                         {"name", "Display Name"},
                                                                         {"mail", "Email"},
                                                                         {"manager", "Manager"},
                                                                         {"skills", "Urls"}})
        flow(jim, out, "targetConnectedSystemAttributeId", attribute("Directory", column),
             of(name));
    flow(jim, out, "targetConnectedSystemAttributeId", attribute("Directory", "login"),
         {{"order", 0}, {"expression", R"(Lower(Left(mv["First Name"], 1) + mv["Last Name"]))"}});

    for (const auto* system : {"HR", "Directory"}) matchById(jim, system);
    jim.put("/metaverse/object-types/" + std::to_string(userType_),
            json::object{{"deletionRule", "WhenAuthoritativeSourceDisconnected"},
                         {"deletionTriggerConnectedSystemIds", json::array{systems_.at("HR")}}});
}

void Landscape::addSource(JimProcess& jim, const std::string& name,
                          const std::filesystem::path& file) {
    makeSystem(jim, name, "Import Only", file, {{"manager", "Reference"}});
    makeImportRule(jim, name);
    matchById(jim, name);
}

void Landscape::makeImportRule(JimProcess& jim, const std::string& system) {
    const auto in = makeRule(jim, system, "Import");
    const auto from = [&](const char* column) {
        return json::object{{"order", 0},
                            {"connectedSystemAttributeId", attribute(system, column)}};
    };
    for (const auto& [target, column] : std::map<std::string, const char*>{{"Employee ID", "id"},
                                                                           {"First Name", "first"},
                                                                           {"Last Name", "last"},
                                                                           {"Email", "mail"},
                                                                           {"Manager", "manager"},
                                                                           {"Urls", "skills"}})
        flow(jim, in, "targetMetaverseAttributeId", metaverse_.at(target), from(column));
    flow(jim, in, "targetMetaverseAttributeId", metaverse_.at("Display Name"),
         {{"order", 0}, {"expression", R"(cs["first"] + " " + cs["last"])"}});
}

void Landscape::matchById(JimProcess& jim, const std::string& system) {
    const json::object source{{"order", 0},
                              {"connectedSystemAttributeId", attribute(system, "id")}};
    jim.post(std::string{kSystems} + "/" + std::to_string(systems_.at(system)) + "/matching-rules",
             json::object{{"connectedSystemObjectTypeId", objectTypes_.at(system)},
                          {"metaverseObjectTypeId", userType_},
                          {"targetMetaverseAttributeId", metaverse_.at("Employee ID")},
                          {"sources", json::array{source}}});
}

void Landscape::makeSystem(JimProcess& jim, const std::string& name, const std::string& mode,
                           const std::filesystem::path& file,
                           const std::map<std::string, std::string>& types) {
    const auto connector =
        jim.get("/synchronisation/connector-definitions/by-name/JIM%20File%20Connector");
    json::object settings;
    const std::map<std::string, std::string> wanted{
        {"File Path", file.string()}, {"Mode", mode}, {"Object Type", "person"}};
    for (const auto& setting : connector.at("settings").as_array())
        if (const auto at = wanted.find(textOf(setting, "name")); at != wanted.end())
            settings[std::to_string(idOf(setting))] = json::object{{"stringValue", at->second}};
    const auto id = idOf(jim.post(
        kSystems, json::object{{"name", name}, {"connectorDefinitionId", idOf(connector)}}));
    const std::string path = std::string{kSystems} + "/" + std::to_string(id);
    systems_[name] = id;
    jim.put(path,
            json::object{{"settingValues", settings}, {"unresolvedReferenceHandling", "Ignore"}});
    const auto schema = jim.post(path + "/import-schema");
    const auto& type = schema.at("objectTypes").as_array().front();
    objectTypes_[name] = idOf(type);
    const auto ofType = path + "/object-types/" + std::to_string(idOf(type));
    jim.put(ofType, json::object{{"selected", true}});
    for (const auto& one : type.at("attributes").as_array()) {
        const auto column = textOf(one, "name");
        attributes_[{name, column}] = idOf(one);
        json::object change{{"selected", true}};
        if (column == "id") change = {{"isExternalId", true}};
        if (const auto at = types.find(column); at != types.end()) change["type"] = at->second;
        jim.put(ofType + "/attributes/" + std::to_string(idOf(one)), change);
    }
    for (const auto* runType :
         {"FullImport", "FullSynchronisation", "DeltaSynchronisation", "Export"}) {
        if (mode == "Import Only" && std::string{runType} == "Export") continue;
        const auto made =
            jim.post(path + "/run-profiles", json::object{{"name", runType}, {"runType", runType}});
        profiles_[{name, runType}] = idOf(made);
    }
}

std::int64_t Landscape::attribute(const std::string& system, const std::string& name) const {
    return attributes_.at({system, name});
}

std::int64_t Landscape::makeRule(JimProcess& jim, const std::string& system,
                                 const std::string& direction) {
    const bool import = direction == "Import";
    return idOf(jim.post("/synchronisation/sync-rules",
                         json::object{{"name", system + " " + direction},
                                      {"connectedSystemId", systems_.at(system)},
                                      {"connectedSystemObjectTypeId", objectTypes_.at(system)},
                                      {"metaverseObjectTypeId", userType_},
                                      {"direction", direction},
                                      {"projectToMetaverse", import},
                                      {"provisionToConnectedSystem", !import},
                                      {"outboundDeprovisionAction", "Delete"}}));
}

void Landscape::flow(JimProcess& jim, std::int64_t rule, const std::string& targetMember,
                     std::int64_t target, const json::object& source) {
    jim.post("/synchronisation/sync-rules/" + std::to_string(rule) + "/mappings",
             json::object{{targetMember, target}, {"sources", json::array{source}}});
}

std::string Landscape::executePath(const std::string& system, const std::string& profile) const {
    return std::string{kSystems} + "/" + std::to_string(systems_.at(system)) + "/run-profiles/" +
           std::to_string(profiles_.at({system, profile})) + "/execute";
}

std::string Landscape::start(JimProcess& jim, const std::string& system, const std::string& profile,
                             bool allowDeletions) {
    const auto path = executePath(system, profile);
    return textOf(jim.post(path + (allowDeletions ? "?allowDeletions=true" : "")), "activityId");
}

std::string Landscape::startClearing(JimProcess& jim, const std::string& system) {
    const auto path = std::string{kSystems} + "/" + std::to_string(systems_.at(system));
    const auto answer = jim.post(path + "/clear");
    return answer.is_null() ? std::string{} : textOf(answer, "activityId");
}

json::object Landscape::wait(JimProcess& jim, const std::string& activity) {
    // The progress endpoint holds the answer until something changes, so this does not spin.
    std::string etag;
    for (int poll = 0; poll < kLongestRunPolls; ++poll) {
        const auto answer = jim.send(Method::Get, "/activities/" + activity + "/progress", {},
                                     {{"If-None-Match", etag}, {"Prefer", "wait=1"}});
        etag = answer.etag;
        if (answer.status == 200 && answer.body.at("terminal").as_bool()) break;
        if (answer.status == 404) break;
    }
    return jim.get("/activities/" + activity).as_object();
}

json::object Landscape::run(JimProcess& jim, const std::string& system, const std::string& profile,
                            const std::string& expected) {
    auto activity = wait(jim, start(jim, system, profile));
    EXPECT_EQ(activity.at("status").as_string(), expected)
        << system << ' ' << profile << ": " << json::serialize(activity);
    return activity;
}

void Landscape::throttle(JimProcess& jim, int objectsPerSecond) {
    json::value value;
    if (objectsPerSecond > 0) value = std::to_string(objectsPerSecond);
    jim.put("/service-settings/Runs.MaxObjectsPerSecond", json::object{{"value", value}});
}

void Landscape::runAll(JimProcess& jim, bool delta) {
    run(jim, "HR", "FullImport");
    run(jim, "HR", delta ? "DeltaSynchronisation" : "FullSynchronisation");
    run(jim, "Directory", "Export");
    run(jim, "Directory", "FullImport");
}

void workFor(JimProcess& jim, const std::string& activity, std::size_t times) {
    std::string etag;
    for (std::size_t seen = 0; seen < times;) {
        const auto answer = jim.send(Method::Get, "/activities/" + activity + "/progress", {},
                                     {{"If-None-Match", etag}, {"Prefer", "wait=1"}});
        if (answer.status == 404) return;
        if (answer.status != 200) continue;
        etag = answer.etag;
        if (answer.body.at("terminal").as_bool()) return;
        if (answer.body.at("state").as_string() != "queued") ++seen;
    }
}

bool workUntil(JimProcess& jim, const std::string& activity, const std::string& step) {
    std::string etag;
    for (;;) {
        const auto answer = jim.send(Method::Get, "/activities/" + activity + "/progress", {},
                                     {{"If-None-Match", etag}, {"Prefer", "wait=1"}});
        if (answer.status == 304) continue;
        if (answer.status != 200 || answer.body.at("terminal").as_bool()) return false;
        etag = answer.etag;
        const auto& phase = answer.body.at("currentPhase");
        const bool there = phase.is_object() && (phase.at("key") == json::value(step) ||
                                                 phase.at("parentKey") == json::value(step));
        if (there && answer.body.at("objectsProcessed").to_number<std::int64_t>() > 0) return true;
    }
}

void expectClosedPhases(const json::object& activity) {
    EXPECT_FALSE(activity.at("phases").as_array().empty());
    for (const auto& phase : activity.at("phases").as_array())
        EXPECT_TRUE(phase.at("status") != "Active" && phase.at("status") != "Pending") << phase;
}

void expectTotalsOfItems(JimProcess& jim, const json::object& activity) {
    const auto path = "/activities/" + std::string{activity.at("id").as_string()};
    const auto stats = jim.get(path + "/stats");
    const auto total = [&](const char* name) { return stats.at(name).to_number<std::int64_t>(); };
    const auto items = jim.get(path + "/items").at("totalCount").to_number<std::int64_t>();
    EXPECT_EQ(activity.at("objectsProcessed").to_number<std::int64_t>(),
              total("totalObjectsProcessed"));
    if (activity.at("connectedSystemRunType").is_null()) {  // A removal leaves no items.
        EXPECT_EQ(total("totalCsoDeletes"), total("totalObjectsProcessed"));
        return;
    }
    EXPECT_LE(total("totalObjectChangeCount") + total("totalObjectErrors"), items);
    const auto type = std::string{activity.at("connectedSystemRunType").as_string()};
    // A synchronisation's references have items of their own, beside those of the objects.
    if (type.find("Synchronisation") == std::string::npos)
        EXPECT_EQ(items + total("totalUnchanged"), total("totalObjectsProcessed"))
            << json::serialize(stats);
}

}  // namespace jim::scenarios
