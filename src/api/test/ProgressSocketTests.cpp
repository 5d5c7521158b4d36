#include "api/test/WatchFixture.hpp"
#include "transport/http/test/WebSocketClient.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace jim::api {
namespace {

using testing::HasSubstr;
using transport::http::statusOf;
using transport::http::WebSocketClient;

class ProgressSocketTests : public WatchFixture {
protected:
    WebSocketClient talk() {
        return WebSocketClient{server_.port(), "/api/v1/progress/ws",
                               "X-API-Key: " + key_ + "\r\n"};
    }
    static std::string ids(std::string_view verb, const std::vector<base::Guid>& list) {
        std::string text;
        for (const auto& id : list)
            text += fmt::format("{}\"{}\"", text.empty() ? "" : ",", base::toText(id));
        return fmt::format(R"({{"{}":[{}]}})", verb, text);
    }
    static Answer read(WebSocketClient& client) {
        const auto frame = client.read();
        EXPECT_EQ(frame.opcode, 1);
        return {200, operation::parseJson(frame.payload).value(), {}};
    }
};

TEST_F(ProgressSocketTests, TellsOfTheRunsThatAreSubscribed) {
    const auto first = start();
    const auto second = start();
    auto client = talk();
    EXPECT_EQ(statusOf(client.handshake()), 101);
    client.send(ids("subscribe", {first, second}));
    EXPECT_EQ(read(client).text("activityId"), base::toText(first));
    EXPECT_EQ(read(client).text("activityId"), base::toText(second));
    const auto run = attend(first);
    const auto running = read(client);
    EXPECT_EQ(running.text("activityId"), base::toText(first));
    EXPECT_EQ(running.text("state"), "running");
    finish(*run);
    EXPECT_EQ(read(client).text("state"), "complete");
}

TEST_F(ProgressSocketTests, TellsNoMoreOfWhatWasUnsubscribed) {
    const auto first = start();
    const auto second = start();
    auto client = talk();
    client.send(ids("subscribe", {first, second}));
    read(client);
    read(client);
    client.send(ids("unsubscribe", {first}));
    client.send(R"({"subscribe":["x"]})");
    EXPECT_EQ(read(client).text("code"), "VALIDATION_ERROR");  // So the former has been heard.
    attend(first);
    attend(second);
    EXPECT_EQ(read(client).text("activityId"), base::toText(second));
}

TEST_F(ProgressSocketTests, AnswersWhatItDoesNotUnderstand) {
    auto client = talk();
    for (const auto* message :
         {"hello", "[]", "{}", R"({"subscribe":"all"})", R"({"subscribe":[5]})",
          R"({"subscribe":{}})", R"({"subscribe":["not-a-guid"]})"}) {
        client.send(message);
        const auto answer = read(client);
        EXPECT_EQ(answer.text("code"), "VALIDATION_ERROR") << message;
        EXPECT_NE(answer.text("message"), "") << message;
    }
    const auto unknown = base::newGuid(clock_.now());
    client.send(ids("subscribe", {unknown}));
    const auto answer = read(client);
    EXPECT_EQ(answer.text("code"), "NOT_FOUND");
    EXPECT_EQ(answer.text("activityId"), base::toText(unknown));
    client.send(ids("subscribe", {makeOldRun().id}));
    EXPECT_EQ(read(client).text("code"), "PROGRESS_EXPIRED");
}

TEST_F(ProgressSocketTests, FollowsFiveHundredRunsAndNoMore) {
    auto client = talk();
    std::vector<base::Guid> many(501, base::newGuid(clock_.now()));
    client.send(ids("subscribe", many));
    EXPECT_THAT(read(client).text("message"), HasSubstr("at most 500"));
}

TEST_F(ProgressSocketTests, AClientThatIsAlwaysWrongIsClosed) {
    auto client = talk();
    const std::string wrong = R"({"subscribe":[)" + [] {
        std::string list = "1";
        for (int i = 1; i < 500; ++i) list += ",1";
        return list;
    }() + "]}";
    client.send(wrong);
    client.send(wrong);
    auto frame = client.read();
    while (frame.opcode == 1) frame = client.read();
    EXPECT_EQ(frame.closeCode(), 1008);
}

TEST_F(ProgressSocketTests, WhoAsksForNoWebSocketIsToldThatThisIsOne) {
    const auto answer = follow("/progress/ws").answer();
    EXPECT_EQ(statusOf(answer), 426);
    EXPECT_THAT(answer, HasSubstr("\r\nUpgrade: websocket\r\n"));
    WebSocketClient nobody{server_.port(), "/api/v1/progress/ws"};
    EXPECT_EQ(statusOf(nobody.handshake()), 401);
}

TEST_F(ProgressSocketTests, IsToldAndClosedSoonAfterItsKeyWasRevoked) {
    const auto reader = makeKey("reader", {security::Role::Reader});
    WebSocketClient client{server_.port(), "/api/v1/progress/ws", "X-API-Key: " + reader + "\r\n"};
    client.send(ids("subscribe", {start()}));
    read(client);
    revoke("reader");
    pass(std::chrono::seconds{5});
    EXPECT_EQ(read(client).text("code"), "UNAUTHORISED");
    EXPECT_EQ(client.read().closeCode(), 1008);
}

TEST_F(ProgressSocketTests, AStoppingServerClosesItForARestart) {
    auto client = talk();
    client.send(ids("subscribe", {start()}));
    read(client);
    server_.stop();
    EXPECT_EQ(client.read().closeCode(), 1012);
}

}  // namespace
}  // namespace jim::api
