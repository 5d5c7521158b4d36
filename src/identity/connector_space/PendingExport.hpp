#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/ConnectorSpaceObject.hpp"
#include "identity/schema/ChangeSet.hpp"

#include <functional>
#include <span>

namespace jim::identity::connector_space {

enum class PendingExportId : std::int64_t {};

/// The numbers are stored: never renumber.
enum class PendingExportChangeType : std::uint8_t { Create = 0, Update = 1, Delete = 2 };
enum class PendingExportStatus : std::uint8_t {
    Pending = 0,
    ExportNotConfirmed = 1,
    Executing = 2,
    Failed = 3,
    Exported = 4,
};

[[nodiscard]] std::string_view toText(PendingExportChangeType type);
[[nodiscard]] std::string_view toText(PendingExportStatus status);
[[nodiscard]] std::optional<PendingExportChangeType> parsePendingExportChangeType(std::string_view);
[[nodiscard]] std::optional<PendingExportStatus> parsePendingExportStatus(std::string_view);

/// One value of a reference attribute that is to be added to, or removed from, the object in the
/// target. Names the target's own object: it exists from provisioning on.
struct PendingReference {
    PendingExportId owner{};
    schema::AttributeId attribute = 0;
    CsoId target{};
    bool added = true;

    auto operator<=>(const PendingReference&) const = default;
};

/// The difference between what a connected system holds of one object and what it should hold.
/// There is at most one for each object.
struct PendingExport {
    PendingExportId id{};
    std::int32_t systemId = 0;
    CsoId cso{};
    std::optional<MvoId> source;
    PendingExportChangeType changeType = PendingExportChangeType::Update;
    PendingExportStatus status = PendingExportStatus::Pending;
    std::string changes;  ///< schema::encodeChanges, without references.
    base::Timestamp created;
    std::optional<base::Timestamp> lastAttempted;
    std::optional<base::Timestamp> nextRetry;
    std::int32_t errorCount = 0;
    std::string lastError;
};

/// A set of changes to pending exports, written together.
struct PendingExportChanges {
    std::vector<PendingExport> inserted;
    std::vector<PendingExport> updated;
    std::vector<PendingExportId> removed;  ///< With their references.
    std::vector<PendingReference> addedReferences;
    std::vector<PendingReference> removedReferences;

    [[nodiscard]] bool empty() const {
        return inserted.empty() && updated.empty() && removed.empty() && addedReferences.empty() &&
               removedReferences.empty();
    }
};

/// Keeps pending exports. Sets in, sets out; one session is used by one thread.
class PendingExportStore {
public:
    virtual ~PendingExportStore() = default;

    /// Those of these objects, by object id.
    [[nodiscard]] virtual base::Result<std::vector<PendingExport>> ofObjects(
        std::span<const CsoId> objects) = 0;

    /// By id, in ascending id.
    [[nodiscard]] virtual base::Result<std::vector<PendingExport>> load(
        std::span<const PendingExportId> ids) = 0;

    /// Everything of one system that is due at `now`, by ascending id: the kind of change and
    /// what the object is, without contents.
    struct Due {
        PendingExportId id{};
        CsoId cso{};
        std::int32_t objectTypeId = 0;
        PendingExportChangeType changeType = PendingExportChangeType::Update;
        CsoStatus status = CsoStatus::Normal;  ///< Of the object, as all that follows.
        std::string externalId{};
        std::string displayName{};
        base::Timestamp created{};
    };
    [[nodiscard]] virtual base::Result<std::vector<Due>> due(std::int32_t systemId,
                                                             base::Timestamp now) = 0;

    /// Reference changes of these, by (owner, attribute, target).
    [[nodiscard]] virtual base::Result<std::vector<PendingReference>> references(
        std::span<const PendingExportId> owners) = 0;

    /// Applies the changes within the open transaction.
    [[nodiscard]] virtual base::Status apply(const PendingExportChanges& changes) = 0;
};

}  // namespace jim::identity::connector_space
