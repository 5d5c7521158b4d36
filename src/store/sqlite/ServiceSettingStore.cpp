#include "store/sqlite/ServiceSettingStore.hpp"

#include "store/sqlite/impl/Rows.hpp"

namespace jim::store::sqlite {

using transport::sqlite::Statement;

base::Result<std::map<std::string, std::string>> ServiceSettingStore::overridden() {
    std::map<std::string, std::string> values;
    JIM_ASSIGN(Statement rows, connection_.prepare("SELECT key, value FROM service_setting"));
    JIM_TRY(impl::eachRow(rows, [&](const Statement& row) {
        values.emplace(impl::textOf(row, 0), impl::textOf(row, 1));
    }));
    return values;
}

base::Status ServiceSettingStore::set(const std::string& key, const std::string& value) {
    return connection_.atomically([&] {
        return connection_.run(
            "INSERT INTO service_setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", key,
            value);
    });
}

base::Status ServiceSettingStore::reset(const std::string& key) {
    return connection_.atomically(
        [&] { return connection_.run("DELETE FROM service_setting WHERE key = ?", key); });
}

}  // namespace jim::store::sqlite
