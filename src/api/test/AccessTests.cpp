#include "api/test/ApiFixture.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

using operation::Level;
using security::Role;

class AccessTests : public ApiFixture {
protected:
    AccessTests() {
        readerKey_ = makeKey("reader", {Role::Reader});
        operatorKey_ = makeKey("operator", {Role::Operator});
        plainKey_ = makeKey("plain", {});
    }

    /// Rate limits are another test's.
    void liftLimits() {
        ASSERT_EQ(
            put("/service-settings/Security.RateLimiting.Enabled", R"({"value":"false"})").status,
            200);
    }

    /// The path of a route with values in it.
    static std::string concrete(std::string_view path) {
        std::string out;
        while (!path.empty()) {
            const auto open = path.find('{');
            out += path.substr(0, open);
            if (open == std::string_view::npos) break;
            const auto close = path.find('}', open);
            const auto name = path.substr(open, close - open);
            if (name.ends_with(":int"))
                out += "999999";
            else if (name.ends_with(":guid"))
                out += "00000000-0000-0000-0000-000000000001";
            else
                out += "nothing";
            path.remove_prefix(close + 1);
        }
        return out;
    }

    std::string readerKey_;
    std::string operatorKey_;
    std::string plainKey_;
};

TEST_F(AccessTests, EveryRouteRefusesWhoeverMayNotCallIt) {
    liftLimits();
    const std::string revoked = makeKey("revoked", {Role::Administrator});
    const auto keys = get("/apikeys");
    for (const auto& key : *keys.body.items())
        if (*key.find("name")->text() == "revoked")
            EXPECT_EQ(remove("/apikeys/" + *key.find("id")->text()).status, 204);

    for (const auto& route : allRoutes()) {
        const auto path = concrete(route.path);
        const auto label = fmt::format("{} {}", toText(route.method), path);
        EXPECT_EQ(sendAs(revoked, route.method, path).status, 401) << label;
        if (route.access.level() == Level::Anonymous) continue;
        const auto nobody = sendAs("", route.method, path);
        EXPECT_EQ(nobody.status, 401) << label;
        EXPECT_EQ(nobody.text("code"), "UNAUTHORISED") << label;
        EXPECT_EQ(nobody.text("error"), "Unauthorized") << label;
        if (route.access.level() > Level::User) {
            EXPECT_EQ(sendAs(plainKey_, route.method, path).status, 403) << label;
        }
        if (route.access.level() > Level::Reader) {
            const auto reader = sendAs(readerKey_, route.method, path);
            EXPECT_EQ(reader.status, 403) << label;
            EXPECT_EQ(reader.text("code"), "FORBIDDEN") << label;
        }
        if (route.access.level() > Level::Operator) {
            EXPECT_EQ(sendAs(operatorKey_, route.method, path).status, 403) << label;
        }
    }
}

TEST_F(AccessTests, OnlyReadingIsOpenToReaders) {
    for (const auto& route : allRoutes()) {
        // Trying an expression is a POST because of its body; it writes nothing. A ticket lets its
        // reader read.
        if (route.method == Method::Get || route.path == "/synchronisation/expressions/test" ||
            route.path == "/progress/tickets")
            continue;
        EXPECT_GE(route.access.level(), Level::Operator)
            << toText(route.method) << ' ' << route.path;
    }
}

TEST_F(AccessTests, AnInvalidKeyIsRefusedEvenWhereNoneIsNeeded) {
    EXPECT_EQ(sendAs("", Method::Get, "/health").status, 200);
    const auto refused = sendAs("jim_ak_wrong", Method::Get, "/health");
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.text("error"), "Unauthorized");
    EXPECT_EQ(sendAs("jim_ak_wrong", Method::Get, "/no/such/path").status, 401);
    EXPECT_EQ(sendAs(std::string(5000, 'x'), Method::Get, "/health").status, 401);
}

TEST_F(AccessTests, AKeyStopsWithinFiveSecondsOfItsExpiryOrRevocation) {
    const std::string key = makeKey("brief", {Role::Reader});
    EXPECT_EQ(sendAs(key, Method::Get, "/userinfo").status, 200);
    auto store = session();
    auto found = store->apiKeys().findByHash(security::hashOf(base::Secret{key}));
    ASSERT_TRUE(found && *found);
    (*found)->enabled = false;
    ASSERT_TRUE(store->apiKeys().save(**found));
    clock_.advance(std::chrono::seconds{5});
    EXPECT_EQ(sendAs(key, Method::Get, "/userinfo").status, 401);

    const std::string other = makeKey("other", {Role::Reader});
    EXPECT_EQ(sendAs(other, Method::Get, "/userinfo").status, 200);
    found = store->apiKeys().findByHash(security::hashOf(base::Secret{other}));
    (*found)->expires = clock_.now() + std::chrono::seconds{1};
    ASSERT_TRUE(store->apiKeys().save(**found));
    clock_.advance(std::chrono::seconds{5});
    EXPECT_EQ(sendAs(other, Method::Get, "/userinfo").status, 401);
}

TEST_F(AccessTests, RequestsAreCountedForEachKeyOverASlidingMinute) {
    ASSERT_EQ(put("/service-settings/Security.RateLimiting.AuthenticatedRequestsPerMinute",
                  R"({"value":"3"})")
                  .status,
              200);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(sendAs(readerKey_, Method::Get, "/userinfo").status, 200);
    clock_.advance(std::chrono::seconds{20});
    const auto refused = sendAs(readerKey_, Method::Get, "/userinfo");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.text("code"), "TOO_MANY_REQUESTS");
    EXPECT_EQ(refused.header("Retry-After"), "40");
    EXPECT_EQ(sendAs(readerKey_, Method::Get, "/health").status, 200);
    EXPECT_EQ(sendAs(operatorKey_, Method::Get, "/userinfo").status, 200);
    EXPECT_EQ(get("/userinfo").status, 200) << "the infrastructure key has no limit";
    clock_.advance(std::chrono::seconds{40});
    EXPECT_EQ(sendAs(readerKey_, Method::Get, "/userinfo").status, 200);
}

TEST_F(AccessTests, StrangersAreCountedByAddressAndMinute) {
    clock_.advance(std::chrono::seconds{60});
    for (int i = 0; i < 30; ++i) EXPECT_EQ(sendAs("", Method::Get, "/userinfo").status, 401);
    clock_.advance(std::chrono::seconds{50});
    const auto refused = sendAs("", Method::Get, "/userinfo");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("Retry-After"), "10");
    EXPECT_EQ(sendAs("guess", Method::Get, "/userinfo").status, 429) << "guessing keys counts too";
    EXPECT_EQ(sendAs("", Method::Get, "/health/live").status, 200);
    clock_.advance(std::chrono::seconds{10});
    EXPECT_EQ(sendAs("", Method::Get, "/userinfo").status, 401);
}

TEST_F(AccessTests, UseOfAKeyShowsAtOnceAndIsWrittenTogether) {
    const auto use = [&] {
        for (const auto& key : *get("/apikeys").body.items())
            if (*key.find("name")->text() == "reader") return *key.find("lastUsedFromIp");
        return Json{};
    };
    EXPECT_TRUE(use().isNull());
    EXPECT_EQ(sendAs(readerKey_, Method::Get, "/userinfo").status, 200);
    ASSERT_NE(use().text(), nullptr);
    EXPECT_EQ(*use().text(), "192.0.2.1");
    const auto hash = security::hashOf(base::Secret{readerKey_});
    EXPECT_FALSE((**session()->apiKeys().findByHash(hash)).lastUsed);
    ASSERT_TRUE(api_->keepKeyUses());
    EXPECT_EQ((**session()->apiKeys().findByHash(hash)).lastUsed, clock_.now());
    EXPECT_TRUE(api_->keepKeyUses());
}

TEST_F(AccessTests, UserInfoSaysWhoIsAsking) {
    const auto reader = sendAs(readerKey_, Method::Get, "/userinfo");
    EXPECT_EQ(reader.text("name"), "reader");
    EXPECT_EQ(reader.text("roles.0"), "User");
    EXPECT_EQ(reader.text("roles.1"), "Reader");
    EXPECT_FALSE(*reader.at("isAdministrator").boolean());
    EXPECT_TRUE(*get("/userinfo").at("isAdministrator").boolean());
    EXPECT_FALSE(*reader.at("authorised").boolean());
}

}  // namespace
}  // namespace jim::api
