#include "transport/curl/Poster.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <mutex>
#include <optional>

namespace jim::transport::curl {
namespace {

using namespace std::chrono_literals;
using http::Request;
using http::Responder;
using testing::HasSubstr;

class PosterTests : public testing::Test {
protected:
    PostAnswer post(Poster& poster, const std::string& url, const std::string& body = "{}") {
        poster.start({7, url, {{"X-Test", "yes"}}, body});
        for (;;)
            if (auto answers = poster.wait(10s); !answers.empty()) return answers.front();
    }
};

TEST_F(PosterTests, SendsHeadersAndBodyAndReturnsTheStatus) {
    std::optional<Request> seen;
    http::RunningServer server{[&](Request&& request, Responder respond) {
        seen = std::move(request);
        respond({204, {}, {}, {}});
    }};
    Poster poster;
    const auto answer = post(poster, server.url() + "/hook?x=1", R"({"a":1})");
    EXPECT_EQ(answer.number, 7U);
    ASSERT_TRUE(answer.status) << answer.status.error().message;
    EXPECT_EQ(*answer.status, 204);
    EXPECT_EQ(seen->target, "/hook?x=1");
    EXPECT_EQ(seen->body, R"({"a":1})");
    EXPECT_EQ(seen->header("X-Test"), "yes");
}

TEST_F(PosterTests, ARedirectIsAnAnswerAndIsNotFollowed) {
    std::atomic<int> requests{0};
    http::RunningServer server{[&](Request&&, Responder respond) {
        ++requests;
        respond({302, {}, {}, {{"Location", "/elsewhere"}}});
    }};
    Poster poster;
    EXPECT_EQ(post(poster, server.url()).status.value_or(0), 302);
    EXPECT_EQ(requests, 1);
}

TEST_F(PosterTests, AReceiverThatNeverAnswersIsGivenUp) {
    std::mutex mutex;
    std::vector<Responder> waiting;
    http::RunningServer server{[&](Request&&, Responder respond) {
                                   const std::scoped_lock lock{mutex};
                                   waiting.push_back(std::move(respond));
                               },
                               {.stopTime = 10ms}};
    Poster poster{{1s, 200ms, 1024, {}}};
    const auto answer = post(poster, server.url());
    ASSERT_FALSE(answer.status);
    EXPECT_THAT(answer.status.error().message, HasSubstr("timed out"));
}

TEST_F(PosterTests, AnAnswerWithoutEndIsCutOff) {
    http::RunningServer server{[](Request&&, Responder respond) {
        respond({200, "text/plain", std::string(1 << 20, 'x'), {}});
    }};
    Poster poster{{1s, 10s, 1024, {}}};
    EXPECT_EQ(post(poster, server.url()).status.value_or(0), 200);
}

TEST_F(PosterTests, NobodyThereIsAnError) {
    std::uint16_t port = 0;
    {
        const http::RunningServer gone;
        port = gone.port();
    }
    Poster poster;
    EXPECT_FALSE(post(poster, fmt::format("http://127.0.0.1:{}/", port)).status);
}

TEST_F(PosterTests, OtherProtocolsAreRefused) {
    Poster poster;
    EXPECT_FALSE(post(poster, "file:///etc/passwd").status);
    EXPECT_FALSE(post(poster, "gopher://127.0.0.1/x").status);
}

TEST_F(PosterTests, ASlowReceiverDelaysNoOther) {
    std::mutex mutex;
    std::vector<Responder> waiting;
    http::RunningServer server{[&](Request&& request, Responder respond) {
                                   if (request.path == "/fast") return respond({200, {}, {}, {}});
                                   const std::scoped_lock lock{mutex};
                                   waiting.push_back(std::move(respond));
                               },
                               {.stopTime = 10ms}};
    Poster poster;
    poster.start({1, server.url() + "/slow", {}, "{}"});
    poster.start({2, server.url() + "/fast", {}, "{}"});
    std::vector<PostAnswer> answers;
    while (answers.empty()) answers = poster.wait(10s);
    EXPECT_EQ(answers.front().number, 2U);
}

TEST_F(PosterTests, AWaitEndsWhenItIsWoken) {
    Poster poster;
    std::jthread other{[&] { poster.wake(); }};
    EXPECT_TRUE(poster.wait(1h).empty());
}

}  // namespace
}  // namespace jim::transport::curl
