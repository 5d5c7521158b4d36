#pragma once

#include "api/metaverse_schema/Documents.hpp"
#include "api/operation/Reader.hpp"

namespace jim::api::metaverse_schema {

/// Reads `type` and `attributePlurality`.
void readKind(operation::Reader& body, MetaverseAttribute& attribute);

/// Conflict when another attribute has the name, in any case.
[[nodiscard]] base::Status checkName(const MetaverseAttribute& attribute,
                                     const MetaverseSchema& schema);

}  // namespace jim::api::metaverse_schema
