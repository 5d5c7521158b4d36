#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"
#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/MetaverseSchema.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jim::identity::metaverse {

using connector_space::CsoId;
using connector_space::Join;
using connector_space::MvoId;

enum class MvoStatus : std::uint8_t { Normal = 0, Obsolete = 1 };
enum class MvoOrigin : std::uint8_t { Projected = 0, Internal = 1 };

/// One identity. Attribute origins in the document are the ids of the import rules that
/// contributed them.
struct MetaverseObject {
    MvoId id{};
    std::int32_t objectTypeId = 0;
    MvoStatus status = MvoStatus::Normal;
    MvoOrigin origin = MvoOrigin::Projected;
    std::string displayName;
    std::string document;  ///< All attributes but references.
    base::Timestamp created;
    base::Timestamp updated;
    std::optional<base::Timestamp> lastConnectorDisconnected;
};

/// One value of a reference attribute, contributed by one import rule.
struct MvoReference {
    MvoId owner{};
    schema::AttributeId attribute = 0;
    MvoId target{};
    schema::Origin origin = 0;  ///< The contributing import rule.

    auto operator<=>(const MvoReference&) const = default;
};

/// What joins look objects up by: one attribute's value, case folded when the matching rule says
/// so.
struct MatchKey {
    std::int32_t objectTypeId = 0;
    schema::AttributeId attribute = 0;
    bool caseSensitive = true;
    std::string value;

    auto operator<=>(const MatchKey&) const = default;
};

/// An object's joins with what is needed of the other side.
struct JoinedObject {
    Join join;
    std::int32_t objectTypeId = 0;
};

/// A set of changes to the metaverse, written together.
struct MetaverseChanges {
    std::vector<MetaverseObject> inserted;
    std::vector<MetaverseObject> updated;
    std::vector<MvoId> removed;  ///< With references (both ways), joins and match keys.
    std::vector<MvoReference> addedReferences;
    std::vector<MvoReference> removedReferences;
    std::vector<std::pair<MvoId, MatchKey>> addedKeys;
    std::vector<std::pair<MvoId, MatchKey>> removedKeys;

    [[nodiscard]] bool empty() const {
        return inserted.empty() && updated.empty() && removed.empty() && addedReferences.empty() &&
               removedReferences.empty() && addedKeys.empty() && removedKeys.empty();
    }
};

/// Keeps metaverse objects. Sets in, sets out; one session is used by one thread.
class MetaverseStore {
public:
    virtual ~MetaverseStore() = default;

    /// By ascending id; unknown ids are left out.
    [[nodiscard]] virtual base::Result<std::vector<MetaverseObject>> load(
        std::span<const MvoId> ids) = 0;

    /// All joins of these objects, by (mvo, system).
    [[nodiscard]] virtual base::Result<std::vector<JoinedObject>> joins(
        std::span<const MvoId> ids) = 0;

    /// (index of the key, object) for every object that has one of the keys.
    [[nodiscard]] virtual base::Result<std::vector<std::pair<std::size_t, MvoId>>> match(
        std::span<const MatchKey> keys) = 0;

    /// Every object of a type by ascending id, after `after`: to fill in keys of a new matching
    /// rule.
    [[nodiscard]] virtual base::Result<std::vector<MetaverseObject>> page(std::int32_t objectTypeId,
                                                                          MvoId after,
                                                                          std::size_t limit) = 0;

    /// Applies the changes within the open transaction.
    [[nodiscard]] virtual base::Status apply(const MetaverseChanges& changes) = 0;

    /// Which (object type, attribute, caseSensitive) have match keys for all their objects.
    [[nodiscard]] virtual base::Result<std::vector<MatchKey>> keyedAttributes() = 0;
    /// Records that one has, or has no longer (then its keys are removed).
    [[nodiscard]] virtual base::Status setKeyed(const MatchKey& key, bool keyed) = 0;
};

/// How references of the connector space become references of the metaverse, and those pending
/// exports: compared as sets by the store, only differences come out.
struct ReferenceFlow {
    std::int32_t systemId = 0;      ///< The connected system of the rule.
    std::int32_t objectTypeId = 0;  ///< Of the connector space side.
    schema::AttributeId csoAttribute = 0;
    schema::AttributeId mvoAttribute = 0;
    schema::Origin rule = 0;
};

/// A difference of inbound references: `added`, or no longer there.
struct InboundReferenceChange {
    MvoReference reference;
    CsoId cso{};  ///< Whose reference it is.
    bool added = true;
};

/// A difference of outbound references, pending ones taken into account.
struct OutboundReferenceChange {
    CsoId cso{};
    MvoId mvo{};
    schema::AttributeId attribute = 0;  ///< Of the connector space side.
    CsoId target{};
    bool added = true;
    std::optional<connector_space::PendingExportId> pending{};  ///< What is, for the object.
    bool cancels = false;  ///< The opposite is part of what is pending.
};

/// What flows from objects that have just been projected.
struct ProjectedReferences {
    std::vector<InboundReferenceChange> changes;
    std::vector<CsoId> waiting;  ///< Ascending: refer to objects that are not joined yet.
};

class ReferenceFlowStore {
public:
    virtual ~ReferenceFlowStore() = default;

    /// What the metaverse lacks, or has too much of, for objects `from..to` of the flow's system
    /// (inclusive; connector space ids). Unresolved and unjoined targets count as absent.
    [[nodiscard]] virtual base::Result<std::vector<InboundReferenceChange>> inbound(
        const ReferenceFlow& flow, CsoId from, CsoId to) = 0;
    /// The same for these objects only.
    [[nodiscard]] virtual base::Result<std::vector<InboundReferenceChange>> inbound(
        const ReferenceFlow& flow, std::span<const CsoId> objects) = 0;

    /// What the metaverse lacks for objects of the flow's system and type that have just been
    /// projected, by ascending id: nothing has flowed to theirs yet, and no other object of the
    /// system is joined to it.
    [[nodiscard]] virtual base::Result<ProjectedReferences> inboundOfProjected(
        const ReferenceFlow& flow, std::span<const std::pair<CsoId, MvoId>> projected) = 0;

    /// What the target system lacks, or has too much of, for these metaverse objects.
    [[nodiscard]] virtual base::Result<std::vector<OutboundReferenceChange>> outbound(
        const ReferenceFlow& flow, std::span<const MvoId> objects) = 0;
    /// The same for all metaverse objects `from..to` (inclusive).
    [[nodiscard]] virtual base::Result<std::vector<OutboundReferenceChange>> outbound(
        const ReferenceFlow& flow, MvoId from, MvoId to) = 0;

    /// Objects of the same connected system whose references point at these.
    [[nodiscard]] virtual base::Result<std::vector<CsoId>> referrers(
        std::span<const CsoId> targets) = 0;
    /// Metaverse objects whose references point at these.
    [[nodiscard]] virtual base::Result<std::vector<MvoId>> referrers(
        std::span<const MvoId> targets) = 0;
};

struct MvoFilter {
    std::optional<std::int32_t> objectTypeId;
    std::string search;  ///< Substring of the display name, any case.
    std::optional<schema::AttributeId> attribute;
    std::string attributeValue;  ///< Exact, any case; `%` and `_` are wildcards.
    bool descending = false;     ///< By creation.
};

struct MvoReferenceDetail {
    MvoReference reference;
    std::string targetDisplayName;
};

struct MvoDetail {
    MetaverseObject object;
    std::vector<MvoReferenceDetail> references;
    std::vector<connector_space::ConnectorSpaceObject> connectors;  ///< Without documents.
};

/// Reads the metaverse for people and scripts. One session is used by one thread.
class MetaverseQueries {
public:
    virtual ~MetaverseQueries() = default;
    [[nodiscard]] virtual base::Result<connector_space::PageOf<MetaverseObject>> objects(
        const MvoFilter& filter, connector_space::PageRequest page) = 0;
    [[nodiscard]] virtual base::Result<std::int64_t> count(const MvoFilter& filter) = 0;
    [[nodiscard]] virtual base::Result<std::optional<MvoDetail>> object(MvoId id) = 0;
    /// For lists that show reference attributes.
    [[nodiscard]] virtual base::Result<std::vector<MvoReferenceDetail>> references(
        std::span<const MvoId> owners) = 0;
};

}  // namespace jim::identity::metaverse
