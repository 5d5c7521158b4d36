#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "store/InboundComparison.hpp"
#include "store/OutboundComparison.hpp"
#include "store/Rows.hpp"

#include <algorithm>

namespace jim::store {

template <class Connection>
class ReferenceFlowStore final : public identity::metaverse::ReferenceFlowStore {
public:
    using CsoId = identity::metaverse::CsoId;
    using MvoId = identity::metaverse::MvoId;
    using ReferenceFlow = identity::metaverse::ReferenceFlow;
    using InboundChanges = std::vector<identity::metaverse::InboundReferenceChange>;
    using OutboundChanges = std::vector<identity::metaverse::OutboundReferenceChange>;

    explicit ReferenceFlowStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<InboundChanges> inbound(const ReferenceFlow& flow, CsoId from,
                                                       CsoId to) override {
        return InboundComparison<Connection>{connection_, flow}.of(Owners<CsoId>{from, to});
    }
    [[nodiscard]] base::Result<InboundChanges> inbound(const ReferenceFlow& flow,
                                                       std::span<const CsoId> objects) override {
        return InboundComparison<Connection>{connection_, flow}.of(Owners<CsoId>{objects});
    }
    [[nodiscard]] base::Result<identity::metaverse::ProjectedReferences> inboundOfProjected(
        const ReferenceFlow& flow, std::span<const std::pair<CsoId, MvoId>> projected) override {
        return InboundComparison<Connection>{connection_, flow}.ofProjected(projected);
    }
    [[nodiscard]] base::Result<OutboundChanges> outbound(const ReferenceFlow& flow,
                                                         std::span<const MvoId> objects) override {
        return OutboundComparison<Connection>{connection_, flow}.of(Owners<MvoId>{objects});
    }
    [[nodiscard]] base::Result<OutboundChanges> outbound(const ReferenceFlow& flow, MvoId from,
                                                         MvoId to) override {
        return OutboundComparison<Connection>{connection_, flow}.of(Owners<MvoId>{from, to});
    }
    [[nodiscard]] base::Result<std::vector<CsoId>> referrers(
        std::span<const CsoId> targets) override {
        return pointingAt(
            "SELECT target_cso_id, cso_id FROM cso_reference WHERE target_cso_id {0} "
            "ORDER BY target_cso_id",
            targets);
    }
    [[nodiscard]] base::Result<std::vector<MvoId>> referrers(
        std::span<const MvoId> targets) override {
        return pointingAt(
            "SELECT target_mvo_id, mvo_id FROM mvo_reference WHERE target_mvo_id {0} "
            "ORDER BY target_mvo_id",
            targets);
    }

private:
    /// Who points at these, through an index on the target.
    template <class Id>
    [[nodiscard]] base::Result<std::vector<Id>> pointingAt(std::string_view sql,
                                                           std::span<const Id> targets) {
        std::vector<Id> owners;
        JIM_TRY(lookUp(connection_, sql, targets, [&](Id, const auto& row) -> base::Status {
            owners.push_back(row.template as<Id>(1));
            return {};
        }));
        return base::ascending(std::move(owners));
    }

    Connection& connection_;
};

}  // namespace jim::store
