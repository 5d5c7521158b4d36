#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "transport/sqlite/Connection.hpp"

#include <span>
#include <vector>

namespace jim::store::sqlite::impl {

/// Where references may differ, found without seeking any of them: every table is walked once, in
/// order, and what is desired and what is held are added up for some thousand owners at a time, as
/// 64-bit hashes of the single references. Equal sums mean equal sets, and sets that differ have
/// equal sums once in 2^64 times; owners with other sums are in doubt.
struct ReferenceDoubts {
    [[nodiscard]] static base::Result<
        std::vector<identity::metaverse::IdRange<identity::metaverse::CsoId>>>
    inbound(transport::sqlite::Connection& connection,
            std::span<const identity::metaverse::ReferenceFlow> flows,
            identity::metaverse::IdRange<identity::metaverse::CsoId> range);
    [[nodiscard]] static base::Result<
        std::vector<identity::metaverse::IdRange<identity::metaverse::MvoId>>>
    outbound(transport::sqlite::Connection& connection,
             std::span<const identity::metaverse::ReferenceFlow> flows,
             identity::metaverse::IdRange<identity::metaverse::MvoId> range);
};

}  // namespace jim::store::sqlite::impl
