#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class MetaverseStore final : public identity::metaverse::MetaverseStore {
public:
    using MatchKey = identity::metaverse::MatchKey;
    using MetaverseObject = identity::metaverse::MetaverseObject;
    using MvoId = identity::metaverse::MvoId;

    explicit MetaverseStore(transport::sqlite::Connection& connection) : connection_(connection) {}

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
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
