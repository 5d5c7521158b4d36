#include "api/test/ApiFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

using ApiTests = ApiFixture;

TEST_F(ApiTests, HealthAnswersWithoutAKey) {
    EXPECT_EQ(sendAs("", Method::Get, "/health").text("status"), "healthy");
    EXPECT_EQ(sendAs("", Method::Get, "/health/live").text("status"), "alive");
    EXPECT_EQ(sendAs("", Method::Get, "/health/ready").text("status"), "ready");
    put("/service-settings/Maintenance.IsEnabled", R"({"value":"true"})");
    const auto maintained = sendAs("", Method::Get, "/health/ready");
    EXPECT_EQ(maintained.status, 503);
    EXPECT_EQ(maintained.text("reason"), "maintenance_mode");
    const auto version = sendAs("", Method::Get, "/health/version");
    EXPECT_EQ(version.text("product"), "JIM");
    EXPECT_EQ(version.text("version"), "1.2.3");
}

TEST_F(ApiTests, PathsMatchInAnyCaseAndWrongOnesAreNotFound) {
    EXPECT_EQ(get("/HEALTH/Ready").status, 200);
    EXPECT_EQ(get("/health/").status, 200);
    EXPECT_EQ(get("/nothing").status, 404);
    EXPECT_EQ(get("/nothing").text("code"), "NOT_FOUND");
    EXPECT_EQ(get("/apikeys/not-a-guid").status, 404);
    EXPECT_EQ(get("/synchronisation/connector-definitions/one").status, 404);
    EXPECT_EQ(get("/synchronisation/connector-definitions/99999999999").status, 404);
}

TEST_F(ApiTests, AWrongMethodIsToldWhichOnesThereAre) {
    const auto answer = send(Method::Patch, "/apikeys");
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.header("Allow"), "GET, POST");
    EXPECT_EQ(answer.text("code"), "BAD_REQUEST");
    EXPECT_EQ(send(Method::Head, "/health").status, 200);
}

TEST_F(ApiTests, ConnectorDefinitionsAreListedAndFound) {
    const auto all = get("/synchronisation/connector-definitions");
    ASSERT_EQ(all.body.items()->size(), 2U);  // The other is a test's.
    EXPECT_EQ(all.text("0.name"), "JIM File Connector");
    EXPECT_FALSE(*all.at("0.inUse").boolean());
    const auto one = get("/synchronisation/connector-definitions/1");
    EXPECT_EQ(one.text("settings.0.name"), "File Path");
    EXPECT_EQ(get("/synchronisation/connector-definitions/by-name/JIM%20File%20Connector")
                  .body.serialised(),
              one.body.serialised());
    EXPECT_EQ(get("/synchronisation/connector-definitions/2").status, 404);
    EXPECT_EQ(get("/synchronisation/connector-definitions/by-name/jim").status, 404);
}

TEST_F(ApiTests, SingleSignOnIsNotConfigured) {
    const auto answer = sendAs("", Method::Get, "/auth/config");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.text("error"), "sso_not_configured");
}

TEST_F(ApiTests, BadBodiesAreRefusedInTheOneShape) {
    const auto problem = [&](std::string_view body) {
        const auto answer = post("/apikeys", body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.text("code"), "VALIDATION_ERROR") << body;
        return answer.at("validationErrors").serialised();
    };
    EXPECT_NE(problem("").find("\"name\""), std::string::npos);
    EXPECT_NE(problem("{").find("not valid JSON"), std::string::npos);
    EXPECT_NE(problem("{} x").find("not valid JSON"), std::string::npos);
    EXPECT_NE(problem("[]").find("JSON object"), std::string::npos);
    EXPECT_NE(problem(R"({"name":"a","NAME":"b"})").find("repeated"), std::string::npos);
    EXPECT_NE(problem(std::string(40, '[')).find("not valid JSON"), std::string::npos);
    const auto several = problem(R"({"name":5,"roleIds":["x",99],"expiresAt":"soon"})");
    EXPECT_NE(several.find("\"name\""), std::string::npos);
    EXPECT_NE(several.find("\"roleIds\""), std::string::npos);
    EXPECT_NE(several.find("\"expiresAt\""), std::string::npos);
    EXPECT_EQ(post("/apikeys", std::string(1024 * 1024 + 1, ' ')).status, 413);
}

TEST_F(ApiTests, AKeyLivesThroughItsLife) {
    const auto made =
        post("/apikeys", R"({"Name":"script","description":"d","roleIds":["3"],)"
                         R"("expiresAt":"2030-01-01T00:00:00Z","changeReason":"why"})");
    ASSERT_EQ(made.status, 201) << made.body.serialised();
    EXPECT_EQ(made.header("Location"), "/api/v1/apikeys/" + made.text("id"));
    const std::string key = made.text("key");
    EXPECT_TRUE(key.starts_with("jim_ak_")) << key;
    EXPECT_EQ(key.size(), 71U);
    EXPECT_EQ(sendAs(key, Method::Get, "/userinfo").status, 200);
    const std::string path = "/apikeys/" + made.text("id");
    EXPECT_EQ(get(path).text("roles.0.name"), "Reader");
    EXPECT_TRUE(get(path).at("key").isNull());

    const auto changed = put(path, R"({"name":"renamed","description":null,"expiresAt":null,)"
                                   R"("roleIds":[2],"isEnabled":false})");
    EXPECT_EQ(changed.text("name"), "renamed");
    EXPECT_TRUE(changed.at("expiresAt").isNull());
    EXPECT_EQ(changed.text("roles.0.name"), "Operator");
    EXPECT_EQ(sendAs(key, Method::Get, "/userinfo").status, 401);
    EXPECT_EQ(remove(path).status, 204);
    EXPECT_EQ(remove(path).status, 404);
    EXPECT_EQ(put(path, "{}").status, 404);

    runs::activity::ActivityFilter filter;
    filter.ascending = true;
    auto store = session();
    const auto trail = store->activityQueries().activities(filter, {0, 10});
    ASSERT_TRUE(trail);
    ASSERT_EQ(trail->items.size(), 3U);
    EXPECT_EQ(trail->items[0].changeReason, "why");
    EXPECT_EQ(trail->items[0].initiator.name, "infrastructure");
    EXPECT_EQ(trail->items[0].status, runs::activity::ActivityStatus::Complete);
    EXPECT_EQ(trail->items[2].operation, runs::activity::TargetOperation::Delete);
}

TEST_F(ApiTests, TheLastAdministratorCannotLockEverybodyOut) {
    const auto keys = get("/apikeys");
    const std::string path = "/apikeys/" + keys.text("0.id");
    EXPECT_EQ(put(path, R"({"isEnabled":false})").text("code"), "BAD_REQUEST");
    EXPECT_EQ(put(path, R"({"roleIds":[3]})").status, 400);
    EXPECT_EQ(remove(path).status, 400);
    makeKey("second", {security::Role::Administrator});
    EXPECT_EQ(remove(path).status, 204);
}

TEST_F(ApiTests, RolesAreThree) {
    const auto roles = get("/security/roles");
    ASSERT_EQ(roles.body.items()->size(), 3U);
    EXPECT_EQ(roles.text("0.name"), "Administrator");
    EXPECT_EQ(get("/security/roles/2").text("name"), "Operator");
    EXPECT_EQ(get("/security/roles/4").status, 404);
}

TEST_F(ApiTests, ServiceSettingsAreSetCheckedAndReverted) {
    const auto path = [](std::string_view key) { return fmt::format("/service-settings/{}", key); };
    EXPECT_GT(get("/service-settings").body.items()->size(), 20U);
    EXPECT_EQ(get(path("sync.pagesize")).text("effectiveValue"), "4000");
    EXPECT_EQ(get(path("Worker.StaleTaskTimeout")).status, 404);
    const auto set = put(path("Sync.PageSize"), R"({"value":"250","changeReason":"slow"})");
    EXPECT_EQ(set.text("value"), "250");
    EXPECT_TRUE(*set.at("isOverridden").boolean());
    for (const auto* bad : {R"({"value":"0"})", R"({"value":"x"})", R"({"value":5})"})
        EXPECT_EQ(put(path("Sync.PageSize"), bad).text("code"), "VALIDATION_ERROR") << bad;
    EXPECT_EQ(put(path("Runs.MaxObjectsPerSecond"), R"({"value":"500"})").text("value"), "500");
    EXPECT_EQ(put(path("Runs.MaxObjectsPerSecond"), R"({"value":"99"})").status, 400);
    EXPECT_TRUE(put(path("Runs.MaxObjectsPerSecond"), R"({"value":null})").at("value").isNull());
    const auto reverted = remove(path("Sync.PageSize"));
    EXPECT_EQ(reverted.status, 200);
    EXPECT_TRUE(reverted.at("value").isNull());
    EXPECT_EQ(reverted.text("effectiveValue"), "4000");
    EXPECT_EQ(put(path("Instance.Id"), R"({"value":"x"})").text("code"), "BAD_REQUEST");
    EXPECT_EQ(put(path("Maintenance.IsEnabled"), R"({"value":"TRUE"})").text("value"), "true");
    EXPECT_EQ(put(path("Maintenance.IsEnabled"), R"({"value":null})").text("effectiveValue"),
              "false");
    EXPECT_EQ(put(path("History.RetentionPeriod"), R"({"value":"1:00:00"})").status, 400);
    EXPECT_EQ(put(path("History.RetentionPeriod"), R"({"value":"30.00:00:00"})").text("value"),
              "30.00:00:00");
    EXPECT_EQ(put(path("ChangeTracking.SyncOutcomes.Level"), R"({"value":"none"})").text("value"),
              "None");
    EXPECT_EQ(put(path("ChangeTracking.SyncOutcomes.Level"), R"({"value":"all"})").status, 400);
    EXPECT_EQ(put(path("Instance.Name"), R"({"value":"Prod"})").text("effectiveValue"), "Prod");
}

}  // namespace
}  // namespace jim::api
