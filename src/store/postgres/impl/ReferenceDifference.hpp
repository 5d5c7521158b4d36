#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "store/Owners.hpp"
#include "transport/postgres/Connection.hpp"

#include <vector>

namespace jim::store::postgres::impl {

/// What is desired and not held, and what is held and not desired; each change once, in the order
/// of its members.
struct ReferenceDifference {
    [[nodiscard]] static base::Result<std::vector<identity::metaverse::InboundReferenceChange>>
    inbound(transport::postgres::Connection& connection,
            const identity::metaverse::ReferenceFlow& flow,
            const Owners<identity::metaverse::CsoId>& owners);
    [[nodiscard]] static base::Result<std::vector<identity::metaverse::OutboundReferenceChange>>
    outbound(transport::postgres::Connection& connection,
             const identity::metaverse::ReferenceFlow& flow,
             const Owners<identity::metaverse::MvoId>& owners);
};

}  // namespace jim::store::postgres::impl
