#pragma once

#include "api/operation/Call.hpp"
#include "identity/metaverse/MetaverseSchema.hpp"

namespace jim::api::metaverse_schema {

using identity::metaverse::MetaverseAttribute;
using identity::metaverse::MetaverseObjectType;
using identity::metaverse::MetaverseSchema;

[[nodiscard]] operation::Json headerOf(const MetaverseObjectType& type);
[[nodiscard]] operation::Json detailOf(const MetaverseObjectType& type,
                                       const MetaverseSchema& schema);

[[nodiscard]] operation::Json headerOf(const MetaverseAttribute& attribute,
                                       const MetaverseSchema& schema);
[[nodiscard]] operation::Json detailOf(const MetaverseAttribute& attribute,
                                       const MetaverseSchema& schema);

/// The type or attribute of the path's `id`. NotFound when there is none.
[[nodiscard]] base::Result<MetaverseObjectType> findType(const operation::Call& call,
                                                         const MetaverseSchema& schema);
[[nodiscard]] base::Result<MetaverseAttribute> findAttribute(const operation::Call& call,
                                                             const MetaverseSchema& schema);

/// Writes the audit activity of a change.
[[nodiscard]] base::Status record(const operation::Call& call, const MetaverseObjectType& type,
                                  runs::activity::TargetOperation operation);
[[nodiscard]] base::Status record(const operation::Call& call, const MetaverseAttribute& attribute,
                                  runs::activity::TargetOperation operation);

}  // namespace jim::api::metaverse_schema
