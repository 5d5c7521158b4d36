#include "transport/http/Client.hpp"
#include "transport/http/test/RawConnection.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <future>
#include <latch>
#include <optional>

namespace jim::transport::http {

namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

TEST(ServerLimits, a_slow_head_is_answered_408) {
    ServerOptions options;
    options.headerTime = milliseconds{30};
    RunningServer server{echo, std::move(options)};
    RawConnection client{server.port()};
    client.send("GET / HTTP/1.1\r\nHost: loc");
    EXPECT_EQ(statusOf(client.readAll()), 408);
}

TEST(ServerLimits, a_slow_body_is_answered_408) {
    ServerOptions options;
    options.bodyTime = milliseconds{30};
    RunningServer server{echo, std::move(options)};
    RawConnection client{server.port()};
    client.send("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab");
    EXPECT_EQ(statusOf(client.readAll()), 408);
}

TEST(ServerLimits, silent_connections_are_closed) {
    ServerOptions options;
    options.headerTime = milliseconds{30};
    RunningServer server{echo, std::move(options)};
    RawConnection silent{server.port()};
    EXPECT_TRUE(silent.readsEnd());
}

TEST(ServerLimits, idle_connections_are_closed) {
    ServerOptions options;
    options.idleTime = milliseconds{30};
    RunningServer server{echo, std::move(options)};
    RawConnection idle{server.port()};
    idle.send(kGet);
    EXPECT_EQ(statusOf(idle.readResponse()), 200);
    EXPECT_TRUE(idle.readsEnd());
}

TEST(ServerLimits, a_client_that_does_not_read_is_dropped) {
    std::promise<void> asked;
    ServerOptions options;
    options.writeTime = milliseconds{30};
    options.lingerTime = milliseconds{30};
    options.stopTime = std::chrono::hours{1};
    RunningServer server{[&](Request&&, Responder respond) {
                             respond({200, "text/plain", std::string(64U << 20U, 'x')});
                             asked.set_value();
                         },
                         std::move(options)};
    RawConnection client{server.port()};
    client.send(kGet);
    asked.get_future().wait();
    server.stop();
    server.join();
    EXPECT_LT(client.readAll().size(), 64U << 20U);
}

TEST(ServerLimits, a_client_that_sends_on_after_a_refusal_is_dropped) {
    ServerOptions options;
    options.maxBodyBytes = 10;
    options.maxLingerBytes = 1000;
    RunningServer server{echo, std::move(options)};
    RawConnection client{server.port()};
    client.send("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n");
    EXPECT_EQ(statusOf(client.readResponse()), 413);
    const std::string block(65536, 'x');
    while (client.send(block)) {
    }
}

TEST(ServerLimits, connections_above_the_limit_are_refused_503) {
    ServerOptions options;
    options.maxConnections = 2;
    options.lingerTime = milliseconds{30};
    RunningServer server{echo, std::move(options)};
    std::optional<RawConnection> first{server.port()};
    RawConnection second{server.port()};
    for (RawConnection* client : {&*first, &second}) {
        client->send(kGet);
        EXPECT_EQ(statusOf(client->readResponse()), 200);
    }
    RawConnection third{server.port()};
    const std::string refusal = third.readResponse();
    EXPECT_EQ(statusOf(refusal), 503);
    EXPECT_THAT(refusal, HasSubstr("SERVICE_UNAVAILABLE"));
    first.reset();
    int status = 503;
    while (status == 503) {  // until the server has noticed that the first one left
        RawConnection fourth{server.port()};
        fourth.send(kGet);
        status = statusOf(fourth.readResponse());
    }
    EXPECT_EQ(status, 200);
}

/// Allows this process no more descriptors than it has, and so many; gives back what was allowed.
class DescriptorLimit {
public:
    explicit DescriptorLimit(rlim_t more) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const int lowestFree = ::dup(STDERR_FILENO);
        ::close(lowestFree);
        rlimit limit = before_;
        limit.rlim_cur = static_cast<rlim_t>(lowestFree) + more;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    DescriptorLimit(const DescriptorLimit&) = delete;
    DescriptorLimit& operator=(const DescriptorLimit&) = delete;

private:
    rlimit before_{};
};

TEST(ServerLimits, accepting_pauses_while_descriptors_are_short) {
    // A latch and no promise: sanitizers check virtual calls with the help of a descriptor.
    std::latch reported{1};
    std::string report;
    ServerOptions options;
    options.report = [&](std::string_view text) {
        report = text;
        reported.count_down();
    };
    RunningServer server{echo, std::move(options)};
    std::optional<DescriptorLimit> limit{1};
    RawConnection client{server.port()};
    client.send(kGet);
    reported.wait();
    limit.reset();
    EXPECT_EQ(report, "Accepting connections pauses: Too many open files.");
    EXPECT_EQ(statusOf(client.readResponse()), 200);
}

TEST(ServerStop, closes_idle_connections_at_once) {
    ServerOptions options;
    options.stopTime = std::chrono::hours{1};
    RunningServer server{echo, std::move(options)};
    RawConnection silent{server.port()};
    RawConnection idle{server.port()};
    idle.send(kGet);
    EXPECT_EQ(statusOf(idle.readResponse()), 200);
    server.stop();
    server.join();
    EXPECT_TRUE(silent.readsEnd());
    EXPECT_TRUE(idle.readsEnd());
}

TEST(ServerStop, lets_requests_in_flight_finish) {
    std::promise<Responder> waiting;
    ServerOptions options;
    options.lingerTime = milliseconds{30};
    RunningServer server{
        [&](Request&&, Responder respond) { waiting.set_value(std::move(respond)); },
        std::move(options)};
    RawConnection client{server.port()};
    client.send(kGet);
    Responder respond = waiting.get_future().get();
    RawConnection idle{server.port()};
    server.stop();
    EXPECT_TRUE(idle.readsEnd());
    respond({200, "text/plain", "done"});
    const std::string response = client.readAll();
    EXPECT_EQ(bodyOf(response), "done");
    EXPECT_THAT(response, HasSubstr("Connection: close\r\n"));
    server.join();
}

TEST(ServerStop, ends_requests_that_outlast_the_grace_period) {
    std::promise<Responder> waiting;
    ServerOptions options;
    options.stopTime = milliseconds{20};
    std::optional<Responder> kept;
    {
        RunningServer server{
            [&](Request&&, Responder respond) { waiting.set_value(std::move(respond)); },
            std::move(options)};
        RawConnection client{server.port()};
        client.send(kGet);
        kept.emplace(waiting.get_future().get());
        server.stop();
        server.join();
        EXPECT_TRUE(client.readsEnd());
    }
    EXPECT_FALSE(kept->wanted());
    (*kept)({});
}

TEST(ServerStop, is_not_needed_before_the_end) {
    const base::ManualClock clock;
    std::optional<Responder> kept;
    std::promise<void> asked;
    auto server = std::make_unique<Server>(
        ServerOptions{},
        [&](Request&&, Responder respond) {
            kept.emplace(std::move(respond));
            asked.set_value();
        },
        clock);
    ASSERT_TRUE(server->listen());
    RawConnection client{server->port()};
    client.send(kGet);
    server.reset();
    EXPECT_EQ(client.readAll(), "");
}

}  // namespace

}  // namespace jim::transport::http
