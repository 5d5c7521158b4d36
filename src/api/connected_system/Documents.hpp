#pragma once

#include "api/connected_system/Lookup.hpp"
#include "api/operation/Call.hpp"
#include "runs/discovery/SchemaImport.hpp"

#include <optional>

namespace jim::api::connected_system {

/// A row of the list.
[[nodiscard]] base::Result<operation::Json> headerOf(const operation::Call& call,
                                                     const ConnectedSystem& system);

/// `counts` are filled in by reading one; what was just written answers with zeros.
[[nodiscard]] operation::Json detailOf(const operation::Call& call, const ConnectedSystem& system,
                                       const identity::connector_space::CsoCounts& counts = {});

/// What importing the schema would do, or did.
[[nodiscard]] operation::Json refreshOf(const connectors::DiscoveredSchema& discovered,
                                        const runs::discovery::SchemaDifference& difference,
                                        operation::Json attributesInUse);

}  // namespace jim::api::connected_system
