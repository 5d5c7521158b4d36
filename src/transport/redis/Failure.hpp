#pragma once

#include "foundation/base/Result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace jim::transport::redis {

/// What keeps us from a Redis, as far as an administrator does something else about it.
enum class Trouble : std::uint8_t {
    None,
    Unreachable,  ///< Nothing listens, the name is unknown, the connection broke.
    Silent,       ///< It does not answer in time.
    Tls,          ///< The two do not trust each other.
    Credentials,  ///< It does not know the user or the password.
    Permission,   ///< The user may not do what is needed.
    ReadOnly,     ///< It is a replica.
    NoMaster,     ///< No sentinel knows where the master is.
    Refused,      ///< It answers, and does not do what was asked: out of memory, loading, busy.
    Protocol,     ///< What answers is no Redis, or sends more than the limits.
};

[[nodiscard]] std::string_view toText(Trouble trouble);

/// Why something could not be had from Redis.
struct Failure {
    Trouble trouble = Trouble::None;
    std::string message;  ///< For administrators; without secrets.
};

/// As an error of a call: Unavailable.
[[nodiscard]] base::Error toError(const Failure& failure);

/// What an error reply means.
[[nodiscard]] Failure failureOf(std::string_view errorReply);

}  // namespace jim::transport::redis
