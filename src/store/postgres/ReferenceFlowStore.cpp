#include "store/postgres/ReferenceFlowStore.hpp"

#include "store/Rows.hpp"
#include "store/postgres/impl/ReferenceDifference.hpp"
#include "transport/postgres/Lookup.hpp"

namespace jim::store::postgres {

using transport::postgres::Statement;

namespace {

/// Who points at these, through an index on the target.
template <class Id>
base::Result<std::vector<Id>> pointingAt(transport::postgres::Connection& connection,
                                         std::string_view statement, std::span<const Id> targets) {
    std::vector<Id> owners;
    if (targets.empty()) return owners;
    JIM_ASSIGN(Statement rows, prepareFor(connection, statement, targets));
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) { owners.push_back(row.as<Id>(0)); }));
    return owners;
}

}  // namespace

base::Result<ReferenceFlowStore::InboundChanges> ReferenceFlowStore::inbound(
    const ReferenceFlow& flow, CsoId from, CsoId to) {
    return impl::inboundDifference(connection_, flow, impl::Owners::range(from, to));
}

base::Result<ReferenceFlowStore::InboundChanges> ReferenceFlowStore::inbound(
    const ReferenceFlow& flow, std::span<const CsoId> objects) {
    return impl::inboundDifference(connection_, flow, impl::Owners::list(objects));
}

base::Result<ReferenceFlowStore::OutboundChanges> ReferenceFlowStore::outbound(
    const ReferenceFlow& flow, std::span<const MvoId> objects) {
    return impl::outboundDifference(connection_, flow, impl::Owners::list(objects));
}

base::Result<ReferenceFlowStore::OutboundChanges> ReferenceFlowStore::outbound(
    const ReferenceFlow& flow, MvoId from, MvoId to) {
    return impl::outboundDifference(connection_, flow, impl::Owners::range(from, to));
}

base::Result<std::vector<identity::metaverse::CsoId>> ReferenceFlowStore::referrers(
    std::span<const CsoId> targets) {
    return pointingAt(connection_,
                      "SELECT DISTINCT cso_id FROM cso_reference WHERE target_cso_id = "
                      "ANY(?::bigint[]) ORDER BY cso_id",
                      targets);
}

base::Result<std::vector<identity::metaverse::MvoId>> ReferenceFlowStore::referrers(
    std::span<const MvoId> targets) {
    return pointingAt(connection_,
                      "SELECT DISTINCT mvo_id FROM mvo_reference WHERE target_mvo_id = "
                      "ANY(?::bigint[]) ORDER BY mvo_id",
                      targets);
}

}  // namespace jim::store::postgres
