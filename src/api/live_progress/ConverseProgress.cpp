#include "api/live_progress/Operations.hpp"
#include "api/live_progress/RunList.hpp"
#include "transport/http/Responder.hpp"

#include <fmt/format.h>

#include <deque>
#include <mutex>

namespace jim::api::live_progress {

using namespace operation;
using transport::http::SharedBytes;
using transport::http::Utterance;

namespace {

constexpr std::uint16_t kPolicyViolation = 1008;

/// A client that makes so many mistakes is closed, so that refusals cannot pile up either.
constexpr std::size_t kMostRefusals = 2 * kMostRuns;

/// One client's WebSocket: what it wants to watch, and what it has not been told yet.
class Talk : public std::enable_shared_from_this<Talk> {
public:
    Talk(watch::Feed& feed, watch::Watching watching, const base::Clock& clock)
        : feed_(feed), watching_(std::move(watching)), clock_(clock) {}

    /// On a server thread.
    Utterance next() {
        {
            const std::scoped_lock lock{mutex_};
            if (!refusals_.empty()) {
                SharedBytes text{std::move(refusals_.front())};
                refusals_.pop_front();
                return {std::move(text)};
            }
            if (refused_ >= kMostRefusals) return {{}, true, kPolicyViolation};
        }
        if (watching_.watch.isRevoked()) return farewell();
        const auto change = watching_.watch.take();
        return change.shown ? Utterance{documentOf(change.shown)} : Utterance{};
    }

    /// On a thread that may wait.
    void hear(const std::string& message) {
        const auto wish = parseJson(message);
        if (!wish)
            refuse("A message is a JSON object.");
        else if (wish->members() == nullptr ||
                 (wish->find("subscribe") == nullptr && wish->find("unsubscribe") == nullptr))
            refuse(R"(A message is {"subscribe":[...]} or {"unsubscribe":[...]}.)");
        else {
            each(*wish, "unsubscribe",
                 [this](const base::Guid& id) { watching_.watch.remove(id); });
            each(*wish, "subscribe", [this](const base::Guid& id) { subscribe(id); });
        }
    }

    [[nodiscard]] watch::Watch& watch() { return watching_.watch; }

private:
    /// Why, and then the end.
    Utterance farewell() {
        if (std::exchange(toldRevoked_, true)) return {{}, true, kPolicyViolation};
        return {SharedBytes{errorReply(invalidKey(), clock_.now()).body}};
    }

    template <class F>
    void each(const Json& wish, std::string_view name, F use) {
        const auto* list = wish.find(name);
        if (list == nullptr) return;
        if (list->items() == nullptr || list->items()->size() > kMostRuns)
            return refuse(fmt::format("'{}' is a list of at most {} ids.", name, kMostRuns));
        for (const Json& item : *list->items()) {
            const auto id = item.text() != nullptr ? base::parseGuid(*item.text()) : std::nullopt;
            if (id)
                use(*id);
            else
                refuse(fmt::format("'{}' names runs by the GUIDs of their activities.", name));
        }
    }

    void subscribe(const base::Guid& id) {
        if (watching_.watch.size() >= kMostRuns)
            return refuse(fmt::format("One connection follows at most {} runs.", kMostRuns));
        if (auto refusal = tryWatch(feed_, watching_.watch, id)) say(std::move(*refusal));
    }

    void refuse(std::string message) {
        say(errorReply({400, "VALIDATION_ERROR", std::move(message)}, clock_.now()).body);
    }

    void say(std::string refusal) {
        const std::scoped_lock lock{mutex_};
        if (++refused_ < kMostRefusals) refusals_.push_back(std::move(refusal));
    }

    watch::Feed& feed_;
    watch::Watching watching_;
    const base::Clock& clock_;
    std::mutex mutex_;
    std::deque<std::string> refusals_;
    std::size_t refused_ = 0;
    bool toldRevoked_ = false;
};

base::Status converse(Call& call, transport::http::Responder& respond) {
    const auto key = transport::http::webSocketKey(call.request());
    if (!key) {
        Reply reply = errorReply(
            {426, "BAD_REQUEST", "This path speaks WebSocket only (RFC 6455, version 13)."},
            call.now());
        reply.headers.push_back({"Upgrade", "websocket"});
        reply.headers.push_back({"Sec-WebSocket-Version", "13"});
        respond(toResponse(std::move(reply)));
        return {};
    }
    auto watching = call.startWatching();
    if (!watching) {
        respond(toResponse(tooManyWatchers(call.now())));
        return {};
    }
    watching->watch.serve(watch::Surface::WebSocket);
    const auto talk =
        std::make_shared<Talk>(call.feed(), std::move(*watching), call.context().clock);
    transport::http::Conversation conversation;
    conversation.key = *key;
    conversation.next = [talk] { return talk->next(); };
    const std::weak_ptr<Talk> weak = talk;
    conversation.receive = [weak, &context = call.context()](std::string message,
                                                             std::shared_ptr<void> turn) {
        const auto work = [weak, message = std::move(message), turn = std::move(turn)] {
            if (const auto living = weak.lock()) living->hear(message);
        };
        context.later ? context.later(work) : work();
    };
    const auto waker = respond.converse(std::move(conversation));
    talk->watch().onChange([waker] { waker(); });
    return {};
}

}  // namespace

Route converseProgress() {
    return {
        .method = Method::Get,
        .path = "/progress/ws",
        .access = Level::Reader,
        .summary =
            "A WebSocket: send `{\"subscribe\":[ids]}` and `{\"unsubscribe\":[ids]}`, and get "
            "the newest progress of these runs, one document a message.",
        .query = "ticket?",
        .successes = {{101}},
        .stream = converse,
        .tickets = true,
    };
}

}  // namespace jim::api::live_progress
