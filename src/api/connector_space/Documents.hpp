#pragma once

#include "api/connected_system/Lookup.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"

#include <string>
#include <vector>

namespace jim::api::connector_space {

using identity::connected_system::ConnectedSystem;
using identity::connector_space::CsoDetail;
using identity::connector_space::CsoHeader;

/// A row of the list.
[[nodiscard]] operation::Json headerOf(const operation::Call& call, const ConnectedSystem& system,
                                       const CsoHeader& row);

/// The object that `{id:guid}` of the path names, in that system; NotFound.
[[nodiscard]] base::Result<CsoDetail> find(const operation::Call& call,
                                           const ConnectedSystem& system);

/// One value of an object, and what a search looks at.
struct ValueRow {
    std::string attribute;
    std::string words;
    operation::Json document;
};

/// The values of an object, references included, by attribute; those of `only` when it is not
/// empty (any case).
[[nodiscard]] std::vector<ValueRow> valuesOf(const operation::Call& call,
                                             const ConnectedSystem& system, const CsoDetail& detail,
                                             std::string_view only = {});

}  // namespace jim::api::connector_space
