// Many clients that follow one run, in one thread.
//
//     live_watchers PORT KEY ACTIVITY stream|poll WATCHERS SLOW SECONDS
//
// SLOW of them never read. Prints one JSON object: how many events came, how long after they were
// taken (the documents' asOf; both programs read the same clock), and the processor time this
// program took.

#include "Client.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace jim::bench::live;
using Clock = std::chrono::system_clock;
using std::chrono::microseconds;

struct Client {
    int socket = -1;
};

long digits(std::string_view text, std::size_t at, std::size_t count) {
    long value = 0;
    for (std::size_t i = at; i < at + count; ++i) value = value * 10 + (text[i] - '0');
    return value;
}

/// Microseconds of the day of `...T15:57:26.123456Z`.
long timeOfDay(std::string_view iso) {
    long micros =
        ((digits(iso, 11, 2) * 60 + digits(iso, 14, 2)) * 60 + digits(iso, 17, 2)) * 1'000'000;
    long unit = 100'000;
    for (std::size_t i = 20; i < iso.size() && iso[i] >= '0' && iso[i] <= '9'; ++i, unit /= 10)
        micros += (iso[i] - '0') * unit;
    return micros;
}

class Watchers {
public:
    Watchers(int port, std::string key, const std::string& activity, bool stream)
        : port_(port),
          head_("GET /api/v1/activities/" + activity + "/progress" + (stream ? "/stream" : "") +
                " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + std::move(key) + "\r\n"),
          stream_(stream),
          poll_(::epoll_create1(0)) {}

    void connect(int count, int slow) {
        clients_.resize(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            auto& client = clients_[static_cast<std::size_t>(i)];
            client.socket = connectTo(port_);
            ask(client, "\"\"");
            if (i < slow) continue;
            epoll_event event{EPOLLIN, {.ptr = &client}};
            ::epoll_ctl(poll_, EPOLL_CTL_ADD, client.socket, &event);
            if (i % 100 == 99) work(std::chrono::milliseconds{0});
        }
    }

    void work(microseconds time) {
        const auto until = Clock::now() + time;
        do {
            epoll_event events[256];
            const int ready = ::epoll_wait(poll_, events, 256, time.count() > 0 ? 20 : 0);
            for (int i = 0; i < ready; ++i) read(*static_cast<Client*>(events[i].data.ptr));
        } while (Clock::now() < until);
    }

    void forget() { latencies_.clear(); }
    std::vector<long>& latencies() { return latencies_; }
    [[nodiscard]] int lost() const { return lost_; }

private:
    void ask(const Client& client, const std::string& etag) const {
        const std::string request =
            head_ + (stream_ ? "" : "If-None-Match: " + etag + "\r\nPrefer: wait=20\r\n") + "\r\n";
        if (::send(client.socket, request.data(), request.size(), MSG_NOSIGNAL) < 0) end("send");
    }

    void read(Client& client) {
        static char block[65536];
        const auto got = ::recv(client.socket, block, sizeof block, 0);
        if (got <= 0) {
            ++lost_;
            ::epoll_ctl(poll_, EPOLL_CTL_DEL, client.socket, nullptr);
            return;
        }
        const std::string_view text{block, static_cast<std::size_t>(got)};
        const auto now = std::chrono::duration_cast<microseconds>(Clock::now().time_since_epoch()) %
                         std::chrono::hours{24};
        for (std::size_t at = 0; (at = text.find("\"asOf\":\"", at)) != std::string_view::npos;
             at += 8)
            if (at + 36 < text.size())
                latencies_.push_back(now.count() - timeOfDay(text.substr(at + 8, 27)));
        if (stream_) return;
        const auto etag = text.find("ETag: ");
        if (etag == std::string_view::npos) return;
        ask(client, std::string{text.substr(etag + 6, text.find('\r', etag) - etag - 6)});
    }

    int port_;
    std::string head_;
    bool stream_;
    int poll_;
    int lost_ = 0;
    std::vector<Client> clients_;
    std::vector<long> latencies_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 8) return 2;
    raiseDescriptorLimit();
    Watchers watchers{std::atoi(words[1]), words[2], words[3],
                      std::string_view{words[4]} == "stream"};
    watchers.connect(std::atoi(words[5]), std::atoi(words[6]));
    watchers.work(std::chrono::seconds{2});
    watchers.forget();
    std::printf("connected\n");
    std::fflush(stdout);
    if (std::getchar() == EOF) return 1;
    const double before = processorSeconds();
    const auto began = Clock::now();
    watchers.work(std::chrono::seconds{std::atoi(words[7])});
    const double wall = std::chrono::duration<double>(Clock::now() - began).count();
    auto& all = watchers.latencies();
    std::sort(all.begin(), all.end());
    std::printf(
        "{\"events\":%zu,\"seconds\":%.3f,\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f,"
        "\"lost\":%d,\"processor\":%.3f}\n",
        all.size(), wall, quantile(all, 0.5), quantile(all, 0.99), quantile(all, 1),
        watchers.lost(), processorSeconds() - before);
}
