#include "store/sqlite/ReferenceFlowStore.hpp"

#include "store/sqlite/impl/ReferenceDifference.hpp"
#include "transport/sqlite/Lookup.hpp"

#include <limits>

namespace jim::store::sqlite {

using transport::sqlite::Statement;

namespace {

/// Who points at these, through an index on the target.
template <class Id>
base::Result<std::vector<Id>> pointingAt(transport::sqlite::Connection& connection,
                                         std::string_view sql, std::span<const Id> targets) {
    std::vector<Id> owners;
    JIM_ASSIGN(Statement rows, connection.prepare(sql));
    for (const Id target : transport::sqlite::ascending(targets)) {
        rows.bind(1, target);
        while (true) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) break;
            owners.push_back(rows.as<Id>(0));
        }
    }
    return transport::sqlite::ascending(std::span<const Id>{owners});
}

}  // namespace

base::Result<ReferenceFlowStore::InboundChanges> ReferenceFlowStore::inbound(
    const ReferenceFlow& flow, CsoId from, CsoId to) {
    return impl::inboundDifference(connection_, flow, {from, to});
}

base::Result<ReferenceFlowStore::InboundChanges> ReferenceFlowStore::inbound(
    const ReferenceFlow& flow, std::span<const CsoId> objects) {
    return impl::inboundDifference(connection_, flow, impl::Owners{objects});
}

base::Result<ReferenceFlowStore::OutboundChanges> ReferenceFlowStore::outbound(
    const ReferenceFlow& flow, std::span<const MvoId> objects) {
    return impl::outboundDifference(connection_, flow, impl::Owners{objects});
}

base::Result<ReferenceFlowStore::OutboundChanges> ReferenceFlowStore::outbound(
    const ReferenceFlow& flow, MvoId from, MvoId to) {
    return impl::outboundDifference(connection_, flow, {from, to});
}

base::Result<std::vector<identity::metaverse::CsoId>> ReferenceFlowStore::referrers(
    std::span<const CsoId> targets) {
    return pointingAt(connection_,
                      "SELECT DISTINCT cso_id FROM cso_reference WHERE target_cso_id = ?", targets);
}

base::Result<std::vector<identity::metaverse::MvoId>> ReferenceFlowStore::referrers(
    std::span<const MvoId> targets) {
    return pointingAt(connection_,
                      "SELECT DISTINCT mvo_id FROM mvo_reference WHERE target_mvo_id = ?", targets);
}

}  // namespace jim::store::sqlite
