#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Result.hpp"
#include "foundation/base/Secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::security {

/// Built-in roles; the numbers are stored. A larger role includes the smaller ones.
enum class Role : std::int32_t { Administrator = 1, Operator = 2, Reader = 3 };

[[nodiscard]] std::string_view toText(Role role);
[[nodiscard]] std::optional<Role> roleOf(std::int32_t id);

/// A key of a script or person. The key itself is never stored, only its SHA-256.
struct ApiKey {
    base::Guid id;
    std::string name;
    std::string description;
    std::string prefix;  ///< The first 12 characters, to recognise it by.
    std::string hash;    ///< Lower-case hexadecimal SHA-256.
    base::Timestamp created;
    std::optional<base::Timestamp> expires;
    std::optional<base::Timestamp> lastUsed;
    std::string lastUsedFrom;
    bool enabled = true;
    bool infrastructure = false;  ///< From JIM_INFRASTRUCTURE_API_KEY: not rate-limited.
    std::vector<Role> roles;
};

/// `jim_ak_` and 64 hexadecimal digits from the system's random generator.
[[nodiscard]] base::Secret newKey();
[[nodiscard]] std::string hashOf(const base::Secret& key);
[[nodiscard]] std::string prefixOf(const base::Secret& key);

/// Keeps API keys. Each call is atomic by itself, or part of the open transaction.
class ApiKeyStore {
public:
    virtual ~ApiKeyStore() = default;
    /// By name.
    [[nodiscard]] virtual base::Result<std::vector<ApiKey>> all() = 0;
    [[nodiscard]] virtual base::Result<std::optional<ApiKey>> findByHash(
        const std::string& hash) = 0;
    /// Inserts or replaces by id.
    [[nodiscard]] virtual base::Status save(const ApiKey& key) = 0;
    [[nodiscard]] virtual base::Status remove(const base::Guid& id) = 0;
};

}  // namespace jim::security
