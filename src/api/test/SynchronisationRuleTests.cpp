#include "api/test/SampleFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

constexpr std::string_view kRules = "/synchronisation/sync-rules";

class SynchronisationRuleTests : public SampleFixture {
protected:
    std::string pathOf(std::int64_t rule) { return fmt::format("{}/{}", kRules, rule); }
    std::string mappingsOf(std::int64_t rule) { return pathOf(rule) + "/mappings"; }

    /// An import flow from an attribute of `person`.
    std::string flow(std::string_view target, std::string_view source) {
        return fmt::format(
            R"({{"targetMetaverseAttributeId":{},"sources":[{{"connectedSystemAttributeId":{}}}]}})",
            metaverseAttribute(target), systemAttribute(source));
    }
    std::string computed(std::string_view target, std::string_view expression) {
        return fmt::format(R"({{"targetMetaverseAttributeId":{},"sources":[{{"expression":{}}}]}})",
                           metaverseAttribute(target), Json{expression}.serialised());
    }
};

TEST_F(SynchronisationRuleTests, LiveThroughTheirLife) {
    const auto body = fmt::format(
        R"({{"name":"People","description":"d","connectedSystemId":{},)"
        R"("connectedSystemObjectTypeId":{},"metaverseObjectTypeId":{},"direction":"import",)"
        R"("projectToMetaverse":true,"changeReason":"why"}})",
        system_.id, system_.objectTypes.front().id, metaverseType("User"));
    const auto made = post(kRules, body);
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    const auto path = pathOf(made.integer("id"));
    EXPECT_EQ(made.header("Location"), "/api/v1" + path);
    EXPECT_EQ(made.text("connectedSystemName"), "HR");
    EXPECT_EQ(made.text("connectedSystemObjectTypeName"), "person");
    EXPECT_EQ(made.text("metaverseObjectTypeName"), "User");
    EXPECT_EQ(made.text("direction"), "Import");
    EXPECT_EQ(made.text("outboundDeprovisionAction"), "Disconnect");
    EXPECT_TRUE(*made.at("projectToMetaverse").boolean());
    EXPECT_TRUE(*made.at("enabled").boolean());
    EXPECT_EQ(get(path).body.serialised(), made.body.serialised());

    const auto changed = put(path, R"({"NAME":"Staff","enabled":false,"changeReason":"new"})");
    EXPECT_EQ(changed.text("name"), "Staff");
    EXPECT_EQ(changed.text("description"), "d");
    EXPECT_FALSE(*changed.at("enabled").boolean());
    EXPECT_EQ(remove(path + "?changeReason=old").status, 204);
    EXPECT_EQ(get(path).status, 404);

    const auto trail = get("/activities?targetType=SynchronisationRule");
    EXPECT_EQ(trail.integer("totalCount"), 3);
    EXPECT_EQ(trail.text("items.0.targetOperationType"), "Delete");
    EXPECT_EQ(trail.text("items.0.targetName"), "Staff");
    EXPECT_EQ(trail.text("items.0.targetContext"), "HR");
    EXPECT_EQ(get("/activities/" + trail.text("items.0.id")).text("changeReason"), "old");
    EXPECT_EQ(get("/activities/" + trail.text("items.2.id")).text("changeReason"), "why");
}

TEST_F(SynchronisationRuleTests, UnknownThingsInABodyAreInvalidInput) {
    const auto answer = post(kRules, R"({"name":"x","connectedSystemId":99,)"
                                     R"("connectedSystemObjectTypeId":99,)"
                                     R"("metaverseObjectTypeId":99,"direction":"Import"})");
    EXPECT_EQ(answer.status, 400);
    EXPECT_NE(answer.text("validationErrors.connectedSystemId.0"), "(no text)");
    EXPECT_NE(answer.text("validationErrors.metaverseObjectTypeId.0"), "(no text)");
    EXPECT_EQ(post(kRules, "{}").status, 400);
    EXPECT_EQ(
        post(kRules, fmt::format(R"({{"name":"x","connectedSystemId":{},)"
                                 R"("connectedSystemObjectTypeId":999,"metaverseObjectTypeId":1,)"
                                 R"("direction":"NotSet"}})",
                                 system_.id))
            .status,
        400);
}

TEST_F(SynchronisationRuleTests, UnknownIdsAreNotFoundOnEveryVerb) {
    EXPECT_EQ(get(pathOf(99)).status, 404);
    EXPECT_EQ(put(pathOf(99), "{}").status, 404);
    EXPECT_EQ(remove(pathOf(99)).status, 404);
    EXPECT_EQ(get(mappingsOf(99)).status, 404);
    EXPECT_EQ(post(mappingsOf(99)).status, 404);
    const auto path = mappingsOf(makeRule("People")) + "/99";
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(send(Method::Patch, path, "{}").status, 404);
    EXPECT_EQ(remove(path).status, 404);
}

TEST_F(SynchronisationRuleTests, AreListedByNameAndFiltered) {
    const auto in = makeRule("b in");
    const auto out = makeRule("a out", "Export");
    put(pathOf(in), R"({"projectToMetaverse":true})");
    put(pathOf(out), R"({"provisionToConnectedSystem":true,"enabled":false})");
    EXPECT_EQ(get(kRules).text("items.0.name"), "a out");
    const auto only = [&](std::string_view query) {
        const auto page = get(fmt::format("{}?{}", kRules, query));
        return page.integer("totalCount") == 1 ? page.text("items.0.name") : "(not one)";
    };
    EXPECT_EQ(only("directions=Import"), "b in");
    EXPECT_EQ(only("actionTypes=Provisions"), "a out");
    EXPECT_EQ(only("actionTypes=Projects"), "b in");
    EXPECT_EQ(only("statuses=disabled"), "a out");
    EXPECT_EQ(only("search=B%20I"), "b in");
    EXPECT_EQ(get(fmt::format("{}?actionTypes=FlowOnly", kRules)).integer("totalCount"), 0);
    EXPECT_EQ(
        get(fmt::format("{}?connectedSystemIds={}", kRules, system_.id)).integer("totalCount"), 2);
    EXPECT_EQ(get(fmt::format("{}?connectedSystemIds=99", kRules)).integer("totalCount"), 0);
    EXPECT_EQ(get(fmt::format("{}?directions=Sideways", kRules)).status, 400);
}

TEST_F(SynchronisationRuleTests, MappingsLiveThroughTheirLife) {
    const auto rule = makeRule("People");
    const auto made = post(mappingsOf(rule), flow("Display Name", "name"));
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    const auto path = fmt::format("{}/{}", mappingsOf(rule), made.integer("id"));
    EXPECT_EQ(made.header("Location"), "/api/v1" + path);
    EXPECT_EQ(made.text("targetMetaverseAttributeName"), "Display Name");
    EXPECT_TRUE(made.at("targetConnectedSystemAttributeId").isNull());
    EXPECT_EQ(made.text("sourceType"), "AttributeMapping");
    EXPECT_EQ(made.text("inboundValueProcessing"), "None");
    EXPECT_EQ(made.text("sources.0.connectedSystemAttributeName"), "name");
    EXPECT_EQ(made.integer("priority"), 1);
    EXPECT_EQ(get(path).body.serialised(), made.body.serialised());
    EXPECT_EQ(get(mappingsOf(rule)).body.items()->size(), 1U);

    const auto changed =
        send(Method::Patch, path,
             R"({"inboundValueProcessing":"TrimWhitespace, collapseinternalwhitespace",)"
             R"("caseNormalisation":"Title","nullIsValue":true,"enabled":false,)"
             R"("missingInputBehaviour":"FailObject"})");
    EXPECT_EQ(changed.status, 200) << changed.body.serialised();
    EXPECT_EQ(changed.text("inboundValueProcessing"), "TrimWhitespace, CollapseInternalWhitespace");
    EXPECT_EQ(changed.text("caseNormalisation"), "Title");
    EXPECT_EQ(changed.text("sources.0.missingInputBehaviour"), "FailObject");
    EXPECT_FALSE(*changed.at("enabled").boolean());
    EXPECT_EQ(remove(path).status, 204);
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(get("/activities?targetType=SynchronisationRule").integer("totalCount"), 4);
}

TEST_F(SynchronisationRuleTests, LaterMappingsToTheSameAttributeComeAfterEarlierOnes) {
    const auto first = makeRule("First");
    const auto second = makeRule("Second");
    EXPECT_EQ(post(mappingsOf(first), flow("Display Name", "name")).integer("priority"), 1);
    EXPECT_EQ(post(mappingsOf(second), flow("Display Name", "name")).integer("priority"), 2);
    EXPECT_EQ(post(mappingsOf(second), flow("Description", "name")).integer("priority"), 1);
}

TEST_F(SynchronisationRuleTests, ExpressionsAreCheckedWhenTheyAreSaved) {
    const auto rule = makeRule("People");
    const auto made =
        post(mappingsOf(rule), computed("Display Name", R"(Upper(cs["name"]) + "!")"));
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    EXPECT_EQ(made.text("sourceType"), "ExpressionMapping");
    EXPECT_EQ(made.text("sources.0.expression"), R"(Upper(cs["name"]) + "!")");

    const auto wrong = post(mappingsOf(rule), computed("Display Name", R"(Upper(cs["nope"]))"));
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.text("code"), "VALIDATION_ERROR");
    EXPECT_NE(wrong.body.serialised().find("olumn 7"), std::string::npos)
        << wrong.body.serialised();

    const auto path = fmt::format("{}/{}", mappingsOf(rule), made.integer("id"));
    EXPECT_EQ(send(Method::Patch, path, R"({"expression":"1 +"})").status, 400);
    EXPECT_EQ(send(Method::Patch, path, R"({"expression":"\"x\""})").text("sources.0.expression"),
              "\"x\"");
}

TEST_F(SynchronisationRuleTests, FlowsThatCannotBeAreRefused) {
    const auto rule = makeRule("People");
    const auto refusal = [&](std::string_view body) {
        const auto answer = post(mappingsOf(rule), body);
        EXPECT_EQ(answer.status, 400) << body;
        return answer.text("message");
    };
    EXPECT_NE(refusal(flow("Display Name", "age")).find("Number"), std::string::npos);
    EXPECT_NE(refusal(computed("Manager", R"("x")")).find("reference"), std::string::npos);
    EXPECT_NE(refusal(computed("Display Name", R"(cs["skills"])")), "");
    refusal(R"({"sources":[]})");
    refusal(fmt::format(R"({{"targetMetaverseAttributeId":{},"sources":["x"]}})",
                        metaverseAttribute("Display Name")));
    refusal(fmt::format(R"({{"targetMetaverseAttributeId":{},"initialExportOnly":true,)"
                        R"("sources":[{{"connectedSystemAttributeId":{}}}]}})",
                        metaverseAttribute("Display Name"), systemAttribute("name")));
    refusal(fmt::format(R"({{"targetMetaverseAttributeId":{},"sources":[{{"expression":"1",)"
                        R"("connectedSystemAttributeId":{}}}]}})",
                        metaverseAttribute("Display Name"), systemAttribute("name")));
    refusal(fmt::format(R"({{"targetMetaverseAttributeId":{},"inboundValueProcessing":"Wash",)"
                        R"("sources":[{{"metaverseAttributeId":1}}]}})",
                        metaverseAttribute("Display Name")));
    // Static Members is an attribute of groups.
    EXPECT_NE(refusal(flow("Static Members", "manager")).find("User"), std::string::npos);
}

TEST_F(SynchronisationRuleTests, FlowsOfUnknownAttributesAreNotFound) {
    const auto rule = makeRule("People");
    EXPECT_EQ(post(mappingsOf(rule), R"({"targetMetaverseAttributeId":9999,)"
                                     R"("sources":[{"expression":"1"}]})")
                  .status,
              404);
    EXPECT_EQ(
        post(mappingsOf(rule), fmt::format(R"({{"targetMetaverseAttributeId":{},)"
                                           R"("sources":[{{"connectedSystemAttributeId":9999}}]}})",
                                           metaverseAttribute("Display Name")))
            .status,
        404);
}

TEST_F(SynchronisationRuleTests, ExportFlowsGoTheOtherWay) {
    const auto rule = makeRule("Out", "Export");
    const auto made =
        post(mappingsOf(rule),
             fmt::format(R"({{"targetConnectedSystemAttributeId":{},"initialExportOnly":true,)"
                         R"("sources":[{{"metaverseAttributeId":{}}}]}})",
                         systemAttribute("name"), metaverseAttribute("Display Name")));
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    EXPECT_EQ(made.text("targetConnectedSystemAttributeName"), "name");
    EXPECT_EQ(made.text("sources.0.metaverseAttributeName"), "Display Name");
    EXPECT_EQ(made.integer("priority"), 0);
    const auto path = fmt::format("{}/{}", mappingsOf(rule), made.integer("id"));
    EXPECT_EQ(send(Method::Patch, path, R"({"nullIsValue":true})").status, 400);
    EXPECT_EQ(send(Method::Patch, path, R"({"expression":"1"})").status, 400);
    EXPECT_EQ(post(mappingsOf(rule), flow("Display Name", "name")).status, 400);
}

TEST_F(SynchronisationRuleTests, ABrokenMappingCanStillBeDisabled) {
    const auto rule = makeRule("People");
    const auto made = post(mappingsOf(rule), flow("Display Name", "name"));
    const auto path = fmt::format("{}/{}", mappingsOf(rule), made.integer("id"));
    system_.objectTypes.front().attributes[1].type = identity::schema::AttributeType::Number;
    write([&](auto& session) { return session.connectedSystems().save(system_); });
    EXPECT_EQ(send(Method::Patch, path, R"({"nullIsValue":true})").status, 400);
    EXPECT_EQ(send(Method::Patch, path, R"({"enabled":false})").status, 200);
}

TEST_F(SynchronisationRuleTests, OnlyAdministratorsChangeThem) {
    const auto runner = makeKey("operator", {security::Role::Operator});
    EXPECT_EQ(sendAs(runner, Method::Get, kRules).status, 200);
    EXPECT_EQ(sendAs(runner, Method::Post, kRules, "{}").status, 403);
}

TEST_F(SynchronisationRuleTests, ExpressionsCanBeTried) {
    const auto tryIt = [&](std::string_view body) {
        return post("/synchronisation/expressions/test", body);
    };
    const auto good =
        tryIt(R"-({"expression":"Upper(mv[\"Name\"])","mvAttributes":{"Name":"ann"}})-");
    EXPECT_TRUE(*good.at("isValid").boolean());
    EXPECT_EQ(good.text("resultType"), "Text");
    EXPECT_EQ(good.text("result"), "ANN");
    EXPECT_EQ(tryIt(R"({"expression":"cs[\"n\"] + 1","csAttributes":{"n":41}})").text("result"),
              "42");
    EXPECT_EQ(tryIt(R"({"expression":"cs[\"n\"]","csAttributes":{"n":1.5}})").text("result"),
              "1.5");
    EXPECT_EQ(tryIt(R"({"expression":"cs[\"n\"]","csAttributes":{"n":true}})").text("result"),
              "true");
    EXPECT_EQ(tryIt(R"({"expression":"cs[\"n\"]","csAttributes":{"n":["b","a"]}})")
                  .at("result")
                  .items()
                  ->size(),
              2U);
    EXPECT_TRUE(
        tryIt(R"({"expression":"cs[\"n\"]","csAttributes":{"n":null}})").at("result").isNull());
    const auto bad = tryIt(R"({"expression":"Upper("})");
    EXPECT_EQ(bad.status, 200);
    EXPECT_FALSE(*bad.at("isValid").boolean());
    EXPECT_NE(bad.text("errorMessage").find("olumn"), std::string::npos);
    EXPECT_EQ(tryIt(R"({"expression":"1","csAttributes":{"n":{}}})").status, 400);
    EXPECT_EQ(tryIt(R"({"expression":"1","csAttributes":{"n":["a",1]}})").status, 400);
    EXPECT_EQ(tryIt("{}").status, 400);
}

}  // namespace
}  // namespace jim::api
