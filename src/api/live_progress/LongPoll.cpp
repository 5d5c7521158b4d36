#include "api/live_progress/LongPoll.hpp"

#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <mutex>

namespace jim::api::live_progress {

using namespace operation;
using transport::http::Request;
using transport::http::Responder;

namespace {

/// How many seconds a client that polls does well to wait.
constexpr std::string_view kPollHint = "1";

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

/// Calls `use` with each element of a list that is separated by commas, until it returns true.
template <class F>
bool anyOf(std::string_view list, F use) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (use(trimmed(list.substr(0, comma)))) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

/// RFC 9110, section 13.1.2: a list of entity tags, compared weakly, or `*`.
bool matches(std::string_view list, std::string_view etag) {
    return anyOf(list, [&](std::string_view tag) {
        if (tag == "*") return true;
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        return tag.size() == etag.size() + 2 && tag.front() == '"' && tag.back() == '"' &&
               tag.substr(1, etag.size()) == etag;
    });
}

void addHeaders(Reply& reply, std::string_view etag, bool terminal) {
    reply.headers.push_back({"ETag", fmt::format("\"{}\"", etag)});
    reply.headers.push_back({"Cache-Control", "no-cache"});
    if (!terminal) reply.headers.push_back({"Retry-After", std::string{kPollHint}});
}

/// One request that waits. The feed's thread answers it, once; who comes second finds no responder.
class LongPoll {
public:
    LongPoll(const Wait& wait, watch::Watching watching, Responder respond)
        : etag_(wait.etag),
          applied_(fmt::format("wait={}", wait.patience.count())),
          clock_(wait.clock),
          watching_(std::move(watching)),
          respond_(std::move(respond)) {}

    void answer() {
        const std::scoped_lock lock{mutex_};
        if (!respond_) return;
        (*respond_)(watching_->watch.isRevoked()
                        ? toResponse(errorReply(invalidKey(), clock_.now()))
                        : newest());
        respond_.reset();
        watching_.reset();  // Which the wake-up that owns this goes with.
    }

    [[nodiscard]] watch::Watch& watch() { return watching_->watch; }

private:
    /// All who wait for the same are sent the same bytes.
    [[nodiscard]] transport::http::Response newest() {
        const auto [shown, was] = watching_->watch.take();
        Reply reply = shown ? document({}) : empty(304);
        addHeaders(reply, shown ? shown->etag : etag_, shown && shown->terminal);
        reply.headers.push_back({"Preference-Applied", applied_});
        auto response = toResponse(std::move(reply));
        if (shown) response.shared = documentOf(shown);
        return response;
    }

    const std::string etag_;
    const std::string applied_;
    const base::Clock& clock_;
    std::mutex mutex_;
    std::optional<watch::Watching> watching_;
    std::optional<Responder> respond_;
};

}  // namespace

Reply progressReply(const Request& request, progress::ReadDocument read) {
    Reply reply = isSeen(request, read.etag) ? empty(304) : document(std::move(read.document));
    addHeaders(reply, read.etag, read.terminal);
    return reply;
}

ErrorBody errorOf(const watch::NoProgress& none) {
    return {
        404, none.expired ? "PROGRESS_EXPIRED" : "NOT_FOUND", none.message, none.seeInstead, {}};
}

bool isSeen(const Request& request, std::string_view etag) {
    return matches(request.header("If-None-Match"), etag);
}

std::optional<std::chrono::seconds> preferredWait(const Request& request) {
    if (!request.findHeader("If-None-Match")) return std::nullopt;
    std::optional<std::chrono::seconds> wait;
    anyOf(request.header("Prefer"), [&](std::string_view preference) {
        preference = preference.substr(0, preference.find(';'));
        const auto equals = preference.find('=');
        if (equals == std::string_view::npos ||
            !base::equalsIgnoringCase(trimmed(preference.substr(0, equals)), "wait"))
            return false;
        const auto digits = trimmed(preference.substr(equals + 1));
        std::uint32_t seconds = 0;
        const auto* end = digits.data() + digits.size();
        const auto parsed = std::from_chars(digits.data(), end, seconds);
        if (parsed.ec == std::errc{} && parsed.ptr == end && seconds > 0)
            wait = std::min<std::chrono::seconds>(std::chrono::seconds{seconds}, kLongestWait);
        return true;
    });
    return wait;
}

void waitForChange(const Wait& wait, watch::Watching watching, Responder& respond) {
    const auto poll = std::make_shared<LongPoll>(wait, std::move(watching), std::move(respond));
    // The watch keeps what it wakes, and that keeps the watch, until the request is answered.
    auto& watch = poll->watch();
    watch.wakeAt(wait.until);
    watch.keepQuiet(wait.clock.steady() + kGathering);
    watch.serve(watch::Surface::LongPoll);
    watch.onChange([poll] { poll->answer(); });
}

}  // namespace jim::api::live_progress
