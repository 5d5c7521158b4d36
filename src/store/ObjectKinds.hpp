#pragma once

#include "identity/connector_space/ConnectorSpaceObject.hpp"
#include "store/Pairs.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace jim::store {

/// The references of objects by attribute ?1 that have found their target.
constexpr std::string_view kResolvedReferences =
    "SELECT cso_id, target_cso_id FROM cso_reference WHERE cso_id {0} "
    "AND attribute_id = ?1 AND target_cso_id IS NOT NULL ORDER BY cso_id";

/// What of an object decides whether its references count.
struct ObjectKind {
    identity::connector_space::CsoId cso{};
    std::int32_t typeId = 0;
    identity::connector_space::CsoStatus status = identity::connector_space::CsoStatus::Normal;
};

/// Of these objects, by ascending id. Joins are read by themselves and their objects by this: two
/// walks, each in the order of its table, where a database would seek every object of a join.
[[nodiscard]] base::Result<std::vector<ObjectKind>> kindsOf(
    auto& connection, std::span<const identity::connector_space::CsoId> ids) {
    using identity::connector_space::CsoId;
    std::vector<ObjectKind> kinds;
    kinds.reserve(ids.size());
    JIM_TRY(lookUp(connection, "SELECT id, type_id, status FROM cso WHERE id {0} ORDER BY id", ids,
                   [&](CsoId id, const auto& row) -> base::Status {
                       kinds.push_back({id, row.template as<std::int32_t>(1),
                                        row.template as<identity::connector_space::CsoStatus>(2)});
                       return {};
                   }));
    return kinds;
}

[[nodiscard]] inline const ObjectKind* kindOf(const std::vector<ObjectKind>& kinds,
                                              identity::connector_space::CsoId id) {
    const auto at = std::ranges::lower_bound(kinds, id, {}, &ObjectKind::cso);
    return at == kinds.end() || at->cso != id ? nullptr : &*at;
}

/// Leaves the pairs whose object is there and `wanted(kind)`.
template <class MvoId, class Wanted>
[[nodiscard]] base::Status keepObjects(auto& connection,
                                       Pairs<MvoId, identity::connector_space::CsoId>& joins,
                                       const Wanted& wanted) {
    const auto ids = secondsOf(joins);
    JIM_ASSIGN(const auto kinds,
               kindsOf(connection, std::span<const identity::connector_space::CsoId>{ids}));
    std::erase_if(joins, [&](const auto& join) {
        const auto* kind = kindOf(kinds, join.second);
        return kind == nullptr || !wanted(*kind);
    });
    return {};
}

}  // namespace jim::store
