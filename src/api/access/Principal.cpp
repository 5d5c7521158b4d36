#include "api/access/Principal.hpp"

#include <algorithm>

namespace jim::api::access {
namespace {

Level levelOf(security::Role role) {
    switch (role) {
        case security::Role::Administrator:
            return Level::Administrator;
        case security::Role::Operator:
            return Level::Operator;
        case security::Role::Reader:
            return Level::Reader;
    }
    return Level::User;
}

}  // namespace

std::string_view toText(Level level) {
    switch (level) {
        case Level::Anonymous:
            return "Anonymous";
        case Level::User:
            return "User";
        case Level::Reader:
            return "Reader";
        case Level::Operator:
            return "Operator";
        case Level::Administrator:
            return "Administrator";
    }
    return {};
}

Level Principal::level() const {
    if (!keyId) return Level::Anonymous;
    Level highest = Level::User;
    for (const auto role : roles) highest = std::max(highest, levelOf(role));
    return highest;
}

runs::activity::Initiator Principal::initiator() const {
    if (!keyId) return {runs::activity::InitiatorType::Anonymous, std::nullopt, {}};
    return {runs::activity::InitiatorType::ApiKey, keyId, name};
}

}  // namespace jim::api::access
