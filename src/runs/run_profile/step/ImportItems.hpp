#pragma once

#include "connectors/Connector.hpp"
#include "identity/connector_space/ConnectorSpaceObject.hpp"
#include "runs/activity/ExecutionItem.hpp"
#include "runs/run_profile/step/ImportSpool.hpp"

#include <span>
#include <string>
#include <vector>

namespace jim::runs::run_profile::step {

/// What leads from the references that are held to those that came in.
struct ReferenceDifference {
    std::vector<connectors::SourceReference> added;
    std::vector<identity::connector_space::CsoReference> removed;
};

[[nodiscard]] ReferenceDifference referenceDifference(
    std::span<const identity::connector_space::CsoReference> held,
    std::span<const connectors::SourceReference> incoming);

/// The change document of an import's item: attributes, then references.
[[nodiscard]] std::string encodeImportChanges(
    identity::schema::DocumentView before, identity::schema::DocumentView after,
    std::span<const identity::connector_space::CsoReference> removed,
    std::span<const connectors::SourceReference> added);

/// The item of a row that was rejected.
[[nodiscard]] activity::ExecutionItem rejectedItem(const SpoolRecord& record,
                                                   std::string objectType);

}  // namespace jim::runs::run_profile::step
