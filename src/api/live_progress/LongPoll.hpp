#pragma once

#include "api/operation/Reply.hpp"
#include "api/watch/EventStream.hpp"
#include "api/watch/Found.hpp"
#include "foundation/base/Clock.hpp"
#include "progress/SnapshotReading.hpp"
#include "transport/http/Message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace jim::api::live_progress {

/// No wait is longer.
inline constexpr std::chrono::seconds kLongestWait{30};

/// So long a request that waits gathers changes that are not urgent: who asks again at once gets
/// two answers a second, and costs no more than a stream.
inline constexpr std::chrono::milliseconds kGathering{500};

/// 200 with the document, or 304 when the request's If-None-Match has its ETag.
[[nodiscard]] operation::Reply progressReply(const transport::http::Request& request,
                                             progress::ReadDocument read);

/// Why there is no progress, as the interface answers it.
[[nodiscard]] operation::ErrorBody errorOf(const watch::NoProgress& none);

/// Whether the request's If-None-Match names the ETag (without quotes).
[[nodiscard]] bool isSeen(const transport::http::Request& request, std::string_view etag);

/// `Prefer: wait=N` (RFC 7240), at most kLongestWait, of a request with If-None-Match; nothing
/// when the client did not ask for it, or not for a positive number.
[[nodiscard]] std::optional<std::chrono::seconds> preferredWait(
    const transport::http::Request& request);

/// What a request that waits goes by.
struct Wait {
    std::string etag;  ///< What the client has seen.
    std::chrono::seconds patience;
    std::chrono::microseconds until;  ///< Steady: from when the request came, not from later.
    const base::Clock& clock;
};

/// Answers 200 when the watch has a change: after kGathering, or at once when the run has ended or
/// its health is another; 304 when the time is up or the server stops,
/// 401 when the caller's key was revoked. No thread waits meanwhile.
void waitForChange(const Wait& wait, watch::Watching watching, transport::http::Responder& respond);

}  // namespace jim::api::live_progress
