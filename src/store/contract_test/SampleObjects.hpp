#pragma once

#include "identity/metaverse/MetaverseObject.hpp"

#include <string>

namespace jim::store::contract_test {

namespace cs = identity::connector_space;
namespace mv = identity::metaverse;

inline constexpr std::int32_t kSystem = 7;
inline constexpr std::int32_t kType = 3;
inline constexpr std::int32_t kAttribute = 11;
inline constexpr std::int32_t kMvAttribute = 21;
inline constexpr std::int32_t kMvType = 1;
inline constexpr std::int32_t kRule = 31;

[[nodiscard]] inline std::string documentOf(std::string_view value) {
    identity::schema::DocumentBuilder builder;
    builder.add(1, identity::schema::AttributeType::Text, 0, value);
    return builder.take();
}

[[nodiscard]] inline cs::ConnectorSpaceObject cso(std::int64_t id, std::string externalId,
                                                  std::int32_t systemId = kSystem,
                                                  std::int32_t objectTypeId = kType) {
    cs::ConnectorSpaceObject object;
    object.id = cs::CsoId{id};
    object.systemId = systemId;
    object.objectTypeId = objectTypeId;
    object.displayName = "Name of " + externalId;
    object.document = documentOf(externalId);
    object.hash = identity::schema::contentHash(object.document);
    object.externalId = std::move(externalId);
    object.created = {1000 + id};
    object.updated = {2000 + id};
    return object;
}

[[nodiscard]] inline mv::MetaverseObject mvo(std::int64_t id, std::string displayName,
                                             std::int32_t objectTypeId = kMvType) {
    mv::MetaverseObject object;
    object.id = mv::MvoId{id};
    object.objectTypeId = objectTypeId;
    object.document = documentOf(displayName);
    object.displayName = std::move(displayName);
    object.created = {3000 + id};
    object.updated = {4000 + id};
    return object;
}

[[nodiscard]] inline cs::Join join(std::int64_t csoId, std::int64_t mvoId,
                                   cs::JoinType type = cs::JoinType::Projected,
                                   std::int32_t systemId = kSystem) {
    return {cs::CsoId{csoId}, cs::MvoId{mvoId}, type, {5000 + csoId}, systemId};
}
/// Of an object of another system.
[[nodiscard]] inline cs::Join joinIn(std::int32_t systemId, std::int64_t csoId,
                                     std::int64_t mvoId) {
    return join(csoId, mvoId, cs::JoinType::Provisioned, systemId);
}

[[nodiscard]] inline cs::CsoReference reference(std::int64_t owner, std::string target,
                                                std::optional<std::int64_t> found = {}) {
    cs::CsoReference result{cs::CsoId{owner}, kAttribute, std::move(target), {}};
    if (found) result.target = cs::CsoId{*found};
    return result;
}

[[nodiscard]] inline cs::PendingExport pendingExport(
    std::int64_t id, std::int64_t csoId,
    cs::PendingExportChangeType type = cs::PendingExportChangeType::Update) {
    cs::PendingExport result;
    result.id = cs::PendingExportId{id};
    result.systemId = kSystem;
    result.cso = cs::CsoId{csoId};
    result.changeType = type;
    result.changes = "changes";
    result.created = {6000 + id};
    return result;
}

[[nodiscard]] inline cs::PendingReference pendingReference(std::int64_t owner, std::int64_t target,
                                                           bool added = true) {
    return {cs::PendingExportId{owner}, kAttribute, cs::CsoId{target}, added};
}

[[nodiscard]] inline mv::MvoReference mvoReference(std::int64_t owner, std::int64_t target,
                                                   std::int32_t rule = kRule) {
    return {mv::MvoId{owner}, kMvAttribute, mv::MvoId{target}, rule};
}

}  // namespace jim::store::contract_test
