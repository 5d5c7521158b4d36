#pragma once

#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite::impl {

/// Writes a set of changes within the open transaction. What goes is removed before what comes is
/// inserted: an external id may have passed to another object.
class ConnectorSpaceChange {
public:
    using CsoId = identity::connector_space::CsoId;
    using Changes = identity::connector_space::ConnectorSpaceChanges;

    explicit ConnectorSpaceChange(transport::sqlite::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Status operator()(const Changes& changes);

private:
    using Objects = std::vector<identity::connector_space::ConnectorSpaceObject>;
    using References = std::vector<identity::connector_space::CsoReference>;

    [[nodiscard]] base::Status insert(const Objects& objects);
    [[nodiscard]] base::Status update(const Objects& objects);
    [[nodiscard]] base::Status rename(const std::vector<identity::connector_space::CsoName>& names);
    [[nodiscard]] base::Status addReferences(const References& references);
    [[nodiscard]] base::Status removeReferences(const References& references);
    [[nodiscard]] base::Status join(const std::vector<identity::connector_space::Join>& joins,
                                    const Objects& inserted);
    [[nodiscard]] base::Status touch(const std::vector<CsoId>& objects);
    [[nodiscard]] base::Status settle(const std::vector<CsoId>& objects);
    /// One statement with the id as its only parameter, for each id.
    [[nodiscard]] base::Status forEach(std::string_view sql, const std::vector<CsoId>& ids);

    transport::sqlite::Connection& connection_;
};

/// Points unresolved references of a system at their objects and touches the owners.
[[nodiscard]] base::Status resolve(transport::sqlite::Connection& connection,
                                   std::int32_t systemId);

/// Removes objects with everything that belongs to them; references of others to them become
/// unresolved again.
[[nodiscard]] base::Status removeObjects(
    transport::sqlite::Connection& connection,
    const std::vector<identity::connector_space::CsoId>& objects);
[[nodiscard]] base::Status removeSystem(transport::sqlite::Connection& connection,
                                        std::int32_t systemId);

}  // namespace jim::store::sqlite::impl
