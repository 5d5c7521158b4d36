#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "transport/postgres/Connection.hpp"

#include <span>
#include <vector>

namespace jim::store::postgres::impl {

/// References are not weighed beforehand: all that was asked about is in doubt.
struct ReferenceDoubts {
    template <class Id>
    using Ranges = base::Result<std::vector<identity::metaverse::IdRange<Id>>>;
    using Flows = std::span<const identity::metaverse::ReferenceFlow>;

    template <class Id>
    [[nodiscard]] static Ranges<Id> inbound(transport::postgres::Connection& /*connection*/,
                                            Flows /*flows*/,
                                            identity::metaverse::IdRange<Id> range) {
        return std::vector{range};
    }
    template <class Id>
    [[nodiscard]] static Ranges<Id> outbound(transport::postgres::Connection& /*connection*/,
                                             Flows /*flows*/,
                                             identity::metaverse::IdRange<Id> range) {
        return std::vector{range};
    }
};

}  // namespace jim::store::postgres::impl
