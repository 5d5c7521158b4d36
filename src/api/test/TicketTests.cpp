#include "api/test/WatchFixture.hpp"
#include "transport/http/test/WebSocketClient.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

namespace jim::api {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using transport::http::statusOf;

/// What two web processes share, with the troubles that it may have.
class Shelf final : public progress::OneTimeValues {
public:
    base::Status keep(std::string_view name, std::string_view value, seconds age) override {
        EXPECT_EQ(age, seconds{30});
        if (!away || keepsAllTheSame) values.emplace(name, value);
        if (away) return base::fail(kAway);
        return {};
    }
    base::Result<std::optional<std::string>> take(std::string_view name) override {
        if (away) return base::fail(kAway);
        auto node = values.extract(std::string{name});
        return node ? std::optional{node.mapped()} : std::nullopt;
    }

    std::map<std::string, std::string> values;
    bool away = false;
    bool keepsAllTheSame = false;  ///< Its answers are lost, not what it was told.

private:
    inline static const base::Error kAway{base::ErrorKind::Unavailable, "It is away.", {}, {}};
};

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

/// Such a stream is opened on the server's own thread when a key is sent.
TEST_F(TicketTests, OpensTheStreamOfARunInMemoryToo) {
    const auto id = start();
    attend(id);
    const auto given = ticket(key_);
    Follower stream{server_.port(), "", path(id) + "/stream?ticket=" + given};
    EXPECT_EQ(statusOf(stream.answer()), 200);
    Follower again{server_.port(), "", path(id) + "/stream?ticket=" + given};
    EXPECT_EQ(statusOf(again.answer()), 401);
}

TEST_F(TicketTests, IsGoodAtEveryWebAndOnceInAllOfThem) {
    Shelf shelf;
    access::Tickets first{clock_, keys_, &shelf};
    access::Tickets second{clock_, keys_, &shelf};
    const auto given = first.issue("hash")->reveal();
    for (const auto& [name, value] : shelf.values) {
        EXPECT_THAT(name, testing::Not(HasSubstr(given)));
        EXPECT_THAT(value, testing::Not(testing::AnyOf(HasSubstr(given), HasSubstr("hash"))));
    }
    EXPECT_EQ(second.redeem(given).value(), "hash");
    EXPECT_EQ(first.redeem(given).value(), std::nullopt);
    EXPECT_EQ(second.redeem(given).value(), std::nullopt);
    const auto other = first.issue("hash")->reveal();
    EXPECT_EQ(first.redeem(other).value(), "hash");
    EXPECT_EQ(second.redeem(other).value(), std::nullopt);
}

TEST_F(TicketTests, IsGoodWhereItWasMadeWhileNothingIsShared) {
    Shelf shelf;
    access::Tickets first{clock_, keys_, &shelf};
    access::Tickets second{clock_, keys_, &shelf};
    shelf.away = shelf.keepsAllTheSame = true;
    const auto here = first.issue("hash")->reveal();
    EXPECT_EQ(first.redeem(here).value(), "hash");
    shelf.away = false;
    EXPECT_EQ(first.redeem(here).value(), std::nullopt);
    EXPECT_EQ(second.redeem(here).value(), std::nullopt) << "it must not lie there as well";
}

TEST_F(TicketTests, IsRefusedWhileNobodyCanSayWhetherItWasUsed) {
    Shelf shelf;
    access::Tickets tickets{clock_, keys_, &shelf};
    const auto given = tickets.issue("hash")->reveal();
    shelf.away = true;
    const auto refused = tickets.redeem(given);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, base::ErrorKind::Unavailable);
    EXPECT_THAT(refused.error().message, HasSubstr("Ask for another ticket"));
    shelf.away = false;
    shelf.values.clear();
    EXPECT_EQ(tickets.redeem(given).value(), std::nullopt) << "what is lost counts as used";
}

/// Whoever may write there can make no ticket of a key, and none of another's ticket.
TEST_F(TicketTests, IsOpenedOnlyAsItWasSealed) {
    Shelf shelf;
    access::Tickets tickets{clock_, keys_, &shelf};
    const auto first = tickets.issue("hash")->reveal();
    const auto second = tickets.issue("other")->reveal();
    std::swap(shelf.values.begin()->second, shelf.values.rbegin()->second);
    EXPECT_FALSE(tickets.redeem(first));
    EXPECT_FALSE(tickets.redeem(second));
    const auto third = tickets.issue("hash")->reveal();
    shelf.values.begin()->second = "hash";
    const auto refused = tickets.redeem(third);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("encryption key"));
    EXPECT_THAT(refused.error().message, testing::Not(HasSubstr("hash")));
}

TEST_F(TicketTests, TellsTheBrowserThatItCannotBeChecked) {
    Shelf shelf;
    api_ = std::make_unique<Api>(ApiContext{.sessions = *sessions_,
                                            .connectors = connectors_,
                                            .runs = *runs_,
                                            .progress = progress_,
                                            .clock = clock_,
                                            .encryptionKeys = keys_,
                                            .version = "1.2.3",
                                            .sharedTickets = &shelf});
    const auto given = ticket(key_);
    EXPECT_EQ(shelf.values.size(), 1U);
    shelf.away = true;
    EXPECT_EQ(open(given), 503);
    EXPECT_EQ(open(ticket(key_)), 200);
    shelf.away = false;
    EXPECT_EQ(open(given), 200);
    EXPECT_EQ(open(given), 401);
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
