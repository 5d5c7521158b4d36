#pragma once

#include "identity/connected_system/ConnectedSystemStore.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class ConnectedSystemStore final : public identity::connected_system::ConnectedSystemStore {
public:
    explicit ConnectedSystemStore(transport::sqlite::Connection& connection)
        : connection_(connection) {}

    using ConnectedSystem = identity::connected_system::ConnectedSystem;

    [[nodiscard]] base::Result<std::vector<ConnectedSystem>> all() override;
    [[nodiscard]] base::Result<std::optional<ConnectedSystem>> find(std::int32_t id) override;
    [[nodiscard]] base::Status save(ConnectedSystem& system) override;
    [[nodiscard]] base::Status remove(std::int32_t id) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
