#pragma once

#include "api/operation/Call.hpp"
#include "api/synchronisation_rule/Configuration.hpp"
#include "identity/metaverse/MetaverseObject.hpp"

#include <set>
#include <vector>

namespace jim::api::metaverse_object {

using synchronisation_rule::Configuration;

/// A row of a list with these attributes of the object; `references` are those of all rows.
[[nodiscard]] operation::Json headerOf(
    const operation::Call& call, const identity::metaverse::MetaverseObject& object,
    const std::vector<identity::metaverse::MvoReferenceDetail>& references,
    const std::set<identity::schema::AttributeId>& attributes,
    const identity::metaverse::MetaverseSchema& schema);

/// The whole object: every value with who contributed it, and the objects that are joined to it.
[[nodiscard]] operation::Json detailOf(const operation::Call& call,
                                       const identity::metaverse::MvoDetail& detail,
                                       const Configuration& configuration);

}  // namespace jim::api::metaverse_object
