#pragma once

#include "servers/RedisServer.hpp"

#include <functional>
#include <vector>

namespace jim::engine {

/// What happens to a Redis, and how it ends.
struct RedisFault {
    const char* name;
    std::function<void(servers::RedisServer&)> strike;
    std::function<void(servers::RedisServer&)> lift;
    bool away = true;  ///< Progress cannot be written to it meanwhile.
};

[[nodiscard]] std::vector<RedisFault> redisFaults();

}  // namespace jim::engine
