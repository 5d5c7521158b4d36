#include "transport/redis/Failure.hpp"

#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::transport::redis {
namespace {

constexpr base::EnumText<Trouble, 10> kTroubles{{{
    {Trouble::None, "none"},
    {Trouble::Unreachable, "unreachable"},
    {Trouble::Silent, "silent"},
    {Trouble::Tls, "tls"},
    {Trouble::Credentials, "credentials"},
    {Trouble::Permission, "permission"},
    {Trouble::ReadOnly, "read_only"},
    {Trouble::NoMaster, "no_master"},
    {Trouble::Refused, "refused"},
    {Trouble::Protocol, "protocol"},
}}};

struct Known {
    std::string_view code;
    Trouble trouble;
    std::string_view message;
};

constexpr Known kKnown[] = {
    {"WRONGPASS", Trouble::Credentials,
     "Redis does not accept the user name and password: check JIM_REDIS_USERNAME and "
     "JIM_REDIS_PASSWORD or JIM_REDIS_PASSWORD_FILE."},
    {"NOAUTH", Trouble::Credentials,
     "Redis asks for a password: set JIM_REDIS_PASSWORD or JIM_REDIS_PASSWORD_FILE."},
    {"NOPERM", Trouble::Permission,
     "The Redis user may not do what is needed: give it the rights that "
     "docs/administration/redis.md lists."},
    {"READONLY", Trouble::ReadOnly,
     "Redis is a read-only replica: name its master, or its sentinels."},
    {"OOM", Trouble::Refused,
     "Redis is out of memory: raise its maxmemory, or find what fills it with keys that never "
     "expire."},
    {"LOADING", Trouble::Refused, "Redis is still loading its data."},
    {"BUSY", Trouble::Refused, "Redis is busy with a script of somebody else."},
    {"MISCONF", Trouble::Refused,
     "Redis refuses writes since it cannot save to disk: see its log, or turn saving off."},
    {"NOREPLICAS", Trouble::Refused, "Redis refuses writes while it has too few replicas."},
    {"MASTERDOWN", Trouble::ReadOnly, "Redis is a replica that has lost its master."},
};

/// What comes from outside, on one line and not too long.
std::string quoted(std::string_view text) {
    std::string result{text.substr(0, 120)};
    std::ranges::replace_if(result, [](unsigned char c) { return c < 0x20 || c >= 0x7F; }, '?');
    return result;
}

}  // namespace

std::string_view toText(Trouble trouble) {
    return kTroubles.text(trouble);
}

base::Error toError(const Failure& failure) {
    return {
        base::ErrorKind::Unavailable, failure.message, std::string{toText(failure.trouble)}, {}};
}

Failure failureOf(std::string_view errorReply) {
    const auto code = errorReply.substr(0, errorReply.find(' '));
    for (const auto& known : kKnown)
        if (known.code == code) return {known.trouble, std::string{known.message}};
    return {Trouble::Refused, fmt::format("Redis answers: {}", quoted(errorReply))};
}

}  // namespace jim::transport::redis
