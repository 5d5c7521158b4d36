#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connector_space/ConnectorSpaceObject.hpp"
#include "identity/connector_space/PendingExport.hpp"

#include <optional>
#include <string>
#include <vector>

namespace jim::identity::connector_space {

/// One page of a list and how many rows there are in all.
template <class T>
struct PageOf {
    std::vector<T> items;
    std::int64_t totalCount = 0;
};

struct PageRequest {
    std::int64_t offset = 0;
    std::int64_t limit = 50;
};

struct CsoFilter {
    std::int32_t systemId = 0;
    std::string search;  ///< Substring of display name or external id, any case (ASCII).
    std::vector<CsoStatus> statuses;
    std::vector<std::int32_t> objectTypeIds;
    std::vector<JoinType> joinTypes;
    bool ascending = false;  ///< By creation; newest first unless set.
};

/// A list row: the object without document, and its pending export if it has one.
struct CsoHeader {
    ConnectorSpaceObject object;  ///< `document` is empty.
    std::optional<PendingExportId> pendingExport;
};

struct CsoDetail {
    ConnectorSpaceObject object;
    std::vector<CsoReference> references;
    std::optional<PendingExportId> pendingExport;
};

struct CsoCounts {
    std::int64_t objects = 0;
    std::int64_t changed = 0;  ///< Those that a delta synchronisation looks at.
    std::int64_t joined = 0;
    std::int64_t pendingExports = 0;
    std::int64_t unresolvedReferences = 0;
};

struct PendingExportFilter {
    std::int32_t systemId = 0;
    std::string search;
    std::optional<PendingExportChangeType> changeType;
    std::optional<PendingExportStatus> status;
};

struct PendingExportHeader {
    PendingExport pendingExport;   ///< With changes.
    std::string targetIdentifier;  ///< External id or display name of the object in the target.
    std::string targetDisplayName;
    std::int32_t objectTypeId = 0;
    std::string sourceDisplayName;
    std::int64_t referenceChanges = 0;
};

/// A reference change with what people need to recognise its target.
struct PendingReferenceDetail {
    PendingReference reference;
    std::string targetExternalId;
    std::string targetDisplayName;
    CsoStatus targetStatus = CsoStatus::Normal;
};

/// Reads connector spaces for people and scripts. One session is used by one thread.
class ConnectorSpaceQueries {
public:
    virtual ~ConnectorSpaceQueries() = default;

    [[nodiscard]] virtual base::Result<PageOf<CsoHeader>> objects(const CsoFilter& filter,
                                                                  PageRequest page) = 0;
    [[nodiscard]] virtual base::Result<std::optional<CsoDetail>> object(CsoId id) = 0;
    [[nodiscard]] virtual base::Result<CsoCounts> counts(std::int32_t systemId) = 0;
    /// How many objects a synchronisation looks at, a delta or a full one.
    [[nodiscard]] virtual base::Result<std::int64_t> synchronisable(std::int32_t systemId,
                                                                    bool changedOnly) = 0;
    [[nodiscard]] virtual base::Result<PageOf<PendingExportHeader>> pendingExports(
        const PendingExportFilter& filter, PageRequest page) = 0;
    [[nodiscard]] virtual base::Result<std::optional<PendingExportHeader>> pendingExport(
        PendingExportId id) = 0;
    [[nodiscard]] virtual base::Result<std::vector<PendingReferenceDetail>> pendingReferences(
        PendingExportId id) = 0;
};

}  // namespace jim::identity::connector_space
