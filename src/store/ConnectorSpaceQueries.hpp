#pragma once

#include "identity/connector_space/ConnectorSpaceQueries.hpp"
#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "store/ObjectRows.hpp"
#include "store/Pages.hpp"

#include <fmt/format.h>

namespace jim::store {

namespace impl {

constexpr const char* kExportHeaderFrom =
    "pending_export p JOIN cso c ON c.id = p.cso_id LEFT JOIN mvo m ON m.id = p.mvo_id";

inline const std::string& exportHeaderColumns() {
    static const std::string columns = fmt::format(
        "{}, c.external_id, c.display_name, c.type_id, coalesce(m.display_name, ''), "
        "(SELECT count(*) FROM pending_reference r WHERE r.pending_export_id = p.id)",
        kPendingExportColumns);
    return columns;
}

inline identity::connector_space::PendingExportHeader exportHeader(const auto& row) {
    identity::connector_space::PendingExportHeader header;
    header.pendingExport = pendingExport(row);
    header.targetDisplayName = row.text(13);
    header.targetIdentifier = row.text(12);
    if (header.targetIdentifier.empty()) header.targetIdentifier = header.targetDisplayName;
    header.objectTypeId = row.template as<std::int32_t>(14);
    header.sourceDisplayName = row.text(15);
    header.referenceChanges = row.integer(16);
    return header;
}

}  // namespace impl

template <class Connection>
class ConnectorSpaceQueries final : public identity::connector_space::ConnectorSpaceQueries {
public:
    template <class T>
    using PageOf = identity::connector_space::PageOf<T>;
    using PageRequest = identity::connector_space::PageRequest;
    using CsoHeader = identity::connector_space::CsoHeader;
    using CsoDetail = identity::connector_space::CsoDetail;
    using PendingExportHeader = identity::connector_space::PendingExportHeader;
    using PendingExportId = identity::connector_space::PendingExportId;

    /// `objects` is on the same connection.
    ConnectorSpaceQueries(Connection& connection,
                          identity::connector_space::ConnectorSpaceStore& objects)
        : connection_(connection), objects_(objects) {}

    [[nodiscard]] base::Result<PageOf<CsoHeader>> objects(
        const identity::connector_space::CsoFilter& filter, PageRequest page) override;
    [[nodiscard]] base::Result<std::optional<CsoDetail>> object(
        identity::connector_space::CsoId id) override;
    [[nodiscard]] base::Result<identity::connector_space::CsoCounts> counts(
        std::int32_t systemId) override;
    [[nodiscard]] base::Result<std::int64_t> synchronisable(std::int32_t systemId,
                                                            bool changedOnly) override;
    [[nodiscard]] base::Result<PageOf<PendingExportHeader>> pendingExports(
        const identity::connector_space::PendingExportFilter& filter, PageRequest page) override;
    [[nodiscard]] base::Result<std::optional<PendingExportHeader>> pendingExport(
        PendingExportId id) override;
    [[nodiscard]] base::Result<std::vector<identity::connector_space::PendingReferenceDetail>>
    pendingReferences(PendingExportId id) override;

private:
    Connection& connection_;
    identity::connector_space::ConnectorSpaceStore& objects_;
};

template <class Connection>
base::Result<identity::connector_space::PageOf<identity::connector_space::CsoHeader>>
ConnectorSpaceQueries<Connection>::objects(const identity::connector_space::CsoFilter& filter,
                                           PageRequest page) {
    Conditions conditions;
    conditions.add("c.system_id = ?", {filter.systemId});
    conditions.contains({"c.display_name", "c.external_id"}, filter.search);
    conditions.oneOf("c.status", filter.statuses);
    conditions.oneOf("c.type_id", filter.objectTypeIds);
    conditions.oneOf("coalesce(j.type, 0)", filter.joinTypes);
    PageOf<CsoHeader> result;
    // Joins are counted only where they decide.
    JIM_ASSIGN(result.totalCount,
               countOf(connection_, filter.joinTypes.empty() ? "cso c" : kCsoFrom, conditions));
    // Ids are given in the order of creation, and an index has them by system.
    JIM_ASSIGN(result.items,
               rowsOf<CsoHeader>(
                   connection_,
                   fmt::format("{}, (SELECT p.id FROM pending_export p WHERE p.cso_id = c.id)",
                               kCsoColumns),
                   kCsoFrom, conditions, filter.ascending ? "c.id ASC" : "c.id DESC", page,
                   [](const auto& row) -> base::Result<CsoHeader> {
                       CsoHeader header;
                       header.object = connectorSpaceObject(row);
                       if (!row.isNull(kCsoColumnCount))
                           header.pendingExport = row.template as<PendingExportId>(kCsoColumnCount);
                       return header;
                   }));
    return result;
}

template <class Connection>
base::Result<std::optional<identity::connector_space::CsoDetail>>
ConnectorSpaceQueries<Connection>::object(identity::connector_space::CsoId id) {
    const std::span<const identity::connector_space::CsoId> ids{&id, 1};
    JIM_ASSIGN(auto objects, objects_.load(ids));
    if (objects.empty()) return std::optional<CsoDetail>{};
    CsoDetail detail;
    detail.object = std::move(objects.front());
    JIM_ASSIGN(detail.references, objects_.references(ids));
    JIM_ASSIGN(auto row, connection_.prepare("SELECT id FROM pending_export WHERE cso_id = ?"));
    JIM_ASSIGN(const bool found, row.bindAll(id).step());
    if (found) detail.pendingExport = row.template as<PendingExportId>(0);
    return std::optional{std::move(detail)};
}

template <class Connection>
base::Result<identity::connector_space::CsoCounts> ConnectorSpaceQueries<Connection>::counts(
    std::int32_t systemId) {
    identity::connector_space::CsoCounts counts;
    JIM_ASSIGN(auto all, connection_.prepare(
                             "SELECT count(*), count(j.cso_id) FROM cso c LEFT JOIN cso_join j "
                             "ON j.cso_id = c.id WHERE c.system_id = ?"));
    JIM_TRY(all.bindAll(systemId).step());
    counts.objects = all.integer(0);
    counts.joined = all.integer(1);
    JIM_ASSIGN(counts.changed, synchronisable(systemId, true));
    JIM_ASSIGN(
        counts.pendingExports,
        connection_.integer("SELECT count(*) FROM pending_export WHERE system_id = ?", systemId));
    JIM_ASSIGN(counts.unresolvedReferences,
               connection_.integer("SELECT count(*) FROM cso_reference r WHERE r.target_cso_id IS "
                                   "NULL AND EXISTS (SELECT 1 FROM cso c WHERE c.id = r.cso_id AND "
                                   "c.system_id = ?)",
                                   systemId));
    return counts;
}

template <class Connection>
base::Result<std::int64_t> ConnectorSpaceQueries<Connection>::synchronisable(std::int32_t systemId,
                                                                             bool changedOnly) {
    // Of two tables the shorter is walked, and the objects are looked up.
    return connection_.integer(
        changedOnly ? "SELECT count(*) FROM cso_changed x WHERE EXISTS (SELECT 1 FROM cso c WHERE "
                      "c.id = x.cso_id AND c.system_id = ? AND c.status <> 2)"
                    : "SELECT count(*) FROM cso WHERE system_id = ? AND status <> 2",
        systemId);
}

template <class Connection>
base::Result<identity::connector_space::PageOf<identity::connector_space::PendingExportHeader>>
ConnectorSpaceQueries<Connection>::pendingExports(
    const identity::connector_space::PendingExportFilter& filter, PageRequest page) {
    Conditions conditions;
    conditions.add("p.system_id = ?", {filter.systemId});
    conditions.contains({"c.display_name", "c.external_id", "m.display_name"}, filter.search);
    if (filter.changeType)
        conditions.add("p.change_type = ?", {static_cast<std::int64_t>(*filter.changeType)});
    if (filter.status) conditions.add("p.status = ?", {static_cast<std::int64_t>(*filter.status)});
    return pageOf<PendingExportHeader>(connection_, impl::exportHeaderColumns(),
                                       impl::kExportHeaderFrom, conditions, "p.id", page,
                                       [](const auto& row) -> base::Result<PendingExportHeader> {
                                           return impl::exportHeader(row);
                                       });
}

template <class Connection>
base::Result<std::optional<identity::connector_space::PendingExportHeader>>
ConnectorSpaceQueries<Connection>::pendingExport(PendingExportId id) {
    static const std::string kSql = fmt::format(
        "SELECT {} FROM {} WHERE p.id = ?", impl::exportHeaderColumns(), impl::kExportHeaderFrom);
    JIM_ASSIGN(auto row, connection_.prepare(kSql));
    JIM_ASSIGN(const bool found, row.bindAll(id).step());
    if (!found) return std::optional<PendingExportHeader>{};
    return std::optional{impl::exportHeader(row)};
}

template <class Connection>
base::Result<std::vector<identity::connector_space::PendingReferenceDetail>>
ConnectorSpaceQueries<Connection>::pendingReferences(PendingExportId id) {
    JIM_ASSIGN(auto rows,
               connection_.prepare("SELECT r.attribute_id, r.target_cso_id, r.added, "
                                   "c.external_id, c.display_name, c.status "
                                   "FROM pending_reference r JOIN cso c ON "
                                   "c.id = r.target_cso_id WHERE r.pending_export_id = ? "
                                   "ORDER BY r.attribute_id, r.target_cso_id"));
    rows.bindAll(id);
    std::vector<identity::connector_space::PendingReferenceDetail> result;
    JIM_TRY(eachRow(rows, [&](const auto& row) {
        result.push_back(
            {{id, row.template as<std::int32_t>(0),
              row.template as<identity::connector_space::CsoId>(1), row.template as<bool>(2)},
             textOf(row, 3),
             textOf(row, 4),
             row.template as<identity::connector_space::CsoStatus>(5)});
    }));
    return result;
}

}  // namespace jim::store
