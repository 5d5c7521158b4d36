#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "store/postgres/impl/Statistics.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres {

class MetaverseStore final : public identity::metaverse::MetaverseStore {
public:
    using MatchKey = identity::metaverse::MatchKey;
    using MetaverseObject = identity::metaverse::MetaverseObject;
    using MvoId = identity::metaverse::MvoId;

    MetaverseStore(transport::postgres::Connection& connection, impl::Statistics& statistics)
        : connection_(connection), statistics_(statistics) {}

    [[nodiscard]] base::Result<std::vector<MetaverseObject>> load(
        std::span<const MvoId> ids) override;
    [[nodiscard]] base::Result<std::vector<identity::metaverse::JoinedObject>> joins(
        std::span<const MvoId> ids) override;
    [[nodiscard]] base::Result<std::vector<std::pair<std::size_t, MvoId>>> match(
        std::span<const MatchKey> keys) override;
    [[nodiscard]] base::Result<std::vector<MetaverseObject>> page(std::int32_t objectTypeId,
                                                                  MvoId after,
                                                                  std::size_t limit) override;
    [[nodiscard]] base::Status apply(const identity::metaverse::MetaverseChanges& changes) override;
    [[nodiscard]] base::Result<std::vector<MatchKey>> keyedAttributes() override;
    [[nodiscard]] base::Status setKeyed(const MatchKey& key, bool keyed) override;

private:
    transport::postgres::Connection& connection_;
    impl::Statistics& statistics_;
};

}  // namespace jim::store::postgres
