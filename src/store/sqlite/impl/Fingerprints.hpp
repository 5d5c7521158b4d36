#pragma once

#include "identity/connector_space/ConnectorSpaceObject.hpp"
#include "transport/sqlite/Connection.hpp"

#include <span>
#include <utility>
#include <vector>

namespace jim::store::sqlite::impl {

using Fingerprint = std::pair<identity::connector_space::CsoId, identity::schema::ContentHash>;

/// Fingerprints of everything that a synchronisation of each of these objects decides by, under
/// `rules`: its metaverse object, and all objects joined to that (itself among them) with what is
/// pending for them. By ascending id; objects without a join are left out.
[[nodiscard]] base::Result<std::vector<Fingerprint>> fingerprintsOf(
    transport::sqlite::Connection& connection,
    std::span<const identity::connector_space::CsoId> objects,
    const identity::schema::ContentHash& rules);

/// A fingerprint of all rows and columns of the tables that configure synchronisations.
[[nodiscard]] base::Result<identity::schema::ContentHash> configurationFingerprint(
    transport::sqlite::Connection& connection);

}  // namespace jim::store::sqlite::impl
