#pragma once

#include "transport/redis/Command.hpp"
#include "transport/redis/Failure.hpp"
#include "transport/redis/Options.hpp"
#include "transport/redis/Reply.hpp"

#include <span>
#include <vector>

namespace jim::transport::redis::impl {

/// What a new connection says first, in one round trip: who we are, which database, and whether
/// that is a master.
[[nodiscard]] std::vector<Command> greeting(const Options& options);

/// What the replies to `greeting` mean; Trouble::None when the connection may be used.
[[nodiscard]] Failure judgeGreeting(const Options& options, std::span<const Reply> replies);

/// Whether it is a master, and what the reply to that means.
[[nodiscard]] Command roleQuestion();
[[nodiscard]] Failure judgeRole(const Reply& reply);

/// The question for a sentinel where the master is.
[[nodiscard]] std::vector<Command> sentinelQuestion(const Options& options);

/// Its answer.
struct MasterAnswer {
    Address address;
    Failure failure;  ///< Trouble::None when the address is good.
};
[[nodiscard]] MasterAnswer judgeSentinel(const Options& options, std::span<const Reply> replies);

}  // namespace jim::transport::redis::impl
