#pragma once

#include "progress/OneTimeValues.hpp"
#include "transport/redis/Client.hpp"

#include <string>

namespace jim::progress::redis {

/// Values under `[prefix]progress:once:NAME`. Waits as long as the client's options say. A value
/// may have been written by anybody who may write there.
class RedisOneTimeValues final : public OneTimeValues {
public:
    /// The client outlives it.
    RedisOneTimeValues(transport::redis::Client& client, const std::string& keyPrefix);

    [[nodiscard]] base::Status keep(std::string_view name, std::string_view value,
                                    std::chrono::seconds age) override;
    [[nodiscard]] base::Result<std::optional<std::string>> take(std::string_view name) override;

private:
    transport::redis::Client& client_;
    const std::string keys_;
};

}  // namespace jim::progress::redis
