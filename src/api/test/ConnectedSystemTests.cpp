#include "api/test/ApiFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

constexpr std::string_view kPeople =
    "id,name,department,password\n1,Ann,IT,x\n2,Bob,HR,y\n3,Cy,IT,z\n";

class ConnectedSystemTests : public ApiFixture {
protected:
    static constexpr auto kSystems = "/synchronisation/connected-systems";

    static std::string path(std::int64_t id, std::string_view rest = {}) {
        return fmt::format("{}/{}{}", kSystems, id, rest);
    }
    std::int32_t settingId(std::string_view name) {
        for (const auto& setting : connectors_.find(1)->definition().settings)
            if (setting.name == name) return setting.id;
        return 0;
    }
    std::int64_t attributeId(const Answer& type, std::string_view name) {
        for (const auto& attribute : *type.at("attributes").items())
            if (*attribute.find("name")->text() == name) return *attribute.find("id")->integer();
        return 0;
    }
};

TEST_F(ConnectedSystemTests, ASystemLivesThroughItsLife) {
    const auto made = post(kSystems, R"({"name":"HR","description":"people",)"
                                     R"("connectorDefinitionId":1,"changeReason":"new"})");
    ASSERT_EQ(made.status, 201) << made.body.serialised();
    const auto id = made.integer("id");
    EXPECT_EQ(made.header("Location"), "/api/v1" + path(id));
    EXPECT_EQ(made.text("connector.name"), "JIM File Connector");
    EXPECT_FALSE(*made.at("settingValuesValid").boolean());
    EXPECT_EQ(post(kSystems, R"({"name":"hr","connectorDefinitionId":1})").text("code"),
              "CONFLICT");

    const auto list = get(kSystems);
    EXPECT_EQ(list.integer("totalCount"), 1);
    EXPECT_EQ(list.text("items.0.name"), "HR");
    EXPECT_TRUE(*get("/synchronisation/connector-definitions").at("0.inUse").boolean());

    const auto changed =
        put(path(id), R"({"name":"HR 2","description":"","maxExportParallelism":"4",)"
                      R"("initialPasswordTimeToLive":"7.00:00:00","requireSecureTransport":true,)"
                      R"("unresolvedReferenceHandling":"warn"})");
    EXPECT_EQ(changed.text("name"), "HR 2");
    EXPECT_EQ(changed.integer("maxExportParallelism"), 4);
    EXPECT_EQ(changed.text("initialPasswordTimeToLive"), "7.00:00:00");
    EXPECT_EQ(changed.text("unresolvedReferenceHandling"), "Warn");
    EXPECT_TRUE(changed.at("description").isNull());

    const auto preview = get(path(id, "/deletion-preview"));
    EXPECT_EQ(preview.integer("connectedSystemObjectCount"), 0);
    EXPECT_EQ(preview.integer("activityCount"), 0);
    EXPECT_EQ(get(path(id, "/capabilities")).text("0.value"), "True");
    EXPECT_EQ(get(path(id, "/partitions")).body.items()->size(), 0U);
    for (const auto* place : {"/partitions/1", "/containers/1"}) {
        const auto unknown = put(path(id, place), R"({"Selected":true})");
        EXPECT_EQ(unknown.status, 404);
        EXPECT_EQ(unknown.text("code"), "NOT_FOUND");
        EXPECT_EQ(put(path(id, place), R"({"selected":1})").status, 400);
    }
    const auto both =
        put(path(id, "/containers/1"), R"({"selected":true,"excluded":true,"scope":"Everything"})");
    EXPECT_EQ(both.status, 400);
    EXPECT_FALSE(both.at("validationErrors.excluded").isNull());
    EXPECT_FALSE(both.at("validationErrors.scope").isNull());
    EXPECT_EQ(post(path(id, "/import-hierarchy")).status, 400);
    EXPECT_EQ(post(path(id, "/clear")).status, 200);
    const auto gone = remove(path(id));
    EXPECT_EQ(gone.text("outcome"), "CompletedImmediately");
    EXPECT_EQ(get(path(id)).status, 404);
    EXPECT_EQ(remove(path(id)).status, 404);
}

TEST_F(ConnectedSystemTests, WrongValuesAreNamed) {
    const auto made = post(kSystems, R"({"name":"","connectorDefinitionId":9})");
    EXPECT_EQ(made.status, 400);
    EXPECT_FALSE(made.at("validationErrors.name").isNull());
    EXPECT_FALSE(made.at("validationErrors.connectorDefinitionId").isNull());
    const auto id = post(kSystems, R"({"name":"A","connectorDefinitionId":1})").integer("id");
    const auto wrong = put(path(id), R"({"name":" ","maxExportParallelism":17,)"
                                     R"("unresolvedReferenceHandling":1,)"
                                     R"("initialPasswordTimeToLive":"long"})");
    EXPECT_EQ(wrong.at("validationErrors").members()->size(), 4U) << wrong.body.serialised();
    EXPECT_EQ(
        get(fmt::format("{}?page=2&pageSize=1", kSystems)).body.find("items")->items()->size(), 0U);
    EXPECT_EQ(get(fmt::format("{}?page=x", kSystems)).status, 400);
    EXPECT_EQ(get(fmt::format("{}?page=10001&pageSize=100", kSystems)).status, 200);
    EXPECT_EQ(get(fmt::format("{}?page=10003&pageSize=100", kSystems)).status, 400);
    EXPECT_EQ(get(fmt::format("{}?sortDirection=down", kSystems)).status, 400);
    EXPECT_EQ(get(fmt::format("{}?pageSize=1000&page=0", kSystems)).integer("pageSize"), 100);
    EXPECT_EQ(get(fmt::format("{}?filter=name:eq:a", kSystems)).integer("totalCount"), 1);
}

TEST_F(ConnectedSystemTests, SettingsAreValidatedAsAWhole) {
    const auto id = post(kSystems, R"({"name":"A","connectorDefinitionId":1})").integer("id");
    const auto set = [&](std::string_view name, std::string_view value) {
        return put(path(id), fmt::format(R"({{"settingValues":{{"{}":{{"stringValue":"{}"}}}}}})",
                                         settingId(name), value));
    };
    const auto missing = set("Object Type", "person");
    EXPECT_EQ(missing.status, 400);
    EXPECT_FALSE(missing.at("validationErrors").find("File Path") == nullptr);
    EXPECT_EQ(put(path(id), R"({"settingValues":{"5":7}})").status, 400);
    EXPECT_EQ(put(path(id), R"({"settingValues":[]})").status, 400);

    const auto file = writeFile("people.csv", kPeople);
    const auto body = fmt::format(
        R"({{"settingValues":{{"{}":{{"stringValue":"{}"}},"{}":{{"stringValue":"person"}},)"
        R"("{}":null,"999":{{"stringValue":"ignored"}}}}}})",
        settingId("File Path"), file, settingId("Object Type"), settingId("Mode"));
    const auto valid = put(path(id), body);
    ASSERT_EQ(valid.status, 200) << valid.body.serialised();
    EXPECT_TRUE(*valid.at("settingValuesValid").boolean());
    EXPECT_EQ(set("File Path", "/no/such/file.csv").status, 400);
    EXPECT_EQ(set("Mode", "Sideways").status, 400);
}

TEST_F(ConnectedSystemTests, TheSchemaIsImportedPreviewedAndKept) {
    const auto id = makeSystem("HR", kPeople);
    const auto system = get(path(id));
    ASSERT_EQ(system.at("objectTypes").items()->size(), 1U);
    const auto type = system.integer("objectTypes.0.id");
    EXPECT_EQ(post(path(id, "/import-schema/preview")).at("hasChanges").serialised(), "false");

    writeFile("HR.csv", "id,name,team,password\n1,Ann,IT,x\n");
    const auto preview = post(path(id, "/import-schema/preview"));
    EXPECT_EQ(preview.at("addedAttributes").serialised(), R"({"person":["team"]})");
    EXPECT_EQ(preview.at("removedAttributes").serialised(), R"({"person":["department"]})");
    EXPECT_TRUE(*preview.at("hasRemovalsOrDefinitionChanges").boolean());
    const auto again = post(path(id, "/import-schema"), "");
    EXPECT_EQ(again.integer("objectTypes.0.id"), type);
    EXPECT_EQ(again.integer("objectTypes.0.attributeCount"), 4);
    EXPECT_EQ(
        post(path(id, "/import-schema"), R"({"disableDependents":true,"removeDependents":true})")
            .status,
        400);

    std::filesystem::remove(folder_ / "HR.csv");
    const auto failed = post(path(id, "/import-schema"));
    EXPECT_EQ(failed.status, 400);
    EXPECT_TRUE(failed.text("message").starts_with("Schema import failed: "))
        << failed.text("message");
}

TEST_F(ConnectedSystemTests, AnImportDoesNotTakeAwayWhatRulesNeed) {
    const auto id = makeSystem("HR", kPeople);
    const auto type = get(path(id, "/object-types"));
    synchronisation::rule::SynchronisationRule rule;
    rule.name = "in";
    rule.systemId = static_cast<std::int32_t>(id);
    rule.objectTypeId = static_cast<std::int32_t>(type.integer("0.id"));
    rule.metaverseObjectTypeId = 1;
    rule.direction = synchronisation::rule::Direction::Import;
    synchronisation::rule::Mapping mapping;
    mapping.target = 1;
    mapping.sources.emplace_back();
    mapping.sources[0].attribute =
        static_cast<std::int32_t>(attributeId({200, type.at("0")}, "department"));
    rule.mappings.push_back(mapping);
    ASSERT_TRUE(session()->rules().save(rule));

    writeFile("HR.csv", "id,name\n1,Ann\n");
    EXPECT_EQ(post(path(id, "/import-schema/preview")).at("attributesInUse").serialised(),
              R"({"person":["department"]})");
    const auto refused = post(path(id, "/import-schema"));
    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.text("message").find("person.department"), std::string::npos);
    EXPECT_EQ(post(path(id, "/import-schema"), R"({"removeDependents":true})").status, 200);
    const auto rules = session()->rules().rules();
    ASSERT_TRUE(rules);
    EXPECT_TRUE(rules->front().mappings.empty());
}

TEST_F(ConnectedSystemTests, ObjectTypesAndAttributesAreSelected) {
    const auto id = makeSystem("HR", kPeople);
    const auto types = get(path(id, "/object-types"));
    const auto typePath = path(id, fmt::format("/object-types/{}", types.integer("0.id")));
    const auto type = get(typePath);
    EXPECT_EQ(type.text("name"), "person");
    const auto attribute = [&](std::string_view name) {
        return fmt::format("{}/attributes/{}", typePath, attributeId(type, name));
    };
    EXPECT_EQ(put(typePath, R"({"selected":false})").at("selected").serialised(), "false");
    EXPECT_EQ(put(typePath, R"({"selected":"x"})").status, 400);

    const auto moved = put(attribute("name"), R"({"isExternalId":true})");
    EXPECT_TRUE(*moved.at("isExternalId").boolean());
    EXPECT_TRUE(*moved.at("selected").boolean());
    EXPECT_FALSE(*put(attribute("id"), "{}").at("isExternalId").boolean());
    EXPECT_EQ(put(attribute("name"), R"({"selected":false})").text("code"), "BAD_REQUEST");
    EXPECT_EQ(put(attribute("name"), R"({"isSecondaryExternalId":true})").status, 400);
    const auto locked = put(attribute("password"), R"({"selected":true})");
    EXPECT_EQ(locked.status, 400);
    EXPECT_TRUE(*put(attribute("password"), "{}").at("selectionLocked").boolean());

    const auto typed = put(attribute("department"), R"({"type":"boolean"})");
    EXPECT_EQ(typed.text("type"), "Boolean");
    EXPECT_TRUE(*typed.at("typeSetByAdministrator").boolean());
    EXPECT_EQ(put(attribute("department"), R"({"isExternalId":true})").status, 400);
    EXPECT_EQ(put(attribute("department"), R"({"type":"NotSet"})").status, 400);
    EXPECT_EQ(put(attribute("department"), R"({"type":7})").status, 400);
    EXPECT_EQ(put(typePath + "/attributes/999999", "{}").status, 404);
    EXPECT_EQ(get(path(id, "/object-types/999999")).status, 404);
}

TEST_F(ConnectedSystemTests, ManyAttributesAreChangedAtOnce) {
    const auto id = makeSystem("HR", kPeople);
    const auto types = get(path(id, "/object-types"));
    const auto all = path(id, fmt::format("/object-types/{}/attributes", types.integer("0.id")));
    const Answer type{200, types.at("0")};
    const auto body = fmt::format(
        R"({{"attributes":{{"{}":{{"selected":false}},"{}":{{"selected":false}},"77":{{}}}}}})",
        attributeId(type, "id"), attributeId(type, "department"));
    const auto answer = put(all, body);
    ASSERT_EQ(answer.status, 200) << answer.body.serialised();
    EXPECT_EQ(answer.integer("updatedCount"), 1);
    EXPECT_EQ(answer.at("errors").items()->size(), 2U);
    const auto activity = session()->activities().find(*base::parseGuid(answer.text("activityId")));
    ASSERT_TRUE(activity && *activity);
    EXPECT_EQ((**activity).status, runs::activity::ActivityStatus::CompleteWithWarning);
    EXPECT_EQ(put(all, R"({"attributes":{}})").status, 400);
    EXPECT_EQ(put(all, "{}").status, 400);
    EXPECT_EQ(put(all, R"({"attributes":{"x":{},"1":{"type":"Text"}}})").status, 400);
    const auto none = put(all, fmt::format(R"({{"attributes":{{"{}":{{"selected":true}}}}}})",
                                           attributeId(type, "department")));
    EXPECT_TRUE(none.at("errors").isNull());
}

TEST_F(ConnectedSystemTests, RunProfilesAreMadeChangedAndExecuted) {
    const auto id = makeSystem("HR", kPeople);
    const auto profiles = path(id, "/run-profiles");
    const auto made =
        post(profiles, R"({"name":"Full import","runType":"fullimport",)"
                       R"("filePath":"/tmp/x.csv","verifyImportContentHashes":true})");
    ASSERT_EQ(made.status, 201) << made.body.serialised();
    EXPECT_EQ(made.header("Location"), "/api/v1" + profiles);
    EXPECT_EQ(made.integer("pageSize"), 100);
    EXPECT_EQ(get(profiles).text("0.runType"), "FullImport");
    for (const auto* wrong :
         {R"({"name":"x"})", R"({"name":"x","runType":"NotSet"})", R"({"name":"x","runType":1})",
          R"({"name":"x","runType":"DeltaImport"})", R"({"runType":"Export"})",
          R"({"name":"x","runType":"Export","pageSize":0})",
          R"({"name":"x","runType":"Export","partitionId":1})",
          R"({"name":"x","runType":"Export","filePath":"relative.csv"})",
          R"({"name":"x","runType":"Export","verifyImportContentHashes":true})",
          R"({"name":"x","runType":"Export","restartsAfterLostWorker":11})",
          R"({"name":"x","runType":"Export","restartsAfterLostWorker":-1})"})
        EXPECT_EQ(post(profiles, wrong).status, 400) << wrong;
    EXPECT_EQ(post(profiles, R"({"name":"FULL IMPORT","runType":"Export"})").status, 409);

    const auto one = fmt::format("{}/{}", profiles, made.integer("id"));
    EXPECT_EQ(made.integer("restartsAfterLostWorker"), 0);
    const auto changed =
        put(one, R"({"name":"Import","filePath":null,"pageSize":5,"restartsAfterLostWorker":10})");
    EXPECT_EQ(changed.integer("restartsAfterLostWorker"), 10);
    EXPECT_TRUE(changed.at("filePath").isNull());
    EXPECT_EQ(changed.text("name"), "Import");
    EXPECT_EQ(put(profiles + "/999", "{}").status, 404);
    EXPECT_EQ(post(profiles + "/999/execute").status, 404);

    const auto started = post(one + "/execute?allowDeletions=true", "");
    ASSERT_EQ(started.status, 202) << started.body.serialised();
    auto store = session();
    const auto task = store->queueQueries().task(*base::parseGuid(started.text("taskId")));
    ASSERT_TRUE(task && *task);
    EXPECT_TRUE((**task).allowDeletions);
    EXPECT_EQ((**task).initiator.name, "infrastructure");
    EXPECT_EQ(post(one + "/execute?allowDeletions=perhaps").status, 400);
    const auto urgent = post(one + "/execute?priority=High", "");
    EXPECT_EQ(get("/worker-tasks/" + urgent.text("taskId")).text("priority"), "High");
    ASSERT_TRUE(runs_->cancel(*base::parseGuid(urgent.text("activityId"))));
    EXPECT_EQ(post(one + "/execute?priority=Urgent").status, 400);
    EXPECT_EQ(remove(one).text("code"), "BAD_REQUEST") << "its run is queued";
    ASSERT_TRUE(runs_->cancel(*base::parseGuid(started.text("activityId"))));
    EXPECT_EQ(remove(one).status, 204);
    EXPECT_EQ(remove(one).status, 404);
}

TEST_F(ConnectedSystemTests, UnknownSystemsAreNotFoundOnEveryRoute) {
    for (const auto& route : allRoutes()) {
        if (route.path.find("{cs:int}") == std::string_view::npos) continue;
        std::string target{route.path};
        for (auto at = target.find('{'); at != std::string::npos; at = target.find('{')) {
            const auto close = target.find('}', at);
            const bool guid = target.substr(at, close - at).ends_with(":guid");
            const bool integer = target.substr(at, close - at).ends_with(":int");
            target.replace(at, close - at + 1,
                           guid      ? "00000000-0000-0000-0000-000000000001"
                           : integer ? "424242"
                                     : "name");
        }
        const std::string_view body = route.path.ends_with("/attributes")
                                          ? R"({"attributes":{"1":{}}})"
                                          : R"({"mode":"SyncRule"})";
        const auto answer = send(route.method, target, body);
        const bool reads = route.method == Method::Get || route.method == Method::Delete;
        if (reads || route.body.find('!') == std::string_view::npos)
            EXPECT_EQ(answer.status, 404) << toText(route.method) << ' ' << target;
    }
}

}  // namespace
}  // namespace jim::api
