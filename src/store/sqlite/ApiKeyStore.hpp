#pragma once

#include "security/ApiKey.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class ApiKeyStore final : public security::ApiKeyStore {
public:
    explicit ApiKeyStore(transport::sqlite::Connection& connection) : connection_(connection) {}

    using ApiKey = security::ApiKey;

    [[nodiscard]] base::Result<std::vector<ApiKey>> all() override;
    [[nodiscard]] base::Result<std::optional<ApiKey>> findByHash(const std::string& hash) override;
    [[nodiscard]] base::Status save(const ApiKey& key) override;
    [[nodiscard]] base::Status remove(const base::Guid& id) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
