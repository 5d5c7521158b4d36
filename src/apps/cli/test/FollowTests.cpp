#include "apps/cli/Follow.hpp"
#include "apps/cli/test/Documents.hpp"
#include "apps/cli/test/FakeServer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <sstream>

namespace jim::apps::cli {
namespace {

using test::jsonAnswer;
using testing::HasSubstr;
using testing::Not;
using transport::http::Request;
using transport::http::Response;

class FollowTests : public testing::Test {
protected:
    base::Result<ExitStatus> followAt(const std::string& url, FollowForm form = FollowForm::View) {
        ApiClient client{url, base::Secret{"jim_ak_x"}};
        return follow(client, test::kActivity, console_, form, clock_);
    }

    static bool asksProgress(const Request& request) { return request.path.ends_with("/progress"); }

    std::ostringstream out_;
    std::ostringstream err_;
    Console console_{out_, err_};
    test::HurryingClock clock_;
};

TEST_F(FollowTests, FollowsToTheEndAndReturnsTheOutcome) {
    test::FakeServer server{[](const Request& request, int count) {
        if (!asksProgress(request)) return jsonAnswer(200, test::endedActivity());
        if (count == 1) return jsonAnswer(200, test::importDocument(), "\"1.e.57\"");
        if (count == 2) return Response{304, "", "", {}};
        return jsonAnswer(200, test::endDocument(), "\"1.e.99\"");
    }};
    const auto status = followAt(server.url());
    ASSERT_TRUE(status) << status.error().message;
    EXPECT_EQ(*status, ExitStatus::Warning);
    EXPECT_THAT(out_.str(), HasSubstr("Step 3 of 4 | Importing | Processed: 457/1000"));
    EXPECT_THAT(out_.str(), HasSubstr("complete with warning after 12 s"));
    EXPECT_THAT(out_.str(), Not(HasSubstr("\x1b")));

    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 4U);
    EXPECT_EQ(requests[0].header("If-None-Match"), "");
    EXPECT_EQ(requests[0].header("X-API-Key"), "jim_ak_x");
    EXPECT_EQ(requests[2].header("If-None-Match"), "\"1.e.57\"");
}

class RestartedRunTests : public FollowTests {
protected:
    /// The first activity's worker is lost, the second ends.
    test::FakeServer server_{[](const Request& request, int) {
        if (request.path.find(test::kNextActivity) == std::string::npos)
            return asksProgress(request) ? jsonAnswer(200, test::lostDocument())
                                         : jsonAnswer(200, test::endedActivity("FailedWithError"));
        return asksProgress(request) ? jsonAnswer(200, test::endDocument())
                                     : jsonAnswer(200, test::endedActivity());
    }};
};

TEST_F(RestartedRunTests, IsFollowedUnderItsNextActivityToItsEnd) {
    EXPECT_EQ(*followAt(server_.url()), ExitStatus::Warning);
    const auto lost = out_.str().find("Failed with error | Processed: 650");
    const auto again = out_.str().find(std::string{"Its worker was lost. Started again as "} +
                                       test::kNextActivity + ":\n");
    const auto end = out_.str().find("Recording | Processed: 1000/1000");
    EXPECT_LT(lost, again) << out_.str();
    EXPECT_LT(again, end) << out_.str();
    EXPECT_NE(end, std::string::npos) << out_.str();
    EXPECT_THAT(out_.str(), Not(HasSubstr("HR - Full Import: failed")));
}

TEST_F(RestartedRunTests, IsBothDocumentsInJson) {
    EXPECT_EQ(*followAt(server_.url(), FollowForm::Json), ExitStatus::Warning);
    EXPECT_EQ(std::ranges::count(out_.str(), '\n'), 2);
    EXPECT_THAT(err_.str(), HasSubstr(test::kNextActivity));
}

TEST_F(RestartedRunTests, ATraceIsOfTheFirst) {
    EXPECT_EQ(*followAt(server_.url(), FollowForm::Trace), ExitStatus::Complete);
    for (const auto& request : server_.requests())
        EXPECT_THAT(request.path, Not(HasSubstr(test::kNextActivity)));
}

TEST_F(FollowTests, ARunThatIsHandedBackDoesNotGoBackWithoutAWord) {
    test::FakeServer server{[](const Request& request, int count) {
        if (!asksProgress(request)) return jsonAnswer(200, test::endedActivity("Complete"));
        auto document = test::importDocument();
        if (count > 2)
            document.replace(document.find("\"attempt\":1"), 11,
                             fmt::format("\"attempt\":{}", count == 3 ? 2 : 3));
        return jsonAnswer(200, count < 6 ? document : test::endDocument());
    }};
    EXPECT_EQ(*followAt(server.url()), ExitStatus::Complete);
    const std::string said = "The run was handed back and begins again.";
    EXPECT_THAT(out_.str(), HasSubstr(said));
    EXPECT_EQ(out_.str().find(said), out_.str().rfind(said)) << "once";
}

TEST_F(FollowTests, AnActivityThatNamesItselfAsTheNextIsNotFollowedForEver) {
    test::FakeServer server{[](const Request& request, int) {
        auto document = test::lostDocument();
        document.replace(document.find(test::kNextActivity), 36, test::kActivity);
        return asksProgress(request) ? jsonAnswer(200, document)
                                     : jsonAnswer(200, test::endedActivity("FailedWithError"));
    }};
    EXPECT_EQ(*followAt(server.url()), ExitStatus::Failed);
    EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(FollowTests, JsonIsOneDocumentALine) {
    test::FakeServer server{[](const Request& request, int count) {
        if (!asksProgress(request)) return jsonAnswer(200, test::endedActivity("Cancelled"));
        return jsonAnswer(200, count == 1 ? test::importDocument() : test::endDocument());
    }};
    EXPECT_EQ(*followAt(server.url(), FollowForm::Json), ExitStatus::Cancelled);
    const auto text = out_.str();
    EXPECT_EQ(std::ranges::count(text, '\n'), 2);
    EXPECT_TRUE(text.starts_with("{\"schema\":1"));
}

TEST_F(FollowTests, ExpiredProgressEndsWithTheActivity) {
    test::FakeServer server{[](const Request& request, int) {
        return asksProgress(request) ? jsonAnswer(404, R"({"code":"PROGRESS_EXPIRED"})")
                                     : jsonAnswer(200, test::endedActivity("FailedWithError"));
    }};
    EXPECT_EQ(*followAt(server.url()), ExitStatus::Failed);
    EXPECT_THAT(out_.str(), HasSubstr("failed with error"));
}

TEST_F(FollowTests, AnOutageIsRetriedAndSurvived) {
    test::FakeServer server{[](const Request& request, int count) {
        if (count <= 2) return jsonAnswer(503, R"({"message":"The database is away."})");
        return asksProgress(request) ? jsonAnswer(200, test::endDocument())
                                     : jsonAnswer(200, test::endedActivity("Complete"));
    }};
    EXPECT_EQ(*followAt(server.url()), ExitStatus::Complete);
    EXPECT_THAT(out_.str(), HasSubstr("Trying again: The database is away.\nThe server answers "
                                      "again.\n"));
}

TEST_F(FollowTests, AServerThatIsGoneIsGivenUp) {
    const auto status = followAt("http://127.0.0.1:1");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, base::ErrorKind::Unavailable);
    EXPECT_THAT(err_.str(), HasSubstr(std::string{"jim activity follow "} + test::kActivity));
}

TEST_F(FollowTests, CtrlCLeavesTheRunGoing) {
    test::FakeServer server{[](const Request&, int count) {
        if (count == 3) kill(getpid(), SIGINT);
        return jsonAnswer(200, test::importDocument());
    }};
    EXPECT_EQ(*followAt(server.url()), ExitStatus::Interrupted);
    EXPECT_THAT(out_.str(), HasSubstr(std::string{"jim activity follow "} + test::kActivity));
    for (const auto& request : server.requests())
        EXPECT_EQ(request.method, transport::http::Method::Get);
}

}  // namespace
}  // namespace jim::apps::cli
