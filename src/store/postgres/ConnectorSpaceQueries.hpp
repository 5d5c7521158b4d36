#pragma once

#include "identity/connector_space/ConnectorSpaceQueries.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

class ConnectorSpaceQueries final : public identity::connector_space::ConnectorSpaceQueries {
public:
    template <class T>
    using PageOf = identity::connector_space::PageOf<T>;
    using PageRequest = identity::connector_space::PageRequest;
    using PendingExportHeader = identity::connector_space::PendingExportHeader;
    using PendingExportId = identity::connector_space::PendingExportId;

    explicit ConnectorSpaceQueries(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Result<PageOf<identity::connector_space::CsoHeader>> objects(
        const identity::connector_space::CsoFilter& filter, PageRequest page) override;
    [[nodiscard]] base::Result<std::optional<identity::connector_space::CsoDetail>> object(
        identity::connector_space::CsoId id) override;
    [[nodiscard]] base::Result<identity::connector_space::CsoCounts> counts(
        std::int32_t systemId) override;
    [[nodiscard]] base::Result<PageOf<PendingExportHeader>> pendingExports(
        const identity::connector_space::PendingExportFilter& filter, PageRequest page) override;
    [[nodiscard]] base::Result<std::optional<PendingExportHeader>> pendingExport(
        PendingExportId id) override;
    [[nodiscard]] base::Result<std::vector<identity::connector_space::PendingReferenceDetail>>
    pendingReferences(PendingExportId id) override;

private:
    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres
