#pragma once

#include "foundation/base/Guid.hpp"
#include "runs/activity/Activity.hpp"
#include "security/ApiKey.hpp"

#include <optional>
#include <string>
#include <vector>

namespace jim::api::access {

/// What a route asks of its caller; each level includes those before it.
enum class Level { Anonymous, User, Reader, Operator, Administrator };

[[nodiscard]] std::string_view toText(Level level);

/// Who is asking.
struct Principal {
    std::optional<base::Guid> keyId;  ///< Empty: nobody known.
    std::string name;
    bool infrastructure = false;
    std::vector<security::Role> roles;
    std::string keyHash{};  ///< Of the key it was known by.

    [[nodiscard]] Level level() const;
    [[nodiscard]] runs::activity::Initiator initiator() const;
};

}  // namespace jim::api::access
