#pragma once

#include "foundation/base/HugePages.hpp"
#include "identity/connector_space/PendingExport.hpp"
#include "store/ByTarget.hpp"
#include "store/ObjectRows.hpp"

#include <fmt/format.h>

namespace jim::store {

template <class Connection>
class PendingExportStore final : public identity::connector_space::PendingExportStore {
public:
    using CsoId = identity::connector_space::CsoId;
    using PendingExport = identity::connector_space::PendingExport;
    using PendingExportId = identity::connector_space::PendingExportId;
    using PendingReference = identity::connector_space::PendingReference;

    explicit PendingExportStore(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<std::vector<PendingExport>> ofObjects(
        std::span<const CsoId> objects) override {
        return exportsBy("cso_id", objects);
    }
    [[nodiscard]] base::Result<std::vector<PendingExport>> load(
        std::span<const PendingExportId> ids) override {
        return exportsBy("id", ids);
    }
    [[nodiscard]] base::Result<std::vector<Due>> due(std::int32_t systemId,
                                                     base::Timestamp now) override;
    [[nodiscard]] base::Result<std::vector<PendingReference>> references(
        std::span<const PendingExportId> owners) override;
    [[nodiscard]] base::Status apply(
        const identity::connector_space::PendingExportChanges& changes) override;

private:
    template <class Id>
    [[nodiscard]] base::Result<std::vector<PendingExport>> exportsBy(std::string_view column,
                                                                     std::span<const Id> ids);
    /// What the objects are called; without those whose object is gone.
    [[nodiscard]] base::Status nameDue(std::vector<Due>& due);
    [[nodiscard]] base::Status insert(const std::vector<PendingExport>& exports);
    [[nodiscard]] base::Status update(const std::vector<PendingExport>& exports);
    [[nodiscard]] base::Status removeReferences(const std::vector<PendingReference>& references);
    [[nodiscard]] base::Status addReferences(const std::vector<PendingReference>& references);

    Connection& connection_;
};

template <class Connection>
template <class Id>
base::Result<std::vector<identity::connector_space::PendingExport>>
PendingExportStore<Connection>::exportsBy(std::string_view column, std::span<const Id> ids) {
    std::vector<PendingExport> exports;
    exports.reserve(ids.size());
    // The id that is sought comes first, as the look-up wants it; the row as always after it.
    const std::string sql =
        fmt::format("SELECT p.{0}, {1} FROM pending_export p WHERE p.{0} {{}} ORDER BY p.{0}",
                    column, kPendingExportColumns);
    JIM_TRY(lookUp(connection_, sql, ids, [&](Id, const auto& row) -> base::Status {
        exports.push_back(pendingExport(row, 1));
        return {};
    }));
    return exports;
}

template <class Connection>
auto PendingExportStore<Connection>::due(std::int32_t systemId, base::Timestamp now)
    -> base::Result<std::vector<Due>> {
    // How many there are is not known before: what grows is small.
    struct Found {
        PendingExportId id;
        CsoId cso;
        identity::connector_space::PendingExportChangeType changeType;
    };
    std::vector<Found> found;
    // One that was left Executing belongs to a run that died: runs of a system never overlap.
    JIM_TRY(stream(
        connection_,
        "SELECT id, cso_id, change_type FROM pending_export WHERE system_id = {} "
        "AND status IN (0, 1, 2) AND (next_retry IS NULL OR next_retry <= {}) ORDER BY id",
        [&](const auto& row) {
            found.push_back(
                {row.template as<PendingExportId>(0), row.template as<CsoId>(1),
                 row.template as<identity::connector_space::PendingExportChangeType>(2)});
        },
        systemId, now.micros));
    std::vector<Due> due;
    base::reserveHuge(due, found.size());
    for (const Found& one : found) due.push_back({one.id, one.cso, 0, one.changeType});
    JIM_TRY(nameDue(due));
    return due;
}

/// Their objects are read by the ranges of their ids: joined, both tables would be read and sorted
/// whole.
template <class Connection>
base::Status PendingExportStore<Connection>::nameDue(std::vector<Due>& due) {
    constexpr std::size_t kAtATime = 16'000;
    std::vector<Due*> byObject;
    byObject.reserve(due.size());
    for (Due& one : due) byObject.push_back(&one);
    const auto objectOf = [](const Due* one) { return one->cso; };
    if (!std::ranges::is_sorted(byObject, {}, objectOf)) std::ranges::sort(byObject, {}, objectOf);
    for (std::span<Due*> left{byObject}; !left.empty();) {
        const auto some = left.first(std::min(left.size(), kAtATime));
        left = left.subspan(some.size());
        std::vector<CsoId> objects;
        objects.reserve(some.size());
        for (const Due* one : some) objects.push_back(one->cso);
        auto at = some.begin();
        JIM_TRY(lookUp(connection_,
                       "SELECT id, type_id, status, external_id, display_name, created FROM cso "
                       "WHERE id {} ORDER BY id",
                       std::span<const CsoId>{objects},
                       [&](CsoId id, const auto& row) -> base::Status {
                           while ((*at)->cso < id) ++at;
                           (*at)->objectTypeId = row.template as<std::int32_t>(1);
                           (*at)->status = row.template as<identity::connector_space::CsoStatus>(2);
                           (*at)->externalId = row.text(3);
                           (*at)->displayName = row.text(4);
                           (*at)->created = {row.integer(5)};
                           return {};
                       }));
    }
    std::erase_if(due, [](const Due& one) { return one.objectTypeId == 0; });
    return {};
}

template <class Connection>
base::Result<std::vector<identity::connector_space::PendingReference>>
PendingExportStore<Connection>::references(std::span<const PendingExportId> owners) {
    std::vector<PendingReference> references;
    references.reserve(owners.size());
    JIM_TRY(lookUp(connection_,
                   "SELECT pending_export_id, attribute_id, target_cso_id, added FROM "
                   "pending_reference WHERE pending_export_id {} "
                   "ORDER BY pending_export_id, attribute_id, target_cso_id",
                   owners, [&](PendingExportId owner, const auto& row) -> base::Status {
                       references.push_back({owner, row.template as<std::int32_t>(1),
                                             row.template as<CsoId>(2), row.template as<bool>(3)});
                       return {};
                   }));
    return references;
}

template <class Connection>
base::Status PendingExportStore<Connection>::apply(
    const identity::connector_space::PendingExportChanges& changes) {
    return connection_.atomically([&]() -> base::Status {
        JIM_TRY(deleteIds(connection_, "pending_reference", "pending_export_id", changes.removed));
        JIM_TRY(deleteIds(connection_, "pending_export", "id", changes.removed));
        JIM_TRY(insert(changes.inserted));
        JIM_TRY(update(changes.updated));
        JIM_TRY(removeReferences(changes.removedReferences));
        return addReferences(changes.addedReferences);
    });
}

template <class Connection>
base::Status PendingExportStore<Connection>::insert(const std::vector<PendingExport>& exports) {
    return insertRows(connection_, "pending_export", 12, std::span{exports},
                      [](const PendingExport& item, const auto& bind) {
                          bind(item.id, item.systemId, item.cso, item.source, item.changeType,
                               item.status, item.created.micros, micros(item.lastAttempted),
                               micros(item.nextRetry), item.errorCount, item.lastError,
                               Bytes{item.changes});
                      });
}

template <class Connection>
base::Status PendingExportStore<Connection>::update(const std::vector<PendingExport>& exports) {
    return updateRows(connection_, "pending_export",
                      {"id", "mvo_id", "change_type", "status", "last_attempted", "next_retry",
                       "error_count", "last_error", "changes"},
                      std::span{exports}, [](const PendingExport& item, const auto& bind) {
                          bind(item.id, item.source, item.changeType, item.status,
                               micros(item.lastAttempted), micros(item.nextRetry), item.errorCount,
                               item.lastError, Bytes{item.changes});
                      });
}

template <class Connection>
base::Status PendingExportStore<Connection>::removeReferences(
    const std::vector<PendingReference>& references) {
    return deleteRows(connection_, "pending_reference",
                      {"pending_export_id", "attribute_id", "target_cso_id"}, std::span{references},
                      [](const PendingReference& reference, const auto& bind) {
                          bind(reference.owner, reference.attribute, reference.target);
                      });
}

template <class Connection>
base::Status PendingExportStore<Connection>::addReferences(
    const std::vector<PendingReference>& references) {
    const auto ordered = byTarget(references, [](const PendingReference& reference) {
        return std::tuple{reference.owner, reference.attribute, reference.target};
    });
    return mergeRows(connection_, "pending_reference", "pending_export_id",
                     {"pending_export_id", "attribute_id", "target_cso_id"}, {"added"},
                     std::span{ordered}, [](const PendingReference* reference, const auto& bind) {
                         bind(reference->owner, reference->attribute, reference->target,
                              reference->added);
                     });
}

}  // namespace jim::store
