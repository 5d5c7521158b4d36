#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

class MetaverseQueries final : public identity::metaverse::MetaverseQueries {
public:
    using MetaverseObject = identity::metaverse::MetaverseObject;
    using MvoFilter = identity::metaverse::MvoFilter;
    using MvoId = identity::metaverse::MvoId;

    explicit MetaverseQueries(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Result<identity::connector_space::PageOf<MetaverseObject>> objects(
        const MvoFilter& filter, identity::connector_space::PageRequest page) override;
    [[nodiscard]] base::Result<std::int64_t> count(const MvoFilter& filter) override;
    [[nodiscard]] base::Result<std::optional<identity::metaverse::MvoDetail>> object(
        MvoId id) override;
    [[nodiscard]] base::Result<std::vector<identity::metaverse::MvoReferenceDetail>> references(
        std::span<const MvoId> owners) override;

private:
    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres
