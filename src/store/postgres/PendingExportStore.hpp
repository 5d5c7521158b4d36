#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

class PendingExportStore final : public identity::connector_space::PendingExportStore {
public:
    using PendingExport = identity::connector_space::PendingExport;
    using PendingExportId = identity::connector_space::PendingExportId;
    using PendingReference = identity::connector_space::PendingReference;

    explicit PendingExportStore(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Result<std::vector<PendingExport>> ofObjects(
        std::span<const identity::connector_space::CsoId> objects) override;
    [[nodiscard]] base::Result<std::vector<PendingExport>> load(
        std::span<const PendingExportId> ids) override;
    [[nodiscard]] base::Result<std::vector<Due>> due(std::int32_t systemId,
                                                     base::Timestamp now) override;
    [[nodiscard]] base::Result<std::vector<PendingReference>> references(
        std::span<const PendingExportId> owners) override;
    [[nodiscard]] base::Status apply(
        const identity::connector_space::PendingExportChanges& changes) override;

private:
    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres
