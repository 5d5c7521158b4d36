#include "api/watch/EventStream.hpp"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <utility>

namespace jim::api::watch {
namespace {

using transport::http::Piece;
using transport::http::SharedBytes;

/// Proxies and browsers learn from these that the connection lives.
constexpr std::string_view kHeartbeat = ": \n\n";

/// When the server stops, each watcher is told to come back after another while, so that they do
/// not all come at once.
std::string_view farewell() {
    static const auto texts = [] {
        std::array<std::string, 16> made;
        for (std::size_t i = 0; i < made.size(); ++i) {
            const auto wait = 1000 + 250 * i;
            made[i] = fmt::format("retry: {}\n", wait) +
                      eventText("reconnect", fmt::format(R"({{"afterMilliseconds":{}}})", wait));
        }
        return made;
    }();
    static std::atomic<std::size_t> turn{0};
    return texts[turn.fetch_add(1, std::memory_order_relaxed) % texts.size()];
}

/// The key that opened the stream opens nothing any more.
const SharedBytes& revocation() {
    static const SharedBytes text{eventText(
        "revoked",
        R"({"code":"UNAUTHORISED","message":"The API key of this stream was deleted or disabled, )"
        R"(or has expired."})")};
    return text;
}

std::string healthEvent(const Change& change) {
    return eventText("health", fmt::format(R"({{"activityId":"{}","was":"{}","is":"{}"}})",
                                           base::toText(change.shown->activityId),
                                           toText(*change.was), toText(change.shown->health)));
}

/// What one stream sends: pulled, so that a slow client's events do not pile up.
class Events {
public:
    Events(Watching watching, bool endsWithRuns, std::string opening)
        : watching_(std::move(watching)),
          opening_(std::move(opening)),
          endsWithRuns_(endsWithRuns) {}

    Piece next() {
        if (!opening_.empty()) return {SharedBytes{std::exchange(opening_, {})}, false};
        if (next_) return pieceOf(std::exchange(next_, nullptr));
        if (watching_.watch.isRevoked()) return {revocation(), true};
        const Change change = watching_.watch.take();
        if (!change.shown) return {{}, endsWithRuns_ && watching_.watch.size() == 0};
        if (!change.was) return pieceOf(change.shown);
        next_ = change.shown;
        return {SharedBytes{healthEvent(change)}, false};
    }

    [[nodiscard]] Watch& watch() { return watching_.watch; }

private:
    [[nodiscard]] Piece pieceOf(const ShownPtr& shown) const {
        return {eventOf(shown), endsWithRuns_ && shown->terminal && watching_.watch.size() == 0};
    }

    Watching watching_;
    std::string opening_;
    ShownPtr next_;  ///< Goes out after the event on its health.
    bool endsWithRuns_;
};

}  // namespace

std::string eventText(std::string_view name, std::string_view data) {
    return fmt::format("event: {}\ndata: {}\n\n", name, data);
}

void streamEvents(transport::http::Responder& respond, Watching watching, bool endsWithRuns,
                  std::string opening) {
    watching.watch.serve(Surface::EventStream);
    const auto events =
        std::make_shared<Events>(std::move(watching), endsWithRuns, std::move(opening));
    transport::http::StreamedResponse response;
    response.head.contentType = "text/event-stream; charset=utf-8";
    response.head.headers = {{"Cache-Control", "no-cache"},
                             {"X-Accel-Buffering", "no"},
                             {"api-supported-versions", "1.0"}};
    response.next = [events] { return events->next(); };
    response.heartbeat = kHeartbeat;
    response.farewell = farewell();
    const std::weak_ptr<Events> weak = events;
    const auto waker = respond.stream(std::move(response));
    // The stream owns its events: when it has ended already there is nobody to wake.
    if (const auto living = weak.lock()) living->watch().onChange([waker] { waker(); });
}

}  // namespace jim::api::watch
