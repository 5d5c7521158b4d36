#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "transport/postgres/Columns.hpp"
#include "transport/postgres/Connection.hpp"

#include <vector>

namespace jim::store::postgres::impl {

/// Whose references are compared: a range of ids, or a list of them.
struct Owners {
    bool isRange = false;
    std::int64_t from = 0;
    std::int64_t to = 0;
    transport::postgres::Columns ids{{transport::postgres::Type::Bigint}};  ///< Of a list.

    template <class Id>
    [[nodiscard]] static Owners range(Id from, Id to) {
        return {true, static_cast<std::int64_t>(from), static_cast<std::int64_t>(to)};
    }
    template <class Id>
    [[nodiscard]] static Owners list(std::span<const Id> ids) {
        return {false, 0, 0, transport::postgres::Columns::ofBigints(ids)};
    }
};

/// What is desired and not held, and what is held and not desired; each change once, in the order
/// of its members.
[[nodiscard]] base::Result<std::vector<identity::metaverse::InboundReferenceChange>>
inboundDifference(transport::postgres::Connection& connection,
                  const identity::metaverse::ReferenceFlow& flow, const Owners& owners);

[[nodiscard]] base::Result<std::vector<identity::metaverse::OutboundReferenceChange>>
outboundDifference(transport::postgres::Connection& connection,
                   const identity::metaverse::ReferenceFlow& flow, const Owners& owners);

}  // namespace jim::store::postgres::impl
