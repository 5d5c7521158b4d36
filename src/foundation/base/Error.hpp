#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jim::base {

/// What went wrong, as far as a caller may need to tell failures apart.
/// The API maps each kind to exactly one HTTP status and code.
enum class ErrorKind {
    InvalidInput,  ///< The caller's value is wrong; `fields` says which.
    InvalidState,  ///< The value is fine, but the thing is not in a state that allows it.
    NotFound,      ///< No such thing.
    Conflict,      ///< It exists already, or somebody else changed it meanwhile.
    Unauthorised,  ///< Nobody known is asking.
    Forbidden,     ///< Somebody known is asking for more than their roles allow.
    Unavailable,   ///< Database, store or source is away; trying again later may help.
    Cancelled,     ///< Somebody asked for the work to stop.
    Fenced,        ///< Another worker owns this run now; nothing was written.
    External,      ///< A connected system, file or peer failed.
    Internal,      ///< A bug, or an exhausted resource.
};

/// A failure as a value. `message` is for administrators: what happened, to what, what to do.
/// `detail` is for the log only and never leaves the process.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;
    std::string detail;
    std::map<std::string, std::vector<std::string>> fields;
};

[[nodiscard]] std::string_view toText(ErrorKind kind);

[[nodiscard]] Error invalidInput(std::string field, std::string message);
[[nodiscard]] Error invalidState(std::string message);
[[nodiscard]] Error notFound(std::string_view what, std::string_view id);
[[nodiscard]] Error conflict(std::string message);
[[nodiscard]] Error external(std::string message, std::string detail = {});
[[nodiscard]] Error internal(std::string detail);
[[nodiscard]] Error cancelled();

}  // namespace jim::base
