#pragma once

#include "runs/run_profile/RunProfile.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class RunProfileStore final : public runs::run_profile::RunProfileStore {
public:
    explicit RunProfileStore(transport::sqlite::Connection& connection) : connection_(connection) {}

    using RunProfile = runs::run_profile::RunProfile;

    [[nodiscard]] base::Result<std::vector<RunProfile>> ofSystem(std::int32_t systemId) override;
    [[nodiscard]] base::Result<std::optional<RunProfile>> find(std::int32_t id) override;
    [[nodiscard]] base::Status save(RunProfile& profile) override;
    [[nodiscard]] base::Status remove(std::int32_t id) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
