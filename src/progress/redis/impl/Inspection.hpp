#pragma once

#include "transport/redis/Command.hpp"
#include "transport/redis/Reply.hpp"

#include <span>
#include <string>
#include <vector>

namespace jim::progress::redis::impl {

/// What a Redis is asked about how it is set up.
[[nodiscard]] std::vector<transport::redis::Command> inspection(bool mayReadConfig);

/// What in its answers may cost the picture, as sentences for administrators.
[[nodiscard]] std::vector<std::string> warningsOf(std::span<const transport::redis::Reply> replies);

}  // namespace jim::progress::redis::impl
