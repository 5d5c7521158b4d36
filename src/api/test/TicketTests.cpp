#include "api/test/WatchFixture.hpp"
#include "transport/http/test/WebSocketClient.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace jim::api {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using transport::http::statusOf;

class TicketTests : public WatchFixture {
protected:
    std::string ticket(const std::string& key) {
        const auto answer = sendAs(key, Method::Post, "/progress/tickets");
        EXPECT_EQ(answer.status, 201);
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
        return answer.text("ticket");
    }
    int open(const std::string& ticket) {
        Follower client{server_.port(), "", "/progress/stream?ticket=" + ticket};
        return statusOf(client.answer());
    }
};

TEST_F(TicketTests, OpensOneStreamOnce) {
    const auto given = ticket(key_);
    EXPECT_EQ(given.size(), 64U);
    EXPECT_EQ(open(given), 200);
    EXPECT_EQ(open(given), 401);
}

TEST_F(TicketTests, OpensAWebSocketAndTheStreamOfOneRun) {
    const auto id = start();
    Follower stream{server_.port(), "", path(id) + "/stream?ticket=" + ticket(key_)};
    EXPECT_EQ(statusOf(stream.answer()), 200);
    transport::http::WebSocketClient socket{server_.port(),
                                            "/api/v1/progress/ws?ticket=" + ticket(key_)};
    EXPECT_EQ(statusOf(socket.handshake()), 101);
}

/// As the program does: what needs nothing but memory is answered on the server's own thread.
TEST_F(TicketTests, OpensTheStreamOfARunInMemoryToo) {
    transport::http::RunningServer server{
        [this](transport::http::Request&& request, transport::http::Responder respond) {
            if (api_->handleAtOnce(request, respond)) return;
            api_->handle(std::move(request), std::move(respond));
        }};
    const auto id = start();
    const auto given = ticket(key_);
    Follower stream{server.port(), "", path(id) + "/stream?ticket=" + given};
    EXPECT_EQ(statusOf(stream.answer()), 200);
    Follower again{server.port(), "", path(id) + "/stream?ticket=" + given};
    EXPECT_EQ(statusOf(again.answer()), 401);
}

TEST_F(TicketTests, ExpiresAfterThirtySeconds) {
    const auto early = ticket(key_);
    const auto late = ticket(key_);
    clock_.advance(seconds{29});
    EXPECT_EQ(open(early), 200);
    clock_.advance(seconds{1});
    EXPECT_EQ(open(late), 401);
}

TEST_F(TicketTests, WrongOnesOpenNothing) {
    EXPECT_EQ(open(""), 401);
    EXPECT_EQ(open("x"), 401);
    EXPECT_EQ(open(std::string(64, 'a')), 401);
    EXPECT_EQ(open(std::string(4000, 'a')), 401);
    EXPECT_EQ(open(key_), 401) << "a key in a URL is no ticket";
}

TEST_F(TicketTests, OpensNothingElse) {
    const auto given = ticket(key_);
    for (const auto* target : {"/progress", "/apikeys", "/activities"}) {
        Follower client{server_.port(), "", fmt::format("{}?ticket={}", target, given)};
        EXPECT_EQ(statusOf(client.answer()), 401) << target;
    }
    EXPECT_EQ(open(given), 200);
}

TEST_F(TicketTests, StandsForWhoeverAskedForIt) {
    const auto reader = makeKey("reader", {security::Role::Reader});
    api_ = std::make_unique<Api>(ApiContext{
        *sessions_, connectors_, *runs_, progress_, clock_, keys_, "1.2.3", {}, {}, nullptr, 1});
    Follower first{server_.port(), "", "/progress/stream?ticket=" + ticket(reader)};
    EXPECT_EQ(statusOf(first.answer()), 200);
    EXPECT_EQ(open(ticket(reader)), 429);
    Follower other{server_.port(), "", "/progress/stream?ticket=" + ticket(key_)};
    EXPECT_EQ(statusOf(other.answer()), 200);
}

TEST_F(TicketTests, DiesWithItsKey) {
    const auto reader = makeKey("reader", {security::Role::Reader});
    const auto given = ticket(reader);
    revoke("reader");
    EXPECT_EQ(open(given), 401);
}

TEST_F(TicketTests, AreForThoseWhoMayRead) {
    EXPECT_EQ(sendAs("", Method::Post, "/progress/tickets").status, 401);
    EXPECT_EQ(sendAs(makeKey("nobody", {}), Method::Post, "/progress/tickets").status, 403);
}

TEST_F(TicketTests, AreNeverLogged) {
    const auto given = ticket(key_);
    EXPECT_EQ(open(given), 200);
    EXPECT_EQ(open(given), 401);
    for (const auto& line : logged_) EXPECT_THAT(line, testing::Not(HasSubstr(given)));
}

}  // namespace
}  // namespace jim::api
