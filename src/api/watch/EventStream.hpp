#pragma once

#include "api/watch/Watching.hpp"
#include "transport/http/Responder.hpp"

#include <string>
#include <string_view>

namespace jim::api::watch {

/// Answers with server-sent events: `progress` with a run's newest document, `terminal` with its
/// last one, `health` when a run's health has become another, `revoked` before it ends because its
/// key may watch no more. `opening` are events that go first. A stream that `endsWithRuns` ends
/// after the last run of the watch has; else with its client or the server.
void streamEvents(transport::http::Responder& respond, Watching watching, bool endsWithRuns,
                  std::string opening = {});

/// An event of that name; `data` has no line breaks.
[[nodiscard]] std::string eventText(std::string_view name, std::string_view data);

}  // namespace jim::api::watch
