#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "identity/schema/Varint.hpp"
#include "store/DecidingRows.hpp"
#include "store/ObjectRows.hpp"
#include "store/Recipe.hpp"
#include "store/Rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Settled objects by the thousand, where the database hashes its rows itself and one row tells of
// thousands: every table is read by a range of ids, and what of a row decides about an object (as
// in Fingerprints) is a 64-bit hash with the row's id as seed, xored with those of the others.
namespace jim::store {

namespace impl {

constexpr std::string_view kStretchConnectors =
    "SELECT system_id, MIN(cso_id), MAX(cso_id), COUNT(*), "
    "bit_xor(hashint8extended(mvo_id, cso_id)) FROM cso_join WHERE mvo_id BETWEEN ?1 AND ?2 "
    "GROUP BY system_id ORDER BY system_id";

// The order and the bounds are of the index of a system's objects: whatever lies between them and
// behind them is not read.
constexpr std::string_view kStretchAfter =
    "SELECT s.first_cso_id, s.last_cso_id, s.first_mvo_id, s.last_mvo_id, s.counts, s.fingerprint "
    "FROM (SELECT system_id, id FROM cso WHERE (system_id, id) > (?1, ?2) "
    "AND (system_id, id) < (?1 + 1, 0) AND status <> ?3 ORDER BY system_id, id LIMIT 1) f "
    "JOIN settled_stretch s ON s.system_id = f.system_id AND s.first_cso_id = f.id "
    "WHERE NOT EXISTS (SELECT 1 FROM cso_changed c "
    "WHERE c.cso_id BETWEEN s.first_cso_id AND s.last_cso_id)";
constexpr std::string_view kNextStretch =
    "SELECT MIN(first_cso_id) FROM settled_stretch WHERE system_id = ?1 AND first_cso_id > ?2";
constexpr std::string_view kForgetStretches =
    "DELETE FROM settled_stretch WHERE system_id = ?1 AND first_cso_id BETWEEN ?2 AND ?3";
constexpr std::string_view kKeepStretch =
    "INSERT INTO settled_stretch VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

using Counts = std::map<std::int32_t, std::int64_t>;

[[nodiscard]] inline std::string encodeCounts(const Counts& counts) {
    std::string bytes;
    for (const auto& [type, count] : counts) {
        identity::schema::appendVarint(bytes, static_cast<std::uint64_t>(type));
        identity::schema::appendVarint(bytes, static_cast<std::uint64_t>(count));
    }
    return bytes;
}

[[nodiscard]] inline Counts decodeCounts(std::string_view bytes) {
    Counts counts;
    std::uint64_t type = 0;
    std::uint64_t count = 0;
    while (identity::schema::takeVarint(bytes, type) && identity::schema::takeVarint(bytes, count))
        counts[static_cast<std::int32_t>(type)] = static_cast<std::int64_t>(count);
    return counts;
}

/// Of the rows of a range.
struct RowSum {
    std::int64_t count = 0;
    std::int64_t hash = 0;

    void add(std::int64_t row) {
        ++count;
        hash ^= row;
    }
};

/// Objects of one system that are joined to the metaverse objects of a range.
struct ConnectorSum {
    std::int64_t systemId = 0;
    identity::metaverse::IdRange<identity::connector_space::CsoId> objects;
    RowSum sum;
};

/// Rows as the database has them.
template <class Connection>
class StoredRows {
public:
    explicit StoredRows(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Result<std::vector<ConnectorSum>> connectors(const auto& range) {
        using identity::connector_space::CsoId;
        std::vector<ConnectorSum> sums;
        JIM_ASSIGN(auto rows, connection_.prepare(kStretchConnectors));
        JIM_TRY(eachRow(rows.bindAll(range.from, range.to), [&](const auto& row) {
            sums.push_back({row.integer(0),
                            {row.template as<CsoId>(1), row.template as<CsoId>(2)},
                            {row.integer(3), row.integer(4)}});
        }));
        return sums;
    }
    [[nodiscard]] base::Result<RowSum> metaverse(const auto& range) {
        return sumOf(kDecidingMetaverse, range);
    }
    [[nodiscard]] base::Result<RowSum> objects(const auto& range) {
        return sumOf(kDecidingObjects, range);
    }
    [[nodiscard]] base::Result<RowSum> pending(const auto& range) {
        return sumOf(kDecidingPending, range);
    }

private:
    [[nodiscard]] base::Result<RowSum> sumOf(const DecidingRows& of, const auto& range) {
        const auto sql = fmt::format(
            "SELECT COUNT(*), bit_xor(hash_record_extended(ROW({2}), {1})) FROM {0} "
            "WHERE {1} BETWEEN ?1 AND ?2",
            of.table, of.id, of.columns);
        RowSum sum;
        JIM_ASSIGN(auto rows, connection_.prepare(sql));
        JIM_TRY(eachRow(rows.bindAll(range.from, range.to),
                        [&](const auto& row) { sum = {row.integer(0), row.integer(1)}; }));
        return sum;
    }

    Connection& connection_;
};

/// Rows as objects show them that have just been projected, which are taken for all that there are.
template <class Connection>
class ShownRows {
public:
    using Projected = std::span<const identity::metaverse::ProjectedObject>;

    ShownRows(Connection& connection, Projected projected)
        : connection_(connection), projected_(projected) {}

    [[nodiscard]] base::Result<std::vector<ConnectorSum>> connectors(const auto&) const {
        std::map<std::int32_t, ConnectorSum> sums;
        for (const auto& object : projected_)
            for (const auto& [connector, pending] : object.connectors) {
                auto& [systemId, range, sum] = sums[connector->systemId];
                systemId = connector->systemId;
                range.from = sum.count == 0 ? connector->id : std::min(range.from, connector->id);
                range.to = std::max(range.to, connector->id);
                sum.add(idHash(connection_, number(connector->id), number(object.metaverse->id)));
            }
        std::vector<ConnectorSum> all;
        for (const auto& [systemId, sum] : sums) all.push_back(sum);
        return all;
    }
    [[nodiscard]] base::Result<RowSum> metaverse(const auto&) const {
        RowSum sum;
        for (const auto& [cso, object, connectors] : projected_)
            sum.add(hashOf(number(object->id), *object));
        return sum;
    }
    [[nodiscard]] base::Result<RowSum> objects(const auto& range) const {
        RowSum sum;
        eachIn(range, [&](const auto& object, const auto*) {
            sum.add(hashOf(number(object.id), object));
        });
        return sum;
    }
    [[nodiscard]] base::Result<RowSum> pending(const auto& range) const {
        RowSum sum;
        eachIn(range, [&](const auto& object, const auto* pending) {
            if (pending != nullptr) sum.add(hashOf(number(object.id), *pending));
        });
        return sum;
    }

private:
    [[nodiscard]] static std::int64_t number(auto id) { return static_cast<std::int64_t>(id); }

    [[nodiscard]] std::int64_t hashOf(std::int64_t id, const auto& row) const {
        return decidingValues(
            row, [&](const auto&... values) { return rowHash(connection_, id, values...); });
    }

    void eachIn(const auto& range, const auto& take) const {
        for (const auto& object : projected_)
            for (const auto& [connector, pending] : object.connectors)
                if (range.from <= connector->id && connector->id <= range.to)
                    take(*connector, pending);
    }

    Connection& connection_;
    Projected projected_;
};

/// Everything that the objects of a stretch were kept by, as one hash.
class StretchState {
public:
    using Stretch = identity::metaverse::SettledStretch;
    using CsoRange = identity::metaverse::IdRange<identity::connector_space::CsoId>;
    using ContentHash = identity::schema::ContentHash;

    /// Nothing when ids that belong together do not lie together: then ranges of them would be read
    /// for little.
    [[nodiscard]] base::Result<std::optional<ContentHash>> of(auto rows, std::int32_t systemId,
                                                              const Stretch& stretch,
                                                              const ContentHash& rules) {
        recipe_.add(rules);
        recipe_.add(std::int64_t{systemId});
        addRange(stretch.objects);
        addRange(stretch.metaverse);
        recipe_.add(encodeCounts(stretch.counts));
        JIM_ASSIGN(const auto connectors, rows.connectors(stretch.metaverse));
        addConnectors(stretch, connectors);
        if (!liesTogether(stretch)) return std::optional<ContentHash>{};
        JIM_ASSIGN(const RowSum metaverse, rows.metaverse(stretch.metaverse));
        add(metaverse);
        for (const auto& range : ranges_) {
            addRange(range);
            JIM_ASSIGN(const RowSum objects, rows.objects(range));
            JIM_ASSIGN(const RowSum pending, rows.pending(range));
            add(objects);
            add(pending);
        }
        return std::optional{recipe_.hash()};
    }

private:
    /// So many ids of a range may be of other objects, for each that is meant.
    static constexpr std::int64_t kStrangers = 3;

    template <class Range>
    [[nodiscard]] static std::int64_t lengthOf(const Range& range) {
        return static_cast<std::int64_t>(range.to) - static_cast<std::int64_t>(range.from) + 1;
    }

    void addRange(const auto& range) {
        recipe_.add(static_cast<std::int64_t>(range.from));
        recipe_.add(static_cast<std::int64_t>(range.to));
    }
    void add(const RowSum& sum) {
        recipe_.add(sum.count);
        recipe_.add(sum.hash);
    }

    /// Which objects are joined to the metaverse objects, in any system, and where they lie.
    void addConnectors(const Stretch& stretch, std::span<const ConnectorSum> connectors) {
        ranges_.push_back(stretch.objects);
        for (const auto& [systemId, objects, sum] : connectors) {
            recipe_.add(systemId);
            addRange(objects);
            add(sum);
            ranges_.push_back(objects);
            joined_ += sum.count;
        }
        uniteRanges();
    }

    void uniteRanges() {
        std::ranges::sort(ranges_, {}, &CsoRange::from);
        std::vector<CsoRange> united;
        for (const auto& range : ranges_) {
            if (!united.empty() && range.from <= united.back().to)
                united.back().to = std::max(united.back().to, range.to);
            else
                united.push_back(range);
        }
        ranges_ = std::move(united);
    }

    [[nodiscard]] bool liesTogether(const Stretch& stretch) const {
        std::int64_t length = lengthOf(stretch.metaverse);
        for (const auto& range : ranges_) length += lengthOf(range);
        // As many metaverse objects as objects, at most.
        return length <= 2 * joined_ * (1 + kStrangers);
    }

    Recipe recipe_;
    std::vector<CsoRange> ranges_;  ///< Of objects, ascending.
    std::int64_t joined_ = 0;
};

}  // namespace impl

/// See SettlementStore.
[[nodiscard]] base::Result<std::optional<identity::metaverse::SettledStretch>> stretchAfter(
    auto& connection, std::int32_t systemId, identity::connector_space::CsoId after,
    const identity::schema::ContentHash& rules) {
    using namespace identity::connector_space;
    std::optional<identity::metaverse::SettledStretch> found;
    identity::schema::ContentHash kept{};
    JIM_ASSIGN(auto rows, connection.prepare(impl::kStretchAfter));
    JIM_TRY(eachRow(rows.bindAll(systemId, after, CsoStatus::PendingProvisioning),
                    [&](const auto& row) {
                        found = {{row.template as<CsoId>(0), row.template as<CsoId>(1)},
                                 {row.template as<MvoId>(2), row.template as<MvoId>(3)},
                                 impl::decodeCounts(row.blob(4))};
                        kept = contentHash(row.blob(5));
                    }));
    if (!found) return found;
    JIM_ASSIGN(const auto now,
               impl::StretchState{}.of(impl::StoredRows{connection}, systemId, *found, rules));
    if (now != kept) found.reset();
    return found;
}

[[nodiscard]] base::Result<std::optional<identity::connector_space::CsoId>> nextStretchOf(
    auto& connection, std::int32_t systemId, identity::connector_space::CsoId object) {
    std::optional<identity::connector_space::CsoId> next;
    JIM_ASSIGN(auto rows, connection.prepare(impl::kNextStretch));
    JIM_TRY(eachRow(rows.bindAll(systemId, object), [&](const auto& row) {
        if (!row.isNull(0)) next = row.template as<identity::connector_space::CsoId>(0);
    }));
    return next;
}

[[nodiscard]] base::Status keepStretchAs(
    auto& connection, std::int32_t systemId, const identity::metaverse::SettledStretch& stretch,
    std::span<const identity::metaverse::ProjectedObject> projected,
    const identity::schema::ContentHash& rules) {
    const auto stateOf = [&](auto rows) {
        return impl::StretchState{}.of(rows, systemId, stretch, rules);
    };
    JIM_ASSIGN(const auto now, projected.empty() ? stateOf(impl::StoredRows{connection})
                                                 : stateOf(impl::ShownRows{connection, projected}));
    if (!now) return {};
    JIM_TRY(
        connection.run(impl::kForgetStretches, systemId, stretch.objects.from, stretch.objects.to));
    const auto counts = impl::encodeCounts(stretch.counts);
    return connection.run(impl::kKeepStretch, systemId, stretch.objects.from, stretch.objects.to,
                          stretch.metaverse.from, stretch.metaverse.to, Bytes{counts},
                          bytesOf(*now));
}

}  // namespace jim::store
