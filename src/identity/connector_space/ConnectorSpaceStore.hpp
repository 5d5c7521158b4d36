#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/ConnectorSpaceObject.hpp"

#include <functional>
#include <span>

namespace jim::identity::connector_space {

/// What an import needs to know of an object it has seen before. Views are valid for one call.
struct KnownObject {
    CsoId id{};
    std::int32_t objectTypeId = 0;
    CsoStatus status = CsoStatus::Normal;
    std::string_view externalId;
    schema::ContentHash hash{};
};

/// What an object is called in its system from now on.
struct CsoName {
    CsoId id{};
    std::string externalId;
};

/// A set of changes to one connector space, written together.
struct ConnectorSpaceChanges {
    std::vector<ConnectorSpaceObject> inserted;  ///< Without join: see `joined`.
    std::vector<CsoName> renamed;                ///< In this order: a name may be passed on.
    std::vector<ConnectorSpaceObject> updated;   ///< All but name, type, created and the join.
    std::vector<ConnectorSpaceObject>
        provisioned;  ///< Whole but for the join: they waited for it, and get their attributes.
    std::vector<CsoId> obsoleted;  ///< Status becomes Obsolete.
    std::vector<CsoId> removed;    ///< With references, joins and pending exports of theirs.
    std::vector<CsoReference> addedReferences;
    std::vector<CsoReference> removedReferences;
    std::vector<CsoId> disjoined;
    std::vector<Join> joined;  ///< Of objects that have none, or lose it by `disjoined`.
    std::vector<CsoId>
        touched;  ///< Put on the list of what the next delta synchronisation looks at.
    std::vector<CsoId> settled;  ///< Taken off that list.

    [[nodiscard]] bool empty() const {
        return inserted.empty() && renamed.empty() && updated.empty() && provisioned.empty() &&
               obsoleted.empty() && removed.empty() && addedReferences.empty() &&
               removedReferences.empty() && joined.empty() && disjoined.empty() &&
               touched.empty() && settled.empty();
    }
};

/// Which objects a synchronisation looks at, in ascending id after `after`.
struct SynchronisationPage {
    std::int32_t systemId = 0;
    CsoId after{};
    std::size_t limit = 1000;
    bool changedOnly = false;  ///< Only those on the list of changed objects (delta).
};

/// Keeps the objects of connected systems. Sets in, sets out; one session is used by one thread.
class ConnectorSpaceStore {
public:
    virtual ~ConnectorSpaceStore() = default;

    /// Every object of the system in no particular order, PendingProvisioning ones included.
    [[nodiscard]] virtual base::Status forEachKnown(
        std::int32_t systemId, const std::function<void(const KnownObject&)>& visit) = 0;

    /// The object type and the external id of every object of the system that has one and is there,
    /// obsolete ones included, in no particular order. The text ends with the call.
    [[nodiscard]] virtual base::Status forEachTaken(
        std::int32_t systemId,
        const std::function<void(std::int32_t typeId, std::string_view externalId)>& visit) = 0;

    /// Whole objects with their joins, in ascending id; unknown ids are left out.
    [[nodiscard]] virtual base::Result<std::vector<ConnectorSpaceObject>> load(
        std::span<const CsoId> ids) = 0;

    /// The same without their joins, for half of the price.
    [[nodiscard]] virtual base::Result<std::vector<ConnectorSpaceObject>> loadUnjoined(
        std::span<const CsoId> ids) = 0;

    /// A page of whole objects with their joins. Objects with status PendingProvisioning are left
    /// out.
    [[nodiscard]] virtual base::Result<std::vector<ConnectorSpaceObject>> page(
        const SynchronisationPage& page) = 0;

    /// References of these objects, by (owner, attribute, target external id).
    [[nodiscard]] virtual base::Result<std::vector<CsoReference>> references(
        std::span<const CsoId> owners) = 0;

    /// Applies the changes within the open transaction.
    [[nodiscard]] virtual base::Status apply(const ConnectorSpaceChanges& changes) = 0;

    /// Points references without a target at the objects that have come since (same system, by
    /// external id), touches their owners, and says how many are left without one.
    [[nodiscard]] virtual base::Result<std::int64_t> resolveReferences(std::int32_t systemId) = 0;

    /// The first of `count` numbers that nobody else gets: for objects, metaverse objects or
    /// pending exports (the k...Kind constants). Its own transaction when none is open.
    [[nodiscard]] virtual base::Result<std::int64_t> allocate(std::uint16_t kind,
                                                              std::int64_t count) = 0;
};

}  // namespace jim::identity::connector_space
