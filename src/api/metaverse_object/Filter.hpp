#pragma once

#include "api/operation/Call.hpp"
#include "identity/metaverse/MetaverseObject.hpp"

#include <string_view>

namespace jim::api::metaverse_object {

/// `readFilter`'s query parameters, for route declarations.
constexpr std::string_view kFilterParameters =
    "objectTypeId?:int, search?, filterAttributeName?, filterAttributeValue?";

/// Which objects a request asks for. InvalidInput when it filters by an attribute that does not
/// exist.
[[nodiscard]] base::Result<identity::metaverse::MvoFilter> readFilter(
    const operation::Call& call, const identity::metaverse::MetaverseSchema& schema);

}  // namespace jim::api::metaverse_object
