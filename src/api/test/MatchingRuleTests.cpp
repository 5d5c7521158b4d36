#include "api/test/SampleFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

class MatchingRuleTests : public SampleFixture {
protected:
    std::string systemPath() {
        return fmt::format("/synchronisation/connected-systems/{}", system_.id);
    }
    std::string typeList() {
        return fmt::format("{}/object-types/{}/matching-rules", systemPath(),
                           system_.objectTypes.front().id);
    }
    static std::string ruleList(std::int64_t rule) {
        return fmt::format("/synchronisation/sync-rules/{}/matching-rules", rule);
    }
    std::string body(std::string_view target, std::string_view source) {
        return fmt::format(R"({{"connectedSystemObjectTypeId":{},"metaverseObjectTypeId":{},)"
                           R"("targetMetaverseAttributeId":{},)"
                           R"("sources":[{{"connectedSystemAttributeId":{}}}]}})",
                           system_.objectTypes.front().id, metaverseType("User"),
                           metaverseAttribute(target), systemAttribute(source));
    }
    Answer add(std::string_view target = "Employee ID", std::string_view source = "id") {
        return post(systemPath() + "/matching-rules", body(target, source));
    }
    Answer switchTo(std::string_view mode) {
        return post(systemPath() + "/matching-mode", fmt::format(R"({{"mode":"{}"}})", mode));
    }
};

TEST_F(MatchingRuleTests, OfObjectTypesLiveThroughTheirLife) {
    const auto made = add();
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    const auto path = fmt::format("{}/matching-rules/{}", systemPath(), made.integer("id"));
    EXPECT_EQ(made.header("Location"), "/api/v1" + path);
    EXPECT_EQ(made.integer("order"), 0);
    EXPECT_EQ(made.text("connectedSystemObjectTypeName"), "person");
    EXPECT_EQ(made.text("metaverseObjectTypeName"), "User");
    EXPECT_EQ(made.text("targetMetaverseAttributeName"), "Employee ID");
    EXPECT_EQ(made.text("sources.0.connectedSystemAttributeName"), "id");
    EXPECT_TRUE(made.at("syncRuleId").isNull());
    EXPECT_EQ(get(path).body.serialised(), made.body.serialised());
    EXPECT_EQ(add("Display Name", "name").integer("order"), 1);

    const auto changed =
        put(path, fmt::format(R"({{"order":7,"caseSensitive":false,"sources":[)"
                              R"({{"order":0,"connectedSystemAttributeId":{}}},)"
                              R"({{"order":1,"connectedSystemAttributeId":{}}}]}})",
                              systemAttribute("name"), systemAttribute("id")));
    EXPECT_EQ(changed.status, 200) << changed.body.serialised();
    EXPECT_EQ(changed.at("sources").items()->size(), 2U);
    EXPECT_FALSE(*changed.at("caseSensitive").boolean());
    const auto list = get(typeList());
    EXPECT_EQ(list.body.items()->size(), 2U);
    EXPECT_EQ(list.integer("1.order"), 7);
    EXPECT_EQ(remove(path).status, 204);
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(get(typeList()).body.items()->size(), 1U);
    EXPECT_EQ(lastActivity("ObjectMatchingRule").text("items.0.targetName"),
              "person by Employee ID");
    EXPECT_EQ(lastActivity("ObjectMatchingRule").integer("totalCount"), 4);
}

TEST_F(MatchingRuleTests, OfSynchronisationRulesLiveThroughTheirLife) {
    const auto rule = makeRule("People");
    const auto made = post(ruleList(rule), body("Employee ID", "id"));
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    const auto path = fmt::format("{}/{}", ruleList(rule), made.integer("id"));
    EXPECT_EQ(made.integer("connectedSystemObjectTypeId"), 0);
    EXPECT_TRUE(made.at("connectedSystemObjectTypeName").isNull());
    EXPECT_EQ(made.integer("syncRuleId"), rule);
    EXPECT_EQ(get(path).body.serialised(), made.body.serialised());
    EXPECT_EQ(put(path, R"({"caseSensitive":false})").status, 200);
    EXPECT_EQ(put(path, R"({"metaverseObjectTypeId":2})").status, 400);
    EXPECT_EQ(get(ruleList(rule)).body.items()->size(), 1U);
    // It is no rule of the object type.
    EXPECT_TRUE(get(typeList()).body.items()->empty());
    EXPECT_EQ(get(fmt::format("{}/matching-rules/{}", systemPath(), made.integer("id"))).status,
              404);
    EXPECT_EQ(remove(path).status, 204);
    EXPECT_EQ(get(path).status, 404);
}

TEST_F(MatchingRuleTests, RulesThatCannotMatchAreRefused) {
    EXPECT_EQ(add("Employee ID", "age").status, 400);
    EXPECT_EQ(add("Manager", "manager").status, 400);
    EXPECT_EQ(add("Static Members", "manager").status, 400);
    EXPECT_EQ(add("No such attribute", "id").status, 404);
    EXPECT_EQ(add("Employee ID", "no such attribute").status, 404);
    const auto path = systemPath() + "/matching-rules";
    EXPECT_EQ(post(path, "{}").status, 400);
    EXPECT_EQ(post(path, R"({"connectedSystemObjectTypeId":1,"metaverseObjectTypeId":1,)"
                         R"("targetMetaverseAttributeId":1,"sources":[]})")
                  .status,
              400);
    EXPECT_EQ(post(path, R"({"connectedSystemObjectTypeId":1,"metaverseObjectTypeId":1,)"
                         R"("targetMetaverseAttributeId":1,"sources":[5]})")
                  .status,
              400);
    EXPECT_EQ(post(path, R"({"connectedSystemObjectTypeId":99,"metaverseObjectTypeId":1,)"
                         R"("targetMetaverseAttributeId":1,)"
                         R"("sources":[{"connectedSystemAttributeId":1}]})")
                  .status,
              404);
}

TEST_F(MatchingRuleTests, UnknownOwnersAndRulesAreNotFound) {
    const auto rule = makeRule("People");
    EXPECT_EQ(get("/synchronisation/connected-systems/99/object-types/1/matching-rules").status,
              404);
    EXPECT_EQ(get(systemPath() + "/object-types/99/matching-rules").status, 404);
    EXPECT_EQ(get(ruleList(99)).status, 404);
    EXPECT_EQ(post(ruleList(99)).status, 404);
    for (const auto& path : {systemPath() + "/matching-rules/99", ruleList(rule) + "/99"}) {
        EXPECT_EQ(get(path).status, 404) << path;
        EXPECT_EQ(put(path, "{}").status, 404) << path;
        EXPECT_EQ(remove(path).status, 404) << path;
    }
    EXPECT_EQ(post("/synchronisation/connected-systems/99/matching-mode", R"({"mode":"SyncRule"})")
                  .status,
              404);
    EXPECT_EQ(switchTo("Sideways").status, 400);
    EXPECT_EQ(post(systemPath() + "/matching-mode").status, 400);
}

TEST_F(MatchingRuleTests, SwitchingTheModeTakesTheRulesAlong) {
    const auto first = makeRule("First");
    const auto second = makeRule("Second");
    makeRule("Out", "Export");
    add("Employee ID", "id");
    add("Display Name", "name");

    const auto there = switchTo("SyncRule");
    EXPECT_EQ(there.status, 200) << there.body.serialised();
    EXPECT_EQ(there.text("newMode"), "SyncRule");
    EXPECT_EQ(there.integer("syncRulesUpdated"), 2);
    EXPECT_EQ(there.integer("objectTypesUpdated"), 1);
    EXPECT_EQ(there.text("objectTypeMigrations.0.connectedSystemObjectTypeName"), "person");
    EXPECT_EQ(there.integer("objectTypeMigrations.0.matchingRulesMigrated"), 2);
    EXPECT_TRUE(get(typeList()).body.items()->empty());
    for (const auto rule : {first, second}) {
        const auto list = get(ruleList(rule));
        EXPECT_EQ(list.text("0.targetMetaverseAttributeName"), "Employee ID");
        EXPECT_EQ(list.text("1.targetMetaverseAttributeName"), "Display Name");
        EXPECT_EQ(list.integer("1.order"), 1);
    }
    EXPECT_EQ(session()->connectedSystems().find(system_.id).value()->matchingMode,
              identity::connected_system::ObjectMatchingRuleMode::SyncRule);

    const auto back = switchTo("connectedsystem");
    EXPECT_EQ(back.integer("syncRulesUpdated"), 2);
    const auto list = get(typeList());
    EXPECT_EQ(list.body.items()->size(), 2U) << "those that ask the same are one again";
    EXPECT_EQ(list.text("0.targetMetaverseAttributeName"), "Employee ID");
    EXPECT_TRUE(get(ruleList(first)).body.items()->empty());
}

TEST_F(MatchingRuleTests, SwitchingToTheSameModeOnlySaysSo) {
    add();
    const auto answer = switchTo("ConnectedSystem");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.at("warnings").items()->size(), 1U);
    EXPECT_EQ(get(typeList()).body.items()->size(), 1U);
    EXPECT_EQ(lastActivity("ConnectedSystem").integer("totalCount"), 0);
}

TEST_F(MatchingRuleTests, ARuleThatNoImportRuleCanTakeStays) {
    add();
    const auto answer = switchTo("SyncRule");
    EXPECT_EQ(answer.at("warnings").items()->size(), 1U);
    EXPECT_EQ(answer.integer("syncRulesUpdated"), 0);
    EXPECT_EQ(get(typeList()).body.items()->size(), 1U);
}

}  // namespace
}  // namespace jim::api
