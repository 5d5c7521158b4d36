#include "foundation/base/Error.hpp"

#include <utility>

namespace jim::base {

std::string_view toText(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::InvalidInput:
            return "InvalidInput";
        case ErrorKind::InvalidState:
            return "InvalidState";
        case ErrorKind::NotFound:
            return "NotFound";
        case ErrorKind::Conflict:
            return "Conflict";
        case ErrorKind::Unauthorised:
            return "Unauthorised";
        case ErrorKind::Forbidden:
            return "Forbidden";
        case ErrorKind::Unavailable:
            return "Unavailable";
        case ErrorKind::Cancelled:
            return "Cancelled";
        case ErrorKind::Fenced:
            return "Fenced";
        case ErrorKind::External:
            return "External";
        case ErrorKind::Internal:
            return "Internal";
    }
    return "Internal";
}

Error invalidInput(std::string field, std::string message) {
    Error error{ErrorKind::InvalidInput, message, {}, {}};
    error.fields[std::move(field)].push_back(std::move(message));
    return error;
}

Error invalidState(std::string message) {
    return {ErrorKind::InvalidState, std::move(message), {}, {}};
}

Error notFound(std::string_view what, std::string_view id) {
    std::string message{what};
    message.append(" '").append(id).append("' was not found.");
    return {ErrorKind::NotFound, std::move(message), {}, {}};
}

Error conflict(std::string message) {
    return {ErrorKind::Conflict, std::move(message), {}, {}};
}

Error external(std::string message, std::string detail) {
    return {ErrorKind::External, std::move(message), std::move(detail), {}};
}

Error internal(std::string detail) {
    return {ErrorKind::Internal, "An internal error occurred.", std::move(detail), {}};
}

Error cancelled() {
    return {ErrorKind::Cancelled, "The work was cancelled.", {}, {}};
}

}  // namespace jim::base
