#pragma once

#include "api/test/SampleFixture.hpp"
#include "progress/SnapshotReading.hpp"
#include "transport/http/Target.hpp"
#include "transport/http/test/RawConnection.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <fmt/format.h>

#include <charconv>

namespace jim::api {

/// A server-sent event as a browser would see it.
struct Event {
    std::string id;
    std::string name;
    std::string data;

    [[nodiscard]] Json json() const { return operation::parseJson(data).value(); }
    [[nodiscard]] std::string text(std::string_view path) const {
        return Answer{200, json(), {}}.text(path);
    }
};

/// A client that has asked for something and reads the answer as it comes.
class Follower {
public:
    Follower(std::uint16_t port, const std::string& key, std::string_view target,
             const transport::http::Headers& headers = {})
        : connection_(std::make_unique<transport::http::RawConnection>(port)) {
        std::string request = fmt::format("GET /api/v1{} HTTP/1.1\r\nHost: localhost\r\n", target);
        if (!key.empty()) request += "X-API-Key: " + key + "\r\n";
        for (const auto& header : headers) request += header.name + ": " + header.value + "\r\n";
        connection_->send(request + "\r\n");
    }

    /// The head, with the body when the answer has a length.
    std::string answer() { return connection_->readResponse(); }

    /// The next event; one without a name at the end of the stream.
    Event event() {
        std::size_t end = 0;
        while ((end = text_.find("\n\n")) == std::string::npos)
            if (!readChunk()) return {};
        Event event;
        for (std::string_view rest{text_.data(), end}; !rest.empty();) {
            const auto line = rest.substr(0, rest.find('\n'));
            const auto value = line.substr(std::min(line.find(": ") + 2, line.size()));
            if (line.starts_with("id: ")) event.id = value;
            if (line.starts_with("event: ")) event.name = value;
            if (line.starts_with("data: ")) event.data = value;
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        }
        text_.erase(0, end + 2);
        return event.name.empty() ? this->event() : event;
    }

    /// The next event but for those that say only how health changed.
    Event snapshot() {
        auto next = event();
        while (next.name == "health") next = event();
        return next;
    }

    /// Whether the stream has come to its regular end.
    bool ended() { return event().name.empty() && closed_; }

private:
    bool readChunk() {
        std::string line;
        while (!line.ends_with("\r\n")) {
            const auto next = connection_->readSome(1);
            if (next.empty()) return false;
            line += next;
        }
        std::size_t size = 0;
        std::from_chars(line.data(), line.data() + line.size(), size, 16);
        text_ += connection_->readSome(size);
        connection_->readSome(2);
        closed_ = size == 0;
        return !closed_;
    }

    std::unique_ptr<transport::http::RawConnection> connection_;
    std::string text_;
    bool closed_ = false;
};

/// The API behind the real server, which asks it first what it can answer at once, as the program
/// does; and runs whose progress the test makes. Time stands still, and watchers are told when the
/// test says so.
class WatchFixture : public SampleFixture {
protected:
    void pass(std::chrono::milliseconds time) {
        clock_.advance(time);
        api_->tellWatchers();
    }
    void finish(progress::RunProgress& run) {
        publisher_.finish(run, {});
        publish();
    }

    void revoke(std::string_view keyName) {
        for (const auto& key : *get("/apikeys").body.items())
            if (*key.find("name")->text() == keyName)
                EXPECT_EQ(remove("/apikeys/" + *key.find("id")->text()).status, 204);
    }

    static std::string path(const base::Guid& id) {
        return "/activities/" + base::toText(id) + "/progress";
    }
    Follower follow(std::string_view target, const transport::http::Headers& headers = {}) {
        return {server_.port(), key_, target, headers};
    }
    /// One that asks to wait for a change.
    Follower poll(const base::Guid& id, std::string_view etag, std::string_view prefer) {
        return follow(path(id),
                      {{"If-None-Match", std::string{etag}}, {"Prefer", std::string{prefer}}});
    }
    void awaitWatchers(std::size_t count) const {
        while (api_->watchers() != count) std::this_thread::yield();
    }
    std::string etagOf(const base::Guid& id) { return get(path(id)).header("ETag"); }
    /// The document but for when it was retrieved.
    static std::string withoutRetrievedAt(std::string document) {
        const auto at = document.find(R"("retrievedAt":")") + 15;
        document.erase(at, document.find('"', at) - at);
        return document;
    }

    transport::http::RunningServer server_{
        [this](transport::http::Request&& request, transport::http::Responder respond) {
            if (api_->handleAtOnce(request, respond)) return;
            api_->handle(std::move(request), std::move(respond));
        }};
};

}  // namespace jim::api
