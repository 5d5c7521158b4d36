#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/MetaverseObject.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jim::identity::metaverse {

/// Objects with ids from `from` to `to`, both among them.
template <class Id>
struct IdRange {
    Id from{};
    Id to{};

    bool operator==(const IdRange&) const = default;
};

/// How an object of a connected system stands before a full synchronisation.
struct Standing {
    CsoId cso{};
    std::int32_t objectTypeId = 0;
    std::optional<MvoId> mvo;
    /// It was kept under the same rules, and everything that a synchronisation of it decides by is
    /// what it was then, byte for byte.
    bool settled = false;
};

/// An object that has just been projected, as the database has all of it that a synchronisation
/// decides by: nothing of it has to be read again. What is shown wrongly is looked at once more.
struct ProjectedObject {
    struct Connector {
        const connector_space::ConnectorSpaceObject* object = nullptr;
        const connector_space::PendingExport* pending = nullptr;  ///< Null: nothing.
    };

    CsoId cso{};
    const MetaverseObject* metaverse = nullptr;
    std::vector<Connector> connectors;  ///< All that are joined to it, by system and id.
};

/// Says what a full synchronisation may pass by, because nothing of it has changed.
///
/// It remembers in what state objects had nothing left to synchronise, as fingerprints: of the
/// rules, of the object, of its metaverse object, and of everything joined to that with what is
/// pending for it. Fingerprints are compared, not invalidated: whatever changes an object, and
/// however, makes it unsettled. Sets in, sets out; one session is used by one thread.
class SettlementStore {
public:
    virtual ~SettlementStore() = default;

    /// A fingerprint of everything that is configured and decides what a synchronisation does:
    /// systems, schemas, rules, matching and deletion rules. Equal when nothing of it has changed.
    [[nodiscard]] virtual base::Result<schema::ContentHash> configuration() = 0;

    /// Objects of a system in ascending id after `after`, as a full synchronisation goes through
    /// them: those with status PendingProvisioning are left out. On the list of changed objects
    /// none is settled.
    [[nodiscard]] virtual base::Result<std::vector<Standing>> page(
        std::int32_t systemId, CsoId after, std::size_t limit,
        const schema::ContentHash& rules) = 0;

    /// Keeps these objects as they stand now, within the open transaction, and the projected ones,
    /// which are others, as they are shown. Objects that are not joined are passed over.
    [[nodiscard]] virtual base::Status keep(std::span<const CsoId> objects,
                                            std::span<const ProjectedObject> projected,
                                            const schema::ContentHash& rules) = 0;

    /// Ranges within `range`, ascending, outside of which none of these flows (all of one system)
    /// has anything to do. Never too little; a back end that cannot tell faster than by comparing
    /// gives back the range as it is.
    [[nodiscard]] virtual base::Result<std::vector<IdRange<CsoId>>> inboundDoubts(
        std::span<const ReferenceFlow> flows, IdRange<CsoId> range) = 0;
    /// The same for flows to any systems.
    [[nodiscard]] virtual base::Result<std::vector<IdRange<MvoId>>> outboundDoubts(
        std::span<const ReferenceFlow> flows, IdRange<MvoId> range) = 0;
};

}  // namespace jim::identity::metaverse
