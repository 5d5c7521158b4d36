#include "transport/http/Client.hpp"
#include "transport/http/test/RawConnection.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <mutex>
#include <optional>

namespace jim::transport::http {

namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// A source of the newest value only, as progress is.
class Newest {
public:
    ~Newest() { gone_.set_value(); }

    void offer(std::string value, bool last = false) {
        const std::lock_guard lock{mutex_};
        newest_ = {std::move(value), last};
    }
    Piece next() {
        const std::lock_guard lock{mutex_};
        return std::exchange(newest_, {});
    }
    std::future<void> gone() { return gone_.get_future(); }

private:
    std::mutex mutex_;
    Piece newest_;
    std::promise<void> gone_;
};

/// A server whose every answer is a stream of one source, and what the test drives it with.
class StreamingServer {
public:
    explicit StreamingServer(std::string_view heartbeat = {},
                             milliseconds heartbeatTime = milliseconds{5})
        : gone_(source_->gone()),
          server_([this, heartbeat, heartbeatTime](Request&&, Responder respond) {
              StreamedResponse response{
                  {200, "text/event-stream"}, nullptr, heartbeat, heartbeatTime};
              response.next = [source = std::move(source_)] { return source->next(); };
              started_.set_value(respond.stream(std::move(response)));
          }) {}

    [[nodiscard]] std::shared_ptr<Newest> source() const { return source_; }
    [[nodiscard]] RunningServer& server() { return server_; }
    [[nodiscard]] Waker waker() { return started_.get_future().get(); }
    void waitUntilSourceIsGone() { gone_.wait(); }

private:
    std::shared_ptr<Newest> source_ = std::make_shared<Newest>();
    std::future<void> gone_;
    std::promise<Waker> started_;
    RunningServer server_;
};

TEST(Stream, sends_pieces_as_they_come_and_ends_with_the_last) {
    StreamingServer streaming;
    Newest* source = streaming.source().get();
    source->offer("first");
    RawConnection client{streaming.server().port()};
    client.send(kGet);
    const std::string head = client.readResponse();
    EXPECT_EQ(statusOf(head), 200);
    EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
    EXPECT_THAT(head, HasSubstr("Transfer-Encoding: chunked\r\n"));
    const Waker wake = streaming.waker();
    EXPECT_TRUE(wake.wanted());
    EXPECT_EQ(client.readSome(10), "5\r\nfirst\r\n");
    source->offer("a longer second");
    wake();
    EXPECT_EQ(client.readSome(20), "f\r\na longer second\r\n");
    source->offer("end", true);
    wake();
    EXPECT_EQ(client.readAll(), "3\r\nend\r\n0\r\n\r\n");
    streaming.waitUntilSourceIsGone();
    EXPECT_FALSE(wake.wanted());
    wake();
}

TEST(Stream, beats_while_there_is_nothing_new) {
    StreamingServer streaming{": \n\n"};
    RawConnection client{streaming.server().port()};
    client.send(kGet);
    client.readResponse();
    EXPECT_EQ(client.readSome(18), "4\r\n: \n\n\r\n4\r\n: \n\n\r\n");
}

TEST(Stream, lets_its_source_go_when_the_client_leaves) {
    StreamingServer streaming;
    {
        RawConnection client{streaming.server().port()};
        client.send(kGet);
        client.readResponse();
    }
    streaming.waitUntilSourceIsGone();
}

TEST(Stream, ends_a_client_that_sends_without_end) {
    StreamingServer streaming;
    RawConnection client{streaming.server().port()};
    client.send(kGet);
    client.readResponse();
    const std::string block(65536, 'x');
    while (client.send(block)) {
    }
    streaming.waitUntilSourceIsGone();
}

TEST(Stream, ends_when_the_server_stops) {
    StreamingServer streaming;
    RawConnection client{streaming.server().port()};
    client.send(kGet);
    client.readResponse();
    streaming.server().stop();
    EXPECT_EQ(client.readAll(), "0\r\n\r\n");
    streaming.waitUntilSourceIsGone();
}

TEST(Stream, goes_unchunked_to_http_10_and_without_body_to_head) {
    {
        StreamingServer streaming;
        streaming.source()->offer("all", true);
        RawConnection old{streaming.server().port()};
        old.send("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
        const std::string response = old.readAll();
        EXPECT_THAT(response, testing::Not(HasSubstr("chunked")));
        EXPECT_EQ(bodyOf(response), "all");
    }
    StreamingServer streaming;
    RawConnection head{streaming.server().port()};
    head.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string response = head.readAll();
    EXPECT_EQ(statusOf(response), 200);
    EXPECT_EQ(bodyOf(response), "");
    streaming.waitUntilSourceIsGone();
}

TEST(Stream, sends_the_newest_only_to_a_client_that_is_slow_to_read) {
    StreamingServer streaming;
    const std::shared_ptr<Newest> source = streaming.source();
    RawConnection client{streaming.server().port()};
    client.send(kGet);
    const Waker wake = streaming.waker();
    constexpr int kOffers = 2000;
    for (int i = 1; i <= kOffers; ++i) {
        source->offer(std::string(65536, 'x') + fmt::format("|{}|", i), i == kOffers);
        wake();
    }
    const std::string all = client.readAll();
    EXPECT_THAT(all, testing::EndsWith(fmt::format("|{}|\r\n0\r\n\r\n", kOffers)));
    EXPECT_LT(all.size(), std::size_t{kOffers} * 65536 / 2);
}

TEST(Stream, dropped_unsent_goes_with_what_it_owns) {
    const auto owned = std::make_shared<int>(1);
    std::promise<Responder> asked;
    ServerOptions options;
    options.handlerTime = milliseconds{10};
    RunningServer server{[&](Request&&, Responder respond) { asked.set_value(std::move(respond)); },
                         std::move(options)};
    RawConnection client{server.port()};
    client.send(kGet);
    EXPECT_EQ(statusOf(client.readResponse()), 503);
    Responder late = asked.get_future().get();
    const Waker wake = late.stream({{}, [owned] { return Piece{}; }});
    EXPECT_EQ(owned.use_count(), 1);
    EXPECT_FALSE(wake.wanted());
}

TEST(Client, reads_a_stream_until_its_sink_has_enough) {
    std::atomic<int> count{0};
    RunningServer server{[&](Request&& request, Responder respond) {
        if (request.path == "/none") return respond({404, "text/plain", "nothing here"});
        respond.stream({{200, "text/event-stream"}, [&] { return Piece{"x", ++count == 1000}; }});
    }};
    Client client{server.url()};
    std::string got;
    const auto whole = client.stream("/", {}, [&](std::string_view piece) {
        got += piece;
        return true;
    });
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->contentType, "text/event-stream");
    EXPECT_EQ(got, std::string(1000, 'x'));
    const auto cut = client.stream("/", {}, [](std::string_view) { return false; });
    EXPECT_TRUE(cut);
    const auto none = client.stream("/none", {}, [](std::string_view) { return false; });
    EXPECT_EQ(none->status, 404);
    EXPECT_EQ(none->body, "nothing here");
}

}  // namespace

}  // namespace jim::transport::http
