#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <sstream>
#include <thread>

namespace jim::scenarios {
namespace {

using testing::HasSubstr;
using transport::http::Client;
using transport::http::Method;

struct Event {
    std::string id;
    std::string name;
    std::string data;
};

/// Server-sent events, from pieces that end anywhere.
class EventReader {
public:
    /// The events that are whole now.
    std::vector<Event> take(std::string_view piece) {
        text_ += piece;
        std::vector<Event> events;
        for (std::size_t end = 0; (end = text_.find("\n\n")) != std::string::npos;) {
            Event event;
            std::istringstream lines{text_.substr(0, end)};
            for (std::string line; std::getline(lines, line);) {
                if (line.starts_with("id: ")) event.id = line.substr(4);
                if (line.starts_with("event: ")) event.name = line.substr(7);
                if (line.starts_with("data: ")) event.data = line.substr(6);
            }
            text_.erase(0, end + 2);
            if (!event.name.empty()) events.push_back(std::move(event));
        }
        return events;
    }

private:
    std::string text_;
};

class WatchScenarioTests : public testing::Test {
protected:
    void begin(std::size_t people, std::map<std::string, std::string> settings = {}) {
        workforce.emplace(people, 1);
        writeFile(landscape.hr(), workforce->hrFile());
        jim.emplace(folder.path() / "data", std::move(settings));
        landscape.configure(*jim);
    }

    /// All events of a stream until it ends, or `enough` says so.
    std::vector<Event> follow(const std::string& path,
                              const std::function<bool(const Event&)>& enough = {}) const {
        Client client{jim->url()};
        EventReader reader;
        std::vector<Event> events;
        const auto answer =
            client.stream("/api/v1" + path, {{"X-API-Key", key}}, [&](std::string_view piece) {
                bool done = false;
                for (auto& event : reader.take(piece)) {
                    events.push_back(std::move(event));
                    done = done || (enough && enough(events.back()));
                }
                return !done;
            });
        EXPECT_TRUE(answer) << answer.error().message;
        if (answer) EXPECT_EQ(answer->status, 200);
        return events;
    }

    [[nodiscard]] std::string metrics() const {
        Client client{jim->url()};
        return client.send(Method::Get, "/metrics", {{"X-API-Key", key}})->body;
    }

    static json::object documentOf(const std::string& text) {
        auto document = json::parse(text).as_object();
        document.erase("retrievedAt");
        return document;
    }

    const std::string key = "jim_ak_" + std::string(64, 'a');
    TemporaryFolder folder;
    Landscape landscape{folder.path()};
    std::optional<Workforce> workforce;
    std::optional<JimProcess> jim;
};

TEST_F(WatchScenarioTests, AStreamFollowsARealRunToItsEnd) {
    begin(3000);
    const auto id = landscape.start(*jim, "HR", "FullImport");
    const auto events = follow("/activities/" + id + "/progress/stream");
    ASSERT_FALSE(events.empty());
    std::int64_t attempt = 0;
    std::int64_t revision = 0;
    for (const auto& event : events) {
        if (event.name == "health") continue;
        const auto document = documentOf(event.data);
        const auto nextAttempt = document.at("attempt").to_number<std::int64_t>();
        const auto nextRevision = document.at("revision").to_number<std::int64_t>();
        EXPECT_TRUE(nextAttempt > attempt || nextRevision > revision);
        attempt = nextAttempt;
        revision = nextRevision;
    }
    EXPECT_EQ(events.back().name, "terminal");
    const auto last = jim->send(Method::Get, "/activities/" + id + "/progress");
    EXPECT_EQ("\"" + events.back().id + "\"", last.etag);
    EXPECT_EQ(documentOf(events.back().data), documentOf(json::serialize(last.body)));
}

TEST_F(WatchScenarioTests, LongPollsSeeEveryStepAndTheEnd) {
    begin(1000);
    const auto id = landscape.start(*jim, "HR", "FullImport");
    std::string etag = "\"none\"";
    bool terminal = false;
    for (int i = 0; i < 1000 && !terminal; ++i) {
        const auto answer = jim->send(Method::Get, "/activities/" + id + "/progress", {},
                                      {{"If-None-Match", etag}, {"Prefer", "wait=20"}});
        ASSERT_EQ(answer.status, 200);
        EXPECT_NE(answer.etag, etag);
        etag = answer.etag;
        terminal = answer.body.at("terminal").as_bool();
    }
    EXPECT_TRUE(terminal);
}

TEST_F(WatchScenarioTests, AStoppingServerSendsItsWatchersAwayAndEndsAtOnce) {
    begin(10);
    auto events = std::async(std::launch::async, [&] { return follow("/progress/stream"); });
    while (metrics().find("jim_progress_watchers{surface=\"event_stream\"} 1\n") ==
           std::string::npos)
        std::this_thread::yield();
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(jim->stop(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{8});
    EXPECT_EQ(events.get().back().name, "reconnect");
}

TEST_F(WatchScenarioTests, ATicketIsInNoLog) {
    begin(10, {{"JIM_LOG_LEVEL", "trace"}});
    const auto ticket =
        std::string{jim->send(Method::Post, "/progress/tickets").body.at("ticket").as_string()};
    const auto id = landscape.start(*jim, "HR", "FullImport");
    Client browser{jim->url()};
    const auto path = "/api/v1/activities/" + id + "/progress/stream?ticket=" + ticket;
    const auto first = browser.stream(path, {}, [](std::string_view) { return true; });
    ASSERT_TRUE(first);
    EXPECT_EQ(first->status, 200);
    const auto second = browser.stream(path, {}, [](std::string_view) { return true; });
    ASSERT_TRUE(second);
    EXPECT_EQ(second->status, 401);
    EXPECT_EQ(jim->stop(), 0);
    EXPECT_THAT(readFile(folder.path() / "data" / "server.log"), testing::Not(HasSubstr(ticket)));
}

TEST_F(WatchScenarioTests, MetricsTellWhatRunsDid) {
    begin(50);
    landscape.run(*jim, "HR", "FullImport");
    std::string text;
    // The thread that tells watchers counts too: the end may be told before it is counted.
    while (text.find("jim_runs_finished_total{") == std::string::npos) text = metrics();
    EXPECT_THAT(
        text, HasSubstr("jim_runs_finished_total{run_type=\"FullImport\",state=\"complete\"} 1\n"));
    EXPECT_THAT(
        text, HasSubstr("jim_run_objects_total{run_type=\"FullImport\",outcome=\"created\"} 50\n"));
    EXPECT_THAT(text, HasSubstr("jim_runs{state=\"queued\"} 0\n"));
    EXPECT_THAT(text, HasSubstr("jim_progress_store_up 1\n"));
    EXPECT_THAT(text, HasSubstr("jim_http_request_duration_seconds_bucket{route=\""));
    EXPECT_EQ(Client{jim->url()}.send(Method::Get, "/metrics")->status, 401);
}

}  // namespace
}  // namespace jim::scenarios
