#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "store/Owners.hpp"
#include "transport/sqlite/Connection.hpp"
#include "transport/sqlite/Lookup.hpp"

#include <vector>

namespace jim::store::sqlite::impl {

/// Calls `visit(id)` for every row of theirs; `rows` is as lookUp wants it.
template <class Id, class Visit>
[[nodiscard]] base::Status eachOf(transport::sqlite::Statement& rows, const Owners<Id>& owners,
                                  const Visit& visit) {
    if (!owners.isRange()) return lookUp(rows, owners.ids(), visit);
    rows.bindAll(owners.first(), owners.last());
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        JIM_TRY(visit(rows.as<Id>(0)));
    }
}

/// What is desired and not held, and what is held and not desired; each change once, in the order
/// of its members. Every table is walked once in the order of its ids, and both sides are merged in
/// memory: some 20 bytes for each reference of the owners.
struct ReferenceDifference {
    [[nodiscard]] static base::Result<std::vector<identity::metaverse::InboundReferenceChange>>
    inbound(transport::sqlite::Connection& connection,
            const identity::metaverse::ReferenceFlow& flow,
            const Owners<identity::metaverse::CsoId>& owners);
    [[nodiscard]] static base::Result<std::vector<identity::metaverse::OutboundReferenceChange>>
    outbound(transport::sqlite::Connection& connection,
             const identity::metaverse::ReferenceFlow& flow,
             const Owners<identity::metaverse::MvoId>& owners);
};

}  // namespace jim::store::sqlite::impl
