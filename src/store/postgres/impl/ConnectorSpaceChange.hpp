#pragma once

#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres::impl {

/// Writes a set of changes within the open transaction. What goes is removed before what comes is
/// inserted: an external id may have passed to another object.
class ConnectorSpaceChange {
public:
    using CsoId = identity::connector_space::CsoId;
    using Changes = identity::connector_space::ConnectorSpaceChanges;

    explicit ConnectorSpaceChange(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Status operator()(const Changes& changes);

private:
    using Objects = std::vector<identity::connector_space::ConnectorSpaceObject>;
    using References = std::vector<identity::connector_space::CsoReference>;

    [[nodiscard]] base::Status remove(const std::vector<CsoId>& objects);
    [[nodiscard]] base::Status insert(const Objects& objects);
    [[nodiscard]] base::Status rename(const std::vector<identity::connector_space::CsoName>& names);
    [[nodiscard]] base::Status update(const Objects& objects);
    [[nodiscard]] base::Status addReferences(const References& references);
    [[nodiscard]] base::Status removeReferences(const References& references);
    [[nodiscard]] base::Status join(const std::vector<identity::connector_space::Join>& joins);
    [[nodiscard]] base::Status touch(const std::vector<CsoId>& objects);

    transport::postgres::Connection& connection_;
};

/// Points unresolved references of a system at their objects and touches the owners.
[[nodiscard]] base::Status resolve(transport::postgres::Connection& connection,
                                   std::int32_t systemId);

}  // namespace jim::store::postgres::impl
