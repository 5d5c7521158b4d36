#pragma once

#include "foundation/base/Result.hpp"
#include "transport/redis/Failure.hpp"
#include "transport/redis/Reply.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace jim::transport::redis::impl {

using Moment = std::chrono::microseconds;

/// Called once with the replies of all commands that were sent together, or why there are none.
using Completion = std::function<void(base::Result<std::vector<Reply>>)>;

/// Who waits for which replies of one connection. Redis answers in the order in which it was
/// asked; who has waited too long is told so, and stays as a tombstone that takes its late replies.
class ReplyQueue {
public:
    void expect(std::size_t replies, Moment deadline, Completion done);

    /// False: nobody asked.
    [[nodiscard]] bool take(Reply reply);

    /// Tells those whose deadline is over; how many they were.
    std::size_t expire(Moment now, const Failure& why);

    /// Tells all that still wait.
    void failAll(const Failure& why);

    /// The deadline that the longest unanswered has passed, when it has.
    [[nodiscard]] std::optional<Moment> silentSince() const;

    [[nodiscard]] std::size_t size() const { return waiting_.size(); }

private:
    struct Waiting {
        std::size_t missing = 0;
        Moment deadline{0};
        Completion done;  ///< Empty: a tombstone.
        std::vector<Reply> replies;
    };

    std::deque<Waiting> waiting_;
};

}  // namespace jim::transport::redis::impl
