#pragma once

#include "identity/metaverse/MetaverseSchema.hpp"

#include <cstdint>
#include <span>

namespace jim::synchronisation::outbound {

/// Whether a metaverse object goes, now that `disconnected` no longer contributes to it and
/// `remaining` are the systems it is still connected to (provisioned targets count).
[[nodiscard]] bool isDeleted(const identity::metaverse::MetaverseObjectType& type,
                             std::int32_t disconnected, std::span<const std::int32_t> remaining);

}  // namespace jim::synchronisation::outbound
