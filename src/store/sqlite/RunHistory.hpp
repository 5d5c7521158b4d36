#pragma once

#include "progress/RunHistory.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class RunHistory final : public progress::RunHistory {
public:
    explicit RunHistory(transport::sqlite::Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<std::vector<progress::PastRun>> comparable(
        std::int32_t runProfileId, std::string_view runType, std::size_t limit) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
