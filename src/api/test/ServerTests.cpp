#include "api/test/ApiFixture.hpp"
#include "transport/http/Client.hpp"
#include "transport/http/test/RunningServer.hpp"

namespace jim::api {
namespace {

/// The API behind the real server, as a client meets it.
class ServerTests : public ApiFixture {
protected:
    transport::http::RunningServer server_{
        [this](transport::http::Request&& request, transport::http::Responder respond) {
            api_->handle(std::move(request), std::move(respond));
        }};
    transport::http::Client client_{server_.url()};
};

TEST_F(ServerTests, ClientsGetAnswersHeadersAndErrors) {
    const auto health = client_.send(Method::Get, "/api/v1/health");
    ASSERT_TRUE(health);
    EXPECT_EQ(health->status, 200);
    EXPECT_EQ(health->findHeader("api-supported-versions"), "1.0");
    const auto list = client_.send(Method::Get, "/api/v1/apikeys", {{"x-api-key", key_}});
    ASSERT_TRUE(list);
    EXPECT_EQ(list->status, 200);
    EXPECT_EQ(client_.send(Method::Get, "/api/v1/apikeys")->status, 401);
    EXPECT_EQ(client_.send(Method::Get, "/")->status, 404);
    const auto head = client_.send(Method::Head, "/api/v1/health");
    ASSERT_TRUE(head);
    EXPECT_EQ(head->status, 200);
    EXPECT_TRUE(head->body.empty());
    const auto page = client_.send(Method::Get, "/api/v1/docs");
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->contentType.starts_with("text/html")) << page->contentType;
    EXPECT_TRUE(client_.send(Method::Get, "/api/v1/openapi.json")->body.starts_with("{"));
}

TEST_F(ServerTests, NamesWithDotsBlanksAndSlashesReachTheirRoute) {
    const transport::http::Headers headers{{"X-API-Key", key_}};
    EXPECT_EQ(client_.send(Method::Get, "/api/v1/service-settings/Sync.PageSize", headers)->status,
              200);
    EXPECT_EQ(client_
                  .send(Method::Get,
                        "/api/v1/synchronisation/connector-definitions/by-name/"
                        "JIM%20File%20Connector",
                        headers)
                  ->status,
              200);
    EXPECT_EQ(client_.send(Method::Get, "/api/v1/service-settings/a%2Fb", headers)->status, 404);
}

}  // namespace
}  // namespace jim::api
