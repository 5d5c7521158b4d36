#include "apps/MonitoringServer.hpp"
#include "transport/http/Client.hpp"
#include "transport/http/test/RawConnection.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>

namespace jim::apps {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using transport::http::Client;
using transport::http::Method;

class MonitoringServerTests : public testing::Test {
protected:
    MonitoringServerTests() { EXPECT_TRUE(server_.start()); }

    transport::http::Response send(Method method, std::string_view path,
                                   const transport::http::Headers& headers = {}) {
        Client client{fmt::format("http://127.0.0.1:{}", server_.port())};
        return client.send(method, path, headers).value();
    }

    base::SystemClock clock_;
    metrics::Registry registry_;
    std::atomic<MonitoringServer::Readiness> readiness_{MonitoringServer::Readiness::Ready};
    MonitoringServer server_{
        {"127.0.0.1", 0}, {}, registry_, clock_, [this] { return readiness_.load(); }};
};

TEST_F(MonitoringServerTests, ServesWhatIsCountedToWhoeverAsks) {
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

TEST_F(MonitoringServerTests, SpeaksOpenMetricsToWhoeverPrefersIt) {
    const auto answer =
        send(Method::Get, "/metrics", {{"Accept", "application/openmetrics-text; version=1.0.0"}});
    EXPECT_THAT(answer.contentType, StartsWith("application/openmetrics-text"));
    EXPECT_THAT(answer.body, testing::EndsWith("# EOF\n"));
}

TEST_F(MonitoringServerTests, HasNothingElseAndTakesNothing) {
    EXPECT_EQ(send(Method::Get, "/").status, 404);
    EXPECT_EQ(send(Method::Get, "/api/v1/progress").status, 404);
    const auto refused = send(Method::Post, "/metrics");
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.findHeader("Allow"), "GET");
    transport::http::RawConnection stranger{server_.port()};
    stranger.send("GET /metrics HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
    EXPECT_EQ(transport::http::statusOf(stranger.readResponse()), 421);
}

TEST_F(MonitoringServerTests, TellsProbesHowTheProcessIs) {
    using Readiness = MonitoringServer::Readiness;
    EXPECT_EQ(send(Method::Get, "/health/live").body, "alive\n");
    EXPECT_EQ(send(Method::Get, "/health/ready").body, "ready\n");
    readiness_ = Readiness::Degraded;
    EXPECT_EQ(send(Method::Get, "/health/ready").status, 200);
    EXPECT_EQ(send(Method::Get, "/health/ready").body, "degraded\n");
    readiness_ = Readiness::NotReady;
    const auto refused = send(Method::Get, "/health/ready");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.findHeader("Retry-After"), "5");
    EXPECT_EQ(send(Method::Get, "/health/live").status, 200);
}

TEST_F(MonitoringServerTests, AnAddressThatIsTakenIsSaidSo) {
    MonitoringServer second{
        {"127.0.0.1", server_.port()}, {}, registry_, clock_, [this] { return readiness_.load(); }};
    const auto started = second.start();
    ASSERT_FALSE(started);
    EXPECT_THAT(started.error().message, HasSubstr("Cannot listen on 127.0.0.1"));
}

}  // namespace
}  // namespace jim::apps
