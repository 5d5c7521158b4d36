#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

class ReferenceFlowStore final : public identity::metaverse::ReferenceFlowStore {
public:
    using CsoId = identity::metaverse::CsoId;
    using MvoId = identity::metaverse::MvoId;
    using ReferenceFlow = identity::metaverse::ReferenceFlow;
    using InboundChanges = std::vector<identity::metaverse::InboundReferenceChange>;
    using OutboundChanges = std::vector<identity::metaverse::OutboundReferenceChange>;

    explicit ReferenceFlowStore(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Result<InboundChanges> inbound(const ReferenceFlow& flow, CsoId from,
                                                       CsoId to) override;
    [[nodiscard]] base::Result<InboundChanges> inbound(const ReferenceFlow& flow,
                                                       std::span<const CsoId> objects) override;
    [[nodiscard]] base::Result<OutboundChanges> outbound(const ReferenceFlow& flow,
                                                         std::span<const MvoId> objects) override;
    [[nodiscard]] base::Result<OutboundChanges> outbound(const ReferenceFlow& flow, MvoId from,
                                                         MvoId to) override;
    [[nodiscard]] base::Result<std::vector<CsoId>> referrers(
        std::span<const CsoId> targets) override;
    [[nodiscard]] base::Result<std::vector<MvoId>> referrers(
        std::span<const MvoId> targets) override;

private:
    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres
