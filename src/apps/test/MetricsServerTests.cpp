#include "apps/MetricsServer.hpp"
#include "transport/http/Client.hpp"
#include "transport/http/test/RawConnection.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace jim::apps {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using transport::http::Client;
using transport::http::Method;

class MetricsServerTests : public testing::Test {
protected:
    MetricsServerTests() { EXPECT_TRUE(server_.start()); }

    transport::http::Response send(Method method, std::string_view path,
                                   const transport::http::Headers& headers = {}) {
        Client client{fmt::format("http://127.0.0.1:{}", server_.port())};
        return client.send(method, path, headers).value();
    }

    base::SystemClock clock_;
    metrics::Registry registry_;
    MetricsServer server_{{"127.0.0.1", 0}, {}, registry_, clock_};
};

TEST_F(MetricsServerTests, ServesWhatIsCountedToWhoeverAsks) {
    registry_.add(metrics::kHttpResponses, 3, {"200"});
    registry_.collect([](metrics::Scrape& scrape) { scrape.set(metrics::kProgressStoreUp, 1); });
    const auto answer = send(Method::Get, "/metrics");
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.contentType, StartsWith("text/plain; version=0.0.4"));
    EXPECT_THAT(answer.body, HasSubstr("jim_http_responses_total{status=\"200\"} 3\n"));
    EXPECT_THAT(answer.body, HasSubstr("jim_progress_store_up 1\n"));
    registry_.add(metrics::kHttpResponses, 1, {"200"});
    EXPECT_THAT(send(Method::Get, "/metrics").body,
                HasSubstr("jim_http_responses_total{status=\"200\"} 4\n"));
}

TEST_F(MetricsServerTests, SpeaksOpenMetricsToWhoeverPrefersIt) {
    const auto answer =
        send(Method::Get, "/metrics", {{"Accept", "application/openmetrics-text; version=1.0.0"}});
    EXPECT_THAT(answer.contentType, StartsWith("application/openmetrics-text"));
    EXPECT_THAT(answer.body, testing::EndsWith("# EOF\n"));
}

TEST_F(MetricsServerTests, HasNothingElseAndTakesNothing) {
    EXPECT_EQ(send(Method::Get, "/").status, 404);
    EXPECT_EQ(send(Method::Get, "/api/v1/progress").status, 404);
    const auto refused = send(Method::Post, "/metrics");
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.findHeader("Allow"), "GET");
    transport::http::RawConnection stranger{server_.port()};
    stranger.send("GET /metrics HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
    EXPECT_EQ(transport::http::statusOf(stranger.readResponse()), 421);
}

TEST_F(MetricsServerTests, AnAddressThatIsTakenIsSaidSo) {
    MetricsServer second{{"127.0.0.1", server_.port()}, {}, registry_, clock_};
    const auto started = second.start();
    ASSERT_FALSE(started);
    EXPECT_THAT(started.error().message, HasSubstr("Cannot listen on 127.0.0.1"));
}

}  // namespace
}  // namespace jim::apps
