#pragma once

#include "runs/activity/ServiceSetting.hpp"
#include "store/Rows.hpp"

namespace jim::store {

template <class Connection>
class ServiceSettingStore final : public runs::activity::ServiceSettingStore {
public:
    explicit ServiceSettingStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<std::map<std::string, std::string>> overridden() override;
    [[nodiscard]] base::Status set(const std::string& key, const std::string& value) override;
    [[nodiscard]] base::Status reset(const std::string& key) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::map<std::string, std::string>> ServiceSettingStore<Connection>::overridden() {
    std::map<std::string, std::string> values;
    JIM_ASSIGN(auto rows, connection_.prepare("SELECT key, value FROM service_setting"));
    JIM_TRY(
        eachRow(rows, [&](const auto& row) { values.emplace(textOf(row, 0), textOf(row, 1)); }));
    return values;
}

template <class Connection>
base::Status ServiceSettingStore<Connection>::set(const std::string& key,
                                                  const std::string& value) {
    return connection_.atomically([&] {
        return connection_.run(
            "INSERT INTO service_setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = "
            "?2",
            key, value);
    });
}

template <class Connection>
base::Status ServiceSettingStore<Connection>::reset(const std::string& key) {
    return connection_.atomically(
        [&] { return connection_.run("DELETE FROM service_setting WHERE key = ?", key); });
}

}  // namespace jim::store
