#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "store/ObjectRows.hpp"
#include "store/Pages.hpp"
#include "store/Pattern.hpp"

#include <fmt/format.h>

#include <limits>

namespace jim::store {

namespace impl {

/// Rows that are looked at with one statement, where a database fetches them whole.
constexpr std::int64_t kScannedAtOnce = 2'000;

inline Conditions conditionsOf(const identity::metaverse::MvoFilter& filter) {
    Conditions conditions;
    if (filter.objectTypeId) conditions.add("m.type_id = ?", {*filter.objectTypeId});
    conditions.contains({"m.display_name"}, filter.search);
    return conditions;
}

inline bool hasValue(std::string_view document, const identity::metaverse::MvoFilter& filter) {
    const auto attribute = identity::schema::DocumentView{document}.find(*filter.attribute);
    if (!attribute) return false;
    for (const std::string_view value : *attribute)
        if (matchesPattern(identity::schema::displayText(attribute->type, value),
                           filter.attributeValue))
            return true;
    return false;
}

}  // namespace impl

template <class Connection>
class MetaverseQueries final : public identity::metaverse::MetaverseQueries {
public:
    using MvoId = identity::metaverse::MvoId;
    using MvoFilter = identity::metaverse::MvoFilter;
    using MvoDetail = identity::metaverse::MvoDetail;
    using MetaverseObject = identity::metaverse::MetaverseObject;
    using PageOfObjects = identity::connector_space::PageOf<MetaverseObject>;
    using PageRequest = identity::connector_space::PageRequest;

    /// `objects` is on the same connection.
    MetaverseQueries(Connection& connection, identity::metaverse::MetaverseStore& objects)
        : connection_(connection), objects_(objects) {}

    [[nodiscard]] base::Result<PageOfObjects> objects(const MvoFilter& filter,
                                                      PageRequest page) override;
    [[nodiscard]] base::Result<std::int64_t> count(const MvoFilter& filter) override;
    [[nodiscard]] base::Result<std::optional<MvoDetail>> object(MvoId id) override;
    [[nodiscard]] base::Result<std::vector<identity::metaverse::MvoReferenceDetail>> references(
        std::span<const MvoId> owners) override;

private:
    /// Values live in the documents, which SQL does not read: every candidate is looked at here.
    [[nodiscard]] base::Result<PageOfObjects> scan(const MvoFilter& filter, PageRequest page);
    /// Looks at the candidates after `last`, which moves; how many there were.
    [[nodiscard]] base::Result<std::int64_t> scanNext(const MvoFilter& filter, PageRequest page,
                                                      std::int64_t& last, PageOfObjects& found);
    [[nodiscard]] base::Result<std::vector<identity::connector_space::ConnectorSpaceObject>>
    connectorsOf(MvoId id);

    Connection& connection_;
    identity::metaverse::MetaverseStore& objects_;
};

template <class Connection>
auto MetaverseQueries<Connection>::objects(const MvoFilter& filter, PageRequest page)
    -> base::Result<PageOfObjects> {
    if (filter.attribute) return scan(filter, page);
    return pageOf<MetaverseObject>(connection_, fmt::format("{}, m.document", kMvoColumns), "mvo m",
                                   impl::conditionsOf(filter),
                                   filter.descending ? "m.id DESC" : "m.id ASC", page,
                                   [](const auto& row) { return wholeMetaverseObject(row); });
}

template <class Connection>
base::Result<std::int64_t> MetaverseQueries<Connection>::count(const MvoFilter& filter) {
    if (!filter.attribute) return countOf(connection_, "mvo m", impl::conditionsOf(filter));
    JIM_ASSIGN(const PageOfObjects found, scan(filter, {0, 0}));
    return found.totalCount;
}

template <class Connection>
auto MetaverseQueries<Connection>::scan(const MvoFilter& filter, PageRequest page)
    -> base::Result<PageOfObjects> {
    PageOfObjects found;
    std::int64_t last = filter.descending ? std::numeric_limits<std::int64_t>::max() : 0;
    for (std::int64_t seen = impl::kScannedAtOnce; seen == impl::kScannedAtOnce;) {
        JIM_ASSIGN(seen, scanNext(filter, page, last, found));
    }
    return found;
}

template <class Connection>
base::Result<std::int64_t> MetaverseQueries<Connection>::scanNext(const MvoFilter& filter,
                                                                  PageRequest page,
                                                                  std::int64_t& last,
                                                                  PageOfObjects& found) {
    Conditions conditions = impl::conditionsOf(filter);
    conditions.add(filter.descending ? "m.id < ?" : "m.id > ?", {last});
    JIM_ASSIGN(auto rows,
               connection_.prepare(fmt::format(
                   "SELECT {}, m.document FROM mvo m{} ORDER BY m.id {} LIMIT ?", kMvoColumns,
                   conditions.where(), filter.descending ? "DESC" : "ASC")));
    rows.bindFrom(conditions.bind(rows), impl::kScannedAtOnce);
    for (std::int64_t seen = 0;; ++seen) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return seen;
        last = rows.integer(0);
        const std::string_view document = rows.blob(kMvoColumnCount);
        JIM_TRY(identity::schema::validateDocument(document));
        if (!impl::hasValue(document, filter)) continue;
        const std::int64_t index = found.totalCount++ - page.offset;
        if (index < 0 || index >= page.limit) continue;
        found.items.push_back(metaverseObject(rows));
        found.items.back().document = document;
    }
}

template <class Connection>
base::Result<std::vector<identity::connector_space::ConnectorSpaceObject>>
MetaverseQueries<Connection>::connectorsOf(MvoId id) {
    static const std::string kSql = fmt::format(
        "SELECT {} FROM cso_join j JOIN cso c ON c.id = j.cso_id "
        "WHERE j.mvo_id = ? ORDER BY c.system_id, c.id",
        kCsoColumns);
    std::vector<identity::connector_space::ConnectorSpaceObject> result;
    JIM_ASSIGN(auto rows, connection_.prepare(kSql));
    rows.bindAll(id);
    JIM_TRY(eachRow(rows, [&](const auto& row) { result.push_back(connectorSpaceObject(row)); }));
    return result;
}

template <class Connection>
auto MetaverseQueries<Connection>::object(MvoId id) -> base::Result<std::optional<MvoDetail>> {
    const std::span<const MvoId> ids{&id, 1};
    JIM_ASSIGN(auto objects, objects_.load(ids));
    if (objects.empty()) return std::optional<MvoDetail>{};
    MvoDetail detail;
    detail.object = std::move(objects.front());
    JIM_ASSIGN(detail.references, references(ids));
    JIM_ASSIGN(detail.connectors, connectorsOf(id));
    return std::optional{std::move(detail)};
}

template <class Connection>
base::Result<std::vector<identity::metaverse::MvoReferenceDetail>>
MetaverseQueries<Connection>::references(std::span<const MvoId> owners) {
    std::vector<identity::metaverse::MvoReferenceDetail> result;
    JIM_TRY(lookUp(connection_,
                   "SELECT r.mvo_id, r.attribute_id, r.target_mvo_id, r.origin, m.display_name "
                   "FROM mvo_reference r JOIN mvo m ON m.id = r.target_mvo_id WHERE r.mvo_id {} "
                   "ORDER BY r.mvo_id, r.attribute_id, r.target_mvo_id, r.origin",
                   owners, [&](MvoId owner, const auto& row) -> base::Status {
                       result.push_back(
                           {{owner, row.template as<std::int32_t>(1), row.template as<MvoId>(2),
                             row.template as<std::int32_t>(3)},
                            textOf(row, 4)});
                       return {};
                   }));
    return result;
}

}  // namespace jim::store
