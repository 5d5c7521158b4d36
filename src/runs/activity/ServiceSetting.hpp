#pragma once

#include "foundation/base/Result.hpp"

#include <map>
#include <string>

namespace jim::runs::activity {

/// Settings that administrators change while the service runs; overridden values by key.
/// Which keys there are, their types and defaults, is the API's table.
class ServiceSettingStore {
public:
    virtual ~ServiceSettingStore() = default;
    [[nodiscard]] virtual base::Result<std::map<std::string, std::string>> overridden() = 0;
    [[nodiscard]] virtual base::Status set(const std::string& key, const std::string& value) = 0;
    [[nodiscard]] virtual base::Status reset(const std::string& key) = 0;
};

}  // namespace jim::runs::activity
