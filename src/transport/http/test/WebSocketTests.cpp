#include "transport/http/test/RunningServer.hpp"
#include "transport/http/test/WebSocketClient.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <future>
#include <mutex>
#include <optional>

namespace jim::transport::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr int kText = 1;
constexpr int kPong = 10;

/// A server that says back what it hears, and what the test tells it to.
class TalkingServer {
public:
    explicit TalkingServer(ServerOptions options = {}, milliseconds idleTime = milliseconds{60'000})
        : idleTime_(idleTime),
          server_([this](Request&& request, Responder respond) { talk(request, respond); },
                  std::move(options)) {}

    void say(std::string text, bool last = false) {
        {
            const std::lock_guard lock{mutex_};
            sayings_.push_back({SharedBytes{std::move(text)}, last});
        }
        started_.get_future().get()();
    }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    RunningServer& server() { return server_; }
    void waitUntilItHasEnded() { ended_.get_future().wait(); }

private:
    struct AtEnd {
        std::promise<void>& promise;
        ~AtEnd() { promise.set_value(); }
    };

    void talk(const Request& request, Responder& respond) {
        const auto key = webSocketKey(request);
        if (!key) return respond({426, "text/plain", "no"});
        Conversation conversation;
        conversation.key = *key;
        conversation.idleTime = idleTime_;
        conversation.maxMessageBytes = 1000;
        conversation.next = [this, end = std::make_shared<AtEnd>(ended_)] { return next(); };
        conversation.receive = [this](const std::string& message, const std::shared_ptr<void>&) {
            const std::lock_guard lock{mutex_};
            sayings_.push_back({SharedBytes{"echo " + message}});
        };
        started_.set_value(respond.converse(std::move(conversation)));
    }

    Utterance next() {
        const std::lock_guard lock{mutex_};
        if (sayings_.empty()) return {};
        auto first = std::move(sayings_.front());
        sayings_.pop_front();
        return first;
    }

    milliseconds idleTime_;
    std::mutex mutex_;
    std::deque<Utterance> sayings_;
    std::promise<Waker> started_;
    std::promise<void> ended_;
    RunningServer server_;
};

TEST(WebSocketTests, AnswersTheHandshakeOfTheStandard) {
    TalkingServer talking;
    WebSocketClient client{talking.port()};
    EXPECT_EQ(statusOf(client.handshake()), 101);
    // The pair of RFC 6455, section 1.3.
    EXPECT_THAT(client.handshake(), HasSubstr("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
}

TEST(WebSocketTests, HearsAndSays) {
    TalkingServer talking;
    WebSocketClient client{talking.port()};
    client.send("hello");
    EXPECT_EQ(client.read().payload, "echo hello");
    client.send("in two ", 0x01);
    client.send("frames", 0x80);
    EXPECT_EQ(client.read().payload, "echo in two frames");
    talking.say(std::string(70'000, 'x'));
    const auto large = client.read();
    EXPECT_EQ(large.opcode, kText);
    EXPECT_EQ(large.payload.size(), 70'000U);
    client.send("ping", 0x89);
    EXPECT_EQ(client.read().opcode, kPong);
}

TEST(WebSocketTests, ClosesWithItsLastWord) {
    TalkingServer talking;
    {
        WebSocketClient client{talking.port()};
        talking.say("that was all", true);
        EXPECT_EQ(client.read().payload, "that was all");
        EXPECT_EQ(client.read().closeCode(), 1000);
        client.send(std::string{"\x03\xE8", 2}, 0x88);
        EXPECT_TRUE(client.connection().readsEnd());
    }
    talking.waitUntilItHasEnded();
}

TEST(WebSocketTests, RefusesAFrameThatClaimsEightGigabytes) {
    TalkingServer talking;
    {
        WebSocketClient client{talking.port()};
        client.sendHead(0x81, std::uint64_t{8} << 30U);
        EXPECT_EQ(client.read().closeCode(), 1009);
    }
    talking.waitUntilItHasEnded();
}

TEST(WebSocketTests, RefusesAMessageOverTheLimitHoweverItIsCut) {
    TalkingServer talking;
    WebSocketClient client{talking.port()};
    client.send(std::string(600, 'a'), 0x01);
    client.send(std::string(600, 'b'), 0x80);
    EXPECT_EQ(client.read().closeCode(), 1009);
}

struct Malformed {
    const char* name;
    int first;
    std::string payload;
    bool masked;
    int closeCode;
};

class MalformedFrameTests : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedFrameTests, ClosesTheConnectionAndHarmsNobody) {
    TalkingServer talking;
    const auto& frame = GetParam();
    {
        WebSocketClient client{talking.port()};
        client.sendHead(frame.first, frame.payload.size(), frame.masked);
        client.connection().send(frame.payload);
        EXPECT_EQ(client.read().closeCode(), frame.closeCode);
    }
    talking.waitUntilItHasEnded();
}

INSTANTIATE_TEST_SUITE_P(
    Each, MalformedFrameTests,
    testing::Values(Malformed{"Unmasked", 0x81, "hello", false, 1002},
                    Malformed{"ReservedBit", 0xC1, "hello", true, 1002},
                    Malformed{"ReservedOpcode", 0x83, "hello", true, 1002},
                    Malformed{"ContinuationOfNothing", 0x80, "hello", true, 1002},
                    Malformed{"LargePing", 0x89, std::string(126, 'x'), true, 1002},
                    Malformed{"FragmentedPing", 0x09, "x", true, 1002},
                    Malformed{"NoUtf8", 0x81, "\xC0\xAF", true, 1007},
                    Malformed{"Binary", 0x82, "hello", true, 1003}),
    [](const auto& info) { return info.param.name; });

TEST(WebSocketTests, SaysThatTheServerStops) {
    TalkingServer talking;
    {
        WebSocketClient client{talking.port()};
        talking.server().stop();
        EXPECT_EQ(client.read().closeCode(), 1012);
        client.send(std::string{"\x03\xF4", 2}, 0x88);
    }
    talking.server().join();
    talking.waitUntilItHasEnded();
}

TEST(WebSocketTests, DoesNotWaitLongForAClientThatIgnoresTheClose) {
    ServerOptions options;
    options.stopTime = milliseconds{20};
    TalkingServer talking{std::move(options)};
    WebSocketClient client{talking.port()};
    talking.server().stop();
    talking.server().join();
    talking.waitUntilItHasEnded();
}

TEST(WebSocketTests, EndsAClientThatAnswersNoPing) {
    TalkingServer talking{{}, milliseconds{40}};
    WebSocketClient client{talking.port()};
    EXPECT_EQ(client.read().opcode, 9);
    talking.waitUntilItHasEnded();
}

TEST(WebSocketTests, EndsAClientThatDoesNotRead) {
    ServerOptions options;
    options.writeTime = milliseconds{50};
    TalkingServer talking{std::move(options)};
    WebSocketClient client{talking.port()};
    talking.say(std::string(64 * 1024 * 1024, 'x'));
    talking.waitUntilItHasEnded();
}

TEST(WebSocketTests, LetsEverythingGoWhenTheClientVanishes) {
    TalkingServer talking;
    {
        WebSocketClient client{talking.port()};
    }
    talking.waitUntilItHasEnded();
}

TEST(WebSocketTests, OnlyARequestThatAsksForOneGetsOne) {
    const auto asks = [](Headers headers) {
        Request request;
        request.headers = std::move(headers);
        return webSocketKey(request).has_value();
    };
    const Header key{"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="};
    const Header version{"Sec-WebSocket-Version", "13"};
    const Header upgrade{"Upgrade", "WebSocket"};
    const Header connection{"Connection", "keep-alive, upgrade"};
    EXPECT_TRUE(asks({key, version, upgrade, connection}));
    EXPECT_FALSE(asks({version, upgrade, connection}));
    EXPECT_FALSE(asks({key, upgrade, connection}));
    EXPECT_FALSE(asks({key, version, connection}));
    EXPECT_FALSE(asks({key, version, upgrade}));
    EXPECT_FALSE(asks({key, {"Sec-WebSocket-Version", "8"}, upgrade, connection}));
    EXPECT_FALSE(asks({{"Sec-WebSocket-Key", "short"}, version, upgrade, connection}));
}

}  // namespace
}  // namespace jim::transport::http
