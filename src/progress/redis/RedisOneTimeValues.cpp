#include "progress/redis/RedisOneTimeValues.hpp"

#include "progress/redis/impl/Keys.hpp"

#include <utility>

namespace jim::progress::redis {

using transport::redis::Command;
using transport::redis::failureOf;
using transport::redis::toError;

namespace {

/// Nobody of ours leaves more; what is longer is not sent whole.
constexpr std::int64_t kLongest = 1024;

}  // namespace

RedisOneTimeValues::RedisOneTimeValues(transport::redis::Client& client,
                                       const std::string& keyPrefix)
    : client_(client), keys_(impl::Keys{keyPrefix}.once()) {}

base::Status RedisOneTimeValues::keep(std::string_view name, std::string_view value,
                                      std::chrono::seconds age) {
    Command command{"SET", keys_ + std::string{name}, value, "EX"};
    command.add(static_cast<std::int64_t>(age.count()));
    JIM_ASSIGN(const auto replies, client_.execute({command}));
    if (replies.front().isError()) return base::fail(toError(failureOf(replies.front().text)));
    return {};
}

/// Several may read it at the same time; who has deleted it has taken it. Both commands are among
/// those that the store needs too.
base::Result<std::optional<std::string>> RedisOneTimeValues::take(std::string_view name) {
    const auto key = keys_ + std::string{name};
    const auto read = Command{"GETRANGE", key, "0"}.add(kLongest - 1);
    JIM_ASSIGN(auto replies, client_.execute({read, {"DEL", key}}));
    for (const auto& reply : replies)
        if (reply.isError()) return base::fail(toError(failureOf(reply.text)));
    const bool taken = replies.size() == 2 && replies[0].isText() && !replies[0].text.empty() &&
                       replies[1].isInteger() && replies[1].integer == 1;
    return taken ? std::optional{std::move(replies[0].text)} : std::nullopt;
}

}  // namespace jim::progress::redis
