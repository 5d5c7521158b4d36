#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "transport/postgres/Connection.hpp"

namespace jim::store::postgres::impl {

/// Writes a set of changes within the open transaction; what goes first, what comes after.
class MetaverseChange {
public:
    using MvoId = identity::metaverse::MvoId;
    using Changes = identity::metaverse::MetaverseChanges;

    explicit MetaverseChange(transport::postgres::Connection& connection)
        : connection_(connection) {}

    [[nodiscard]] base::Status operator()(const Changes& changes);

private:
    using Objects = std::vector<identity::metaverse::MetaverseObject>;
    using References = std::vector<identity::metaverse::MvoReference>;
    using Keys = std::vector<std::pair<MvoId, identity::metaverse::MatchKey>>;

    [[nodiscard]] base::Status remove(const std::vector<MvoId>& objects);
    [[nodiscard]] base::Status insert(const Objects& objects);
    [[nodiscard]] base::Status update(const Objects& objects);
    [[nodiscard]] base::Status removeReferences(const References& references);
    [[nodiscard]] base::Status addReferences(const References& references);
    [[nodiscard]] base::Status removeKeys(const Keys& keys);
    [[nodiscard]] base::Status addKeys(const Keys& keys);

    transport::postgres::Connection& connection_;
};

}  // namespace jim::store::postgres::impl
