#pragma once

#include "transport/redis/Command.hpp"

#include <string>
#include <string_view>

namespace jim::progress::redis::impl {

/// A script that Redis runs as one step. It is called by its digest; a Redis that does not know it
/// (it is new, or its scripts were flushed) is given the text, and knows it then.
class Script {
public:
    explicit Script(std::string_view text);

    /// The beginning of a call; the number of keys, keys and arguments follow.
    [[nodiscard]] transport::redis::Command call(bool byText) const;

private:
    std::string_view text_;
    std::string digest_;
};

/// Stores a snapshot if it is newer, and tells subscribers.
/// Keys: snapshot, history, active. Arguments: document, time to live in seconds, attempt,
/// revision, 1 when terminal, activity, channel, point of the history or nothing, most points.
/// Returns accepted, attempt, revision, terminal, and whether there was a snapshot of ours before.
[[nodiscard]] const Script& publishScript();

/// The members of the set of active runs, most recent first. Key: active. Argument: at most so
/// many.
[[nodiscard]] const Script& activeScript();

/// The points of a history, oldest first. Key: history. Argument: at most so many.
[[nodiscard]] const Script& historyScript();

}  // namespace jim::progress::redis::impl
