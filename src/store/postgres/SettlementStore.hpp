#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

/// What may differ in references it does not tell beforehand: whole ranges are compared as sets.
class SettlementStore final : public identity::metaverse::SettlementStore {
public:
    using CsoId = identity::connector_space::CsoId;
    using MvoId = identity::connector_space::MvoId;
    using ContentHash = identity::schema::ContentHash;
    using Standing = identity::metaverse::Standing;

    explicit SettlementStore(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Result<ContentHash> configuration() override;
    [[nodiscard]] base::Result<std::vector<Standing>> page(std::int32_t systemId, CsoId after,
                                                           std::size_t limit,
                                                           const ContentHash& rules) override;
    [[nodiscard]] base::Status keep(std::span<const CsoId> objects,
                                    const ContentHash& rules) override;
    [[nodiscard]] base::Result<std::vector<identity::metaverse::IdRange<CsoId>>> inboundDoubts(
        std::span<const identity::metaverse::ReferenceFlow> flows,
        identity::metaverse::IdRange<CsoId> range) override;
    [[nodiscard]] base::Result<std::vector<identity::metaverse::IdRange<MvoId>>> outboundDoubts(
        std::span<const identity::metaverse::ReferenceFlow> flows,
        identity::metaverse::IdRange<MvoId> range) override;

private:
    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres
