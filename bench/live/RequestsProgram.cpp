// Reads a run's progress so many times a second, whatever the server does.
//
//     live_requests PORT KEY ACTIVITY CONNECTIONS RATE SECONDS
//
// Each request has its time, by the clock; when all connections wait for answers it waits for one
// of them, and that counts. Prints one JSON object.

#include "Client.hpp"

#include <sys/epoll.h>

#include <chrono>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>

namespace {

using namespace jim::bench::live;
using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

struct Connection {
    int socket = -1;
    Clock::time_point due{};
};

/// Of an answer of which this has come; more than that while its head has not come whole.
std::size_t lengthOf(std::string_view text) {
    constexpr std::string_view kLength = "Content-Length: ";
    const auto head = text.find("\r\n\r\n");
    if (head == std::string_view::npos) return text.size() + 1;
    const auto at = text.substr(0, head).find(kLength);
    if (at == std::string_view::npos) return head + 4;
    return head + 4 + static_cast<std::size_t>(std::atol(text.data() + at + kLength.size()));
}

class Requests {
public:
    Requests(int port, const std::string& key, const std::string& activity, int connections)
        : request_("GET /api/v1/activities/" + activity +
                   "/progress HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n\r\n"),
          poll_(::epoll_create1(0)),
          connections_(static_cast<std::size_t>(connections)) {
        for (auto& connection : connections_) {
            connection.socket = connectTo(port);
            epoll_event event{EPOLLIN, {.ptr = &connection}};
            ::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
            idle_.push_back(&connection);
        }
    }

    void work(int rate, std::chrono::seconds time) {
        const auto began = Clock::now();
        const auto step = std::chrono::nanoseconds{1'000'000'000 / rate};
        auto due = began;
        while (due < began + time) {
            while (!idle_.empty() && due <= Clock::now()) {
                ask(due);
                due += step;
            }
            answers(due - Clock::now());
        }
        while (idle_.size() < connections_.size()) answers(std::chrono::milliseconds{100});
    }

    std::vector<long> took;
    int failed = 0;

private:
    void ask(Clock::time_point due) {
        auto* connection =
            idle_.front();  // They take turns: none is idle for so long that it ends.
        idle_.pop_front();
        connection->due = due;
        if (::send(connection->socket, request_.data(), request_.size(), MSG_NOSIGNAL) < 0)
            end("send");
    }

    /// Sleeps at most so long; the machine is for the server.
    void answers(std::chrono::nanoseconds patience) {
        const auto nanos = std::max<std::int64_t>(patience.count(), idle_.empty() ? 1'000'000 : 0);
        const timespec most{nanos / 1'000'000'000, nanos % 1'000'000'000};
        epoll_event events[64];
        const int ready = ::epoll_pwait2(poll_, events, 64, &most, nullptr);
        for (int i = 0; i < ready; ++i) answer(*static_cast<Connection*>(events[i].data.ptr));
    }

    void answer(Connection& connection) {
        static char block[65536];
        std::size_t size = 0;
        do {
            const auto got = ::recv(connection.socket, block + size, sizeof block - size, 0);
            if (got <= 0) end("recv");
            size += static_cast<std::size_t>(got);
        } while (size < lengthOf({block, size}));
        if (!std::string_view{block, size}.starts_with("HTTP/1.1 200 ")) ++failed;
        took.push_back(
            std::chrono::duration_cast<microseconds>(Clock::now() - connection.due).count());
        idle_.push_back(&connection);
    }

    const std::string request_;
    int poll_;
    std::vector<Connection> connections_;
    std::deque<Connection*> idle_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 7) return 2;
    raiseDescriptorLimit();
    Requests requests{std::atoi(words[1]), words[2], words[3], std::atoi(words[4])};
    requests.work(std::atoi(words[5]), std::chrono::seconds{1});  // What is remembered is warm.
    requests.took.clear();
    requests.failed = 0;
    const double before = processorSeconds();
    requests.work(std::atoi(words[5]), std::chrono::seconds{std::atoi(words[6])});
    auto& took = requests.took;
    std::sort(took.begin(), took.end());
    std::printf(
        "{\"requests\":%zu,\"failed\":%d,\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f,\"processor\":%.3f}"
        "\n",
        took.size(), requests.failed, quantile(took, 0.5), quantile(took, 0.99), quantile(took, 1),
        processorSeconds() - before);
}
