#include "store/postgres/MetaverseQueries.hpp"

#include "store/ObjectRows.hpp"
#include "store/Pattern.hpp"
#include "store/postgres/MetaverseStore.hpp"
#include "store/postgres/impl/Sets.hpp"

#include <fmt/format.h>

#include <limits>

namespace jim::store::postgres {

namespace cs = identity::connector_space;
namespace mv = identity::metaverse;
using transport::postgres::Connection;
using transport::postgres::Statement;

namespace {

/// ?1 object type, ?2 pattern of the display name; NULL for any.
constexpr std::string_view kConditions =
    "(m.type_id = ?1 OR ?1 IS NULL) AND (m.display_name ILIKE ?2 ESCAPE '\\' OR ?2 IS NULL)";

bool hasValue(std::string_view document, const mv::MvoFilter& filter) {
    const auto attribute = identity::schema::DocumentView{document}.find(*filter.attribute);
    if (!attribute) return false;
    for (const std::string_view value : *attribute)
        if (store::matchesPattern(identity::schema::displayText(attribute->type, value),
                                  filter.attributeValue))
            return true;
    return false;
}

/// Rows that are looked at with one statement.
constexpr std::int64_t kPage = 2'000;

/// Values live in the documents, which SQL does not read: every candidate is looked at here.
/// Collects the rows of the page, and gives the number of all that match.
base::Result<std::int64_t> scan(Connection& connection, const mv::MvoFilter& filter,
                                cs::PageRequest page, std::vector<mv::MetaverseObject>& items) {
    const std::string sql = fmt::format(
        "SELECT {}, m.document FROM mvo m WHERE {} AND m.id {} ?3 ORDER BY m.id {} LIMIT ?4",
        store::kMvoColumns, kConditions, filter.descending ? "<" : ">",
        filter.descending ? "DESC" : "ASC");
    const auto pattern = store::containsPattern(filter.search);
    JIM_ASSIGN(Statement rows, connection.prepare(sql));
    std::int64_t matched = 0;
    std::int64_t last = filter.descending ? std::numeric_limits<std::int64_t>::max() : 0;
    for (std::int64_t seen = kPage; seen == kPage;) {
        rows.bindAll(filter.objectTypeId, pattern, last, kPage);
        for (seen = 0;; ++seen) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) break;
            last = rows.integer(0);
            const std::string_view document = rows.blob(store::kMvoColumnCount);
            JIM_TRY(identity::schema::validateDocument(document));
            if (!hasValue(document, filter)) continue;
            const std::int64_t index = matched++ - page.offset;
            if (index < 0 || index >= page.limit) continue;
            mv::MetaverseObject object = store::metaverseObject(rows);
            object.document = document;
            items.push_back(std::move(object));
        }
    }
    return matched;
}

base::Result<std::int64_t> countRows(Connection& connection, const mv::MvoFilter& filter) {
    static const std::string sql = fmt::format("SELECT count(*) FROM mvo m WHERE {}", kConditions);
    return connection.integer(sql, filter.objectTypeId, store::containsPattern(filter.search));
}

base::Result<std::vector<cs::ConnectorSpaceObject>> connectorsOf(Connection& connection,
                                                                 mv::MvoId id) {
    static const std::string sql = fmt::format(
        "SELECT {} FROM cso_join j JOIN cso c ON c.id = j.cso_id "
        "WHERE j.mvo_id = ? ORDER BY c.system_id, c.id",
        store::kCsoColumns);
    std::vector<cs::ConnectorSpaceObject> result;
    JIM_ASSIGN(Statement rows, connection.prepare(sql));
    rows.bind(1, id);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return result;
        result.push_back(store::connectorSpaceObject(rows));
    }
}

}  // namespace

base::Result<cs::PageOf<mv::MetaverseObject>> MetaverseQueries::objects(const MvoFilter& filter,
                                                                        cs::PageRequest page) {
    cs::PageOf<MetaverseObject> result;
    if (filter.attribute) {
        JIM_ASSIGN(result.totalCount, scan(connection_, filter, page, result.items));
        return result;
    }
    JIM_ASSIGN(result.totalCount, countRows(connection_, filter));
    const std::string sql =
        fmt::format("SELECT {}, m.document FROM mvo m WHERE {} ORDER BY m.id {} LIMIT ?3 OFFSET ?4",
                    store::kMvoColumns, kConditions, filter.descending ? "DESC" : "ASC");
    const auto pattern = store::containsPattern(filter.search);
    JIM_ASSIGN(Statement rows, connection_.prepare(sql));
    rows.bindAll(filter.objectTypeId, pattern, page.limit, page.offset);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return result;
        MetaverseObject object = store::metaverseObject(rows);
        JIM_ASSIGN(object.document, store::documentOf(rows, store::kMvoColumnCount));
        result.items.push_back(std::move(object));
    }
}

base::Result<std::int64_t> MetaverseQueries::count(const MvoFilter& filter) {
    if (!filter.attribute) return countRows(connection_, filter);
    std::vector<MetaverseObject> none;
    return scan(connection_, filter, {0, 0}, none);
}

base::Result<std::optional<mv::MvoDetail>> MetaverseQueries::object(MvoId id) {
    const std::span<const MvoId> ids{&id, 1};
    impl::Statistics none;
    JIM_ASSIGN(auto objects, MetaverseStore(connection_, none).load(ids));
    if (objects.empty()) return std::nullopt;
    mv::MvoDetail detail;
    detail.object = std::move(objects.front());
    JIM_ASSIGN(detail.references, references(ids));
    JIM_ASSIGN(detail.connectors, connectorsOf(connection_, id));
    return detail;
}

base::Result<std::vector<mv::MvoReferenceDetail>> MetaverseQueries::references(
    std::span<const MvoId> owners) {
    JIM_ASSIGN(Statement rows,
               impl::prepareFor(connection_,
                                "SELECT r.mvo_id, r.attribute_id, r.target_mvo_id, r.origin, "
                                "m.display_name FROM mvo_reference r JOIN mvo m ON m.id = "
                                "r.target_mvo_id WHERE r.mvo_id = ANY(?::bigint[]) "
                                "ORDER BY r.mvo_id, r.attribute_id, r.target_mvo_id, r.origin",
                                owners));
    std::vector<mv::MvoReferenceDetail> result;
    JIM_TRY(store::eachRow(rows, [&](const Statement& row) {
        result.push_back(
            {{row.as<MvoId>(0), row.as<std::int32_t>(1), row.as<MvoId>(2), row.as<std::int32_t>(3)},
             std::string{row.text(4)}});
    }));
    return result;
}

}  // namespace jim::store::postgres
