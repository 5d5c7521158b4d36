#pragma once

#include "runs/activity/ServiceSetting.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class ServiceSettingStore final : public runs::activity::ServiceSettingStore {
public:
    explicit ServiceSettingStore(transport::sqlite::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Result<std::map<std::string, std::string>> overridden() override;
    [[nodiscard]] base::Status set(const std::string& key, const std::string& value) override;
    [[nodiscard]] base::Status reset(const std::string& key) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
