#pragma once

#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

class ConnectorSpaceStore final : public identity::connector_space::ConnectorSpaceStore {
public:
    using CsoId = identity::connector_space::CsoId;
    using ConnectorSpaceObject = identity::connector_space::ConnectorSpaceObject;
    using CsoReference = identity::connector_space::CsoReference;
    using KnownObject = identity::connector_space::KnownObject;

    explicit ConnectorSpaceStore(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Status forEachKnown(
        std::int32_t systemId, const std::function<void(const KnownObject&)>& visit) override;
    [[nodiscard]] base::Result<std::vector<ConnectorSpaceObject>> load(
        std::span<const CsoId> ids) override;
    [[nodiscard]] base::Result<std::vector<ConnectorSpaceObject>> page(
        const identity::connector_space::SynchronisationPage& page) override;
    [[nodiscard]] base::Result<std::vector<CsoReference>> references(
        std::span<const CsoId> owners) override;
    [[nodiscard]] base::Status apply(
        const identity::connector_space::ConnectorSpaceChanges& changes) override;
    [[nodiscard]] base::Result<std::int64_t> resolveReferences(std::int32_t systemId) override;
    [[nodiscard]] base::Result<std::int64_t> allocate(std::uint16_t kind,
                                                      std::int64_t count) override;

private:
    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres
