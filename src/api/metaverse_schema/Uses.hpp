#pragma once

#include "api/metaverse_schema/Documents.hpp"

namespace jim::api::metaverse_schema {

/// Conflict while an expression of a mapping names the attribute: with another name it would not
/// compile any more.
[[nodiscard]] base::Status checkNotNamed(const operation::Call& call,
                                         const MetaverseAttribute& attribute);

/// Conflict while rules or objects rely on what the attribute is.
[[nodiscard]] base::Status checkUnused(const operation::Call& call,
                                       const MetaverseAttribute& attribute);

}  // namespace jim::api::metaverse_schema
