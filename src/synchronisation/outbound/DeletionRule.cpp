#include "synchronisation/outbound/DeletionRule.hpp"

#include <algorithm>

namespace jim::synchronisation::outbound {

using identity::metaverse::DeletionRule;
using identity::metaverse::DeletionTriggerMode;

bool isDeleted(const identity::metaverse::MetaverseObjectType& type, std::int32_t disconnected,
               std::span<const std::int32_t> remaining) {
    const auto isNamed = [&](std::int32_t system) {
        return std::ranges::find(type.deletionTriggerSystems, system) !=
               type.deletionTriggerSystems.end();
    };
    switch (type.deletionRule) {
        case DeletionRule::Manual:
            return false;
        case DeletionRule::WhenLastConnectorDisconnected:
            return remaining.empty();
        case DeletionRule::WhenAuthoritativeSourceDisconnected:
            if (!isNamed(disconnected)) return false;
            if (type.deletionTriggerMode == DeletionTriggerMode::SpecificSourcesDisconnect)
                return std::ranges::find(remaining, disconnected) == remaining.end();
            return std::ranges::none_of(remaining, isNamed);
    }
    return false;
}

}  // namespace jim::synchronisation::outbound
