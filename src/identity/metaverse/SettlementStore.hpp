#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/MetaverseObject.hpp"

#include <cstdint>
#include <map>
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

/// Objects of a system that follow on one another, all of them settled.
struct SettledStretch {
    IdRange<CsoId> objects;                       ///< From the first of them to the last.
    IdRange<MvoId> metaverse;                     ///< What they are joined to lies within it.
    std::map<std::int32_t, std::int64_t> counts;  ///< How many there are, by object type.
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

/// Ranges, ascending, outside of which flows of references have nothing to do. Never too little.
struct ReferenceDoubts {
    std::vector<IdRange<CsoId>> inbound;
    std::vector<IdRange<MvoId>> outbound;
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

    /// The settled objects from the first one after `after` on, when they were kept as a stretch
    /// under the same rules, nothing of what each of them was kept by has changed since, and none
    /// is on the list of changed objects. A back end that cannot tell faster than object by object
    /// finds none.
    [[nodiscard]] virtual base::Result<std::optional<SettledStretch>> stretch(
        std::int32_t systemId, CsoId after, const schema::ContentHash& rules) = 0;

    /// The first object of the next stretch that was kept, whatever became of it, that begins
    /// behind `object`: where to stop so that it is met at its beginning.
    [[nodiscard]] virtual base::Result<std::optional<CsoId>> nextStretch(std::int32_t systemId,
                                                                         CsoId object) = 0;

    /// Keeps a stretch as it stands now, within the open transaction: each of its objects, and no
    /// other of the system between them but those with status PendingProvisioning, was found
    /// settled or kept in it. It takes the place of those that began among its objects.
    /// `projected`: nothing, or all of its objects, to be kept as they are shown; what is shown
    /// wrongly is looked at once more.
    [[nodiscard]] virtual base::Status keepStretch(std::int32_t systemId,
                                                   const SettledStretch& stretch,
                                                   std::span<const ProjectedObject> projected,
                                                   const schema::ContentHash& rules) = 0;

    /// Where references may differ: of the objects in `csos` for the flows out of one system, and
    /// of the metaverse objects in `mvos` for the flows into any systems. Without flows, or in a
    /// range that ends before it begins, nothing does.
    [[nodiscard]] virtual base::Result<ReferenceDoubts> doubts(
        std::span<const ReferenceFlow> inbound, IdRange<CsoId> csos,
        std::span<const ReferenceFlow> outbound, IdRange<MvoId> mvos) = 0;
};

}  // namespace jim::identity::metaverse
