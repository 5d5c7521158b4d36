#include "store/postgres/impl/ReferenceDifference.hpp"

#include "transport/postgres/Columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace jim::store::postgres::impl {

namespace mv = identity::metaverse;
using transport::postgres::Connection;
using transport::postgres::Statement;

namespace {

// Parameters of all four comparisons: ?1 system, ?2 object type, ?3 attribute of the connector
// space, ?4 attribute of the metaverse, ?5 rule, ?6 and ?7 the owners ({0}: by range or list).

/// References of the sources that the metaverse lacks.
constexpr std::string_view kInboundLacking = R"sql(
    SELECT oj.mvo_id, tj.mvo_id, o.id
    FROM cso o
    JOIN cso_join oj ON oj.cso_id = o.id
    JOIN cso_reference r ON r.cso_id = o.id AND r.attribute_id = ?3
    JOIN cso_join tj ON tj.cso_id = r.target_cso_id
    WHERE o.id {0} AND o.system_id = ?1 AND o.type_id = ?2 AND o.status = 0
      AND NOT EXISTS (SELECT 1 FROM mvo_reference m
                      WHERE m.mvo_id = oj.mvo_id AND m.attribute_id = ?4
                        AND m.target_mvo_id = tj.mvo_id AND m.origin = ?5))sql";

/// References that the rule contributed to the metaverse and no source of it has any longer. What
/// joins the inner part to the outer stands in its WHERE: only so can all be compared at once.
constexpr std::string_view kInboundSurplus = R"sql(
    SELECT m.mvo_id, m.target_mvo_id, o.id
    FROM cso o
    JOIN cso_join oj ON oj.cso_id = o.id
    JOIN mvo_reference m ON m.mvo_id = oj.mvo_id AND m.attribute_id = ?4 AND m.origin = ?5
    WHERE o.id {0} AND o.system_id = ?1 AND o.type_id = ?2 AND o.status = 0
      AND NOT EXISTS (
          SELECT 1 FROM cso_join sj
          JOIN cso s ON s.id = sj.cso_id AND s.type_id = ?2 AND s.status = 0
          JOIN cso_reference r ON r.cso_id = s.id AND r.attribute_id = ?3
          JOIN cso_join tj ON tj.cso_id = r.target_cso_id AND tj.system_id = ?1
          WHERE sj.mvo_id = m.mvo_id AND sj.system_id = ?1
            AND tj.mvo_id = m.target_mvo_id))sql";

/// The owners' objects in the target system (joins `oj`) that exports still care for.
constexpr std::string_view kExportedOwner = R"sql(
    JOIN cso o ON o.id = oj.cso_id AND o.type_id = ?2 AND o.status <> 1
        AND NOT EXISTS (SELECT 1 FROM pending_export d WHERE d.cso_id = o.id
                                                         AND d.change_type = 2))sql";

/// The targets' objects there (joins `tj`) that a reference may point at.
constexpr std::string_view kExportedTarget = R"sql(
    JOIN cso t ON t.id = tj.cso_id AND t.status <> 1
        AND NOT EXISTS (SELECT 1 FROM pending_export d WHERE d.cso_id = t.id
                                                         AND d.change_type = 2))sql";

/// What the owner's pending export says of one target: true added, false removed, NULL nothing.
std::string pendingOf(std::string_view target) {
    return fmt::format(R"sql((
        SELECT p.added FROM pending_export e
        JOIN pending_reference p ON p.pending_export_id = e.id AND p.attribute_id = ?3
                                      AND p.target_cso_id = {}
        WHERE e.cso_id = o.id))sql",
                       target);
}

/// Whether the metaverse wants the owner to point at one object of the target system.
std::string desired(std::string_view target) {
    return fmt::format(R"sql(EXISTS (
        SELECT 1 FROM cso_join tj
        JOIN mvo_reference m ON m.mvo_id = oj.mvo_id AND m.attribute_id = ?4
                                  AND m.target_mvo_id = tj.mvo_id
        {} WHERE tj.cso_id = {} AND tj.system_id = ?1))sql",
                       kExportedTarget, target);
}

/// References that the target system neither has nor will have.
std::string outboundLacking() {
    return fmt::format(R"sql(
    SELECT o.id, oj.mvo_id, t.id
    FROM mvo_reference m
    JOIN cso_join oj ON oj.mvo_id = m.mvo_id AND oj.system_id = ?1 {}
    JOIN cso_join tj ON tj.mvo_id = m.target_mvo_id AND tj.system_id = ?1 {}
    WHERE m.mvo_id {{0}} AND m.attribute_id = ?4 AND ?5::integer IS NOT NULL
      AND NOT coalesce({}, EXISTS (SELECT 1 FROM cso_reference r
                               WHERE r.target_cso_id = t.id AND r.cso_id = o.id
                                 AND r.attribute_id = ?3)))sql",
                       kExportedOwner, kExportedTarget, pendingOf("t.id"));
}

/// References that the target system has, or will have, and should not.
std::string outboundSurplus() {
    return fmt::format(R"sql(
    SELECT o.id, oj.mvo_id, r.target_cso_id
    FROM cso_join oj {0}
    JOIN cso_reference r ON r.cso_id = o.id AND r.attribute_id = ?3
                              AND r.target_cso_id IS NOT NULL
    WHERE oj.mvo_id {{0}} AND oj.system_id = ?1 AND ?5::integer IS NOT NULL AND coalesce({1}, true) AND NOT {2}
    UNION ALL
    SELECT o.id, oj.mvo_id, q.target_cso_id
    FROM cso_join oj {0}
    JOIN pending_export g ON g.cso_id = o.id
    JOIN pending_reference q ON q.pending_export_id = g.id AND q.attribute_id = ?3
                                  AND q.added
    WHERE oj.mvo_id {{0}} AND oj.system_id = ?1 AND NOT {3})sql",
                       kExportedOwner, pendingOf("r.target_cso_id"), desired("r.target_cso_id"),
                       desired("q.target_cso_id"));
}

/// Runs one comparison and hands every row to `take`.
template <class Id>
base::Status compare(Connection& connection, std::string_view comparison,
                     const mv::ReferenceFlow& flow, const Owners<Id>& owners, const auto& take) {
    const std::string sql = fmt::format(
        fmt::runtime(comparison), owners.isRange() ? "BETWEEN ?6 AND ?7" : "= ANY(?6::bigint[])");
    JIM_ASSIGN(Statement rows, connection.prepare(sql));
    rows.bindAll(flow.systemId, flow.objectTypeId, flow.csoAttribute, flow.mvoAttribute, flow.rule);
    if (owners.isRange())
        rows.bindFrom(6, owners.first(), owners.last());
    else
        transport::postgres::Columns::ofBigints(owners.ids()).bindTo(rows, 6);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        take(rows);
    }
}

}  // namespace

base::Result<std::vector<mv::InboundReferenceChange>> ReferenceDifference::inbound(
    Connection& connection, const mv::ReferenceFlow& flow, const Owners<mv::CsoId>& owners) {
    std::vector<mv::InboundReferenceChange> changes;
    bool added = true;
    const auto take = [&](const Statement& row) {
        changes.push_back(
            {{row.as<mv::MvoId>(0), flow.mvoAttribute, row.as<mv::MvoId>(1), flow.rule},
             row.as<mv::CsoId>(2),
             added});
    };
    JIM_TRY(compare(connection, kInboundLacking, flow, owners, take));
    added = false;
    JIM_TRY(compare(connection, kInboundSurplus, flow, owners, take));
    // Two objects of one system can be joined to one metaverse object and say the same.
    const auto key = [](const mv::InboundReferenceChange& change) {
        return std::tuple{change.reference, change.added, change.cso};
    };
    const auto same = [](const auto& a, const auto& b) {
        return a.reference == b.reference && a.added == b.added;
    };
    std::ranges::sort(changes, {}, key);
    changes.erase(std::ranges::unique(changes, same).begin(), changes.end());
    return changes;
}

base::Result<std::vector<mv::OutboundReferenceChange>> ReferenceDifference::outbound(
    Connection& connection, const mv::ReferenceFlow& flow, const Owners<mv::MvoId>& owners) {
    static const std::string lacking = outboundLacking();
    static const std::string surplus = outboundSurplus();
    std::vector<mv::OutboundReferenceChange> changes;
    bool added = true;
    const auto take = [&](const Statement& row) {
        changes.push_back({row.as<mv::CsoId>(0), row.as<mv::MvoId>(1), flow.csoAttribute,
                           row.as<mv::CsoId>(2), added});
    };
    JIM_TRY(compare(connection, lacking, flow, owners, take));
    added = false;
    JIM_TRY(compare(connection, surplus, flow, owners, take));
    const auto key = [](const mv::OutboundReferenceChange& change) {
        return std::tuple{change.cso, change.target, change.added, change.mvo};
    };
    const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
    std::ranges::sort(changes, {}, key);
    changes.erase(std::ranges::unique(changes, same).begin(), changes.end());
    return changes;
}

}  // namespace jim::store::postgres::impl
