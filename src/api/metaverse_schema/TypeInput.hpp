#pragma once

#include "api/metaverse_schema/Documents.hpp"
#include "api/operation/Reader.hpp"

namespace jim::api::metaverse_schema {

/// Reads what is given of an object type's names and deletion rule into `type`, and reports
/// anything that cannot be: a name that another type has, systems that do not exist.
[[nodiscard]] base::Status readType(const operation::Call& call, operation::Reader& body,
                                    MetaverseObjectType& type, const MetaverseSchema& schema);

}  // namespace jim::api::metaverse_schema
