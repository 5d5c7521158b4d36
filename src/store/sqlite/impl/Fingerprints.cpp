#include "store/sqlite/impl/Fingerprints.hpp"

#include "identity/schema/Varint.hpp"
#include "store/sqlite/impl/Lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace jim::store::sqlite::impl {
namespace {

using identity::connector_space::CsoId;
using identity::connector_space::MvoId;
using identity::schema::ContentHash;
using transport::sqlite::Connection;
using transport::sqlite::Statement;

// Each table is walked once, in the order of its ids: a row that is next costs a fraction of one
// that is sought.
constexpr std::string_view kJoins =
    "SELECT cso_id, mvo_id FROM cso_join WHERE cso_id BETWEEN ? AND ? ORDER BY cso_id";
constexpr std::string_view kConnectors =
    "SELECT mvo_id, cso_id FROM cso_join WHERE mvo_id BETWEEN ? AND ? "
    "ORDER BY mvo_id, system_id, cso_id";
constexpr std::string_view kMetaverse =
    "SELECT id, type_id, document FROM mvo WHERE id BETWEEN ? AND ? ORDER BY id";
constexpr std::string_view kObjects =
    "SELECT id, system_id, type_id, status, external_id, document FROM cso "
    "WHERE id BETWEEN ? AND ? ORDER BY id";
constexpr std::string_view kPending =
    "SELECT cso_id, change_type, status, changes FROM pending_export "
    "WHERE cso_id BETWEEN ? AND ? ORDER BY cso_id";

constexpr std::string_view kConfigurationTables[] = {
    "connected_system", "object_type",       "attribute",           "mv_object_type",
    "mv_attribute",     "mv_type_attribute", "mv_deletion_trigger", "synchronisation_rule",
    "mapping",          "mapping_source",    "matching_rule",       "matching_source"};

/// Bytes that are equal exactly when all values and their order are.
class Recipe {
public:
    void clear() { bytes_.clear(); }
    void add(std::string_view value) {
        identity::schema::appendVarint(bytes_, value.size() + kValue);
        bytes_ += value;
    }
    void add(const ContentHash& hash) {
        bytes_.append(reinterpret_cast<const char*>(hash.data()), hash.size());
    }
    void add(std::int64_t value) {
        char raw[1 + sizeof value] = {kInteger};
        std::memcpy(raw + 1, &value, sizeof value);
        bytes_.append(raw, sizeof raw);
    }
    void add(const Statement& row, int column) {
        if (row.isInteger(column))
            add(row.integer(column));
        else if (row.isNull(column))
            bytes_ += kNull;
        else
            add(row.blob(column));
    }
    [[nodiscard]] ContentHash hash() const { return identity::schema::contentHash(bytes_); }

private:
    static constexpr char kNull = 0;
    static constexpr char kInteger = 1;
    static constexpr std::size_t kValue = 2;  ///< Added to lengths: no two kinds look alike.

    std::string bytes_;
};

/// The hash of a row's columns but the first, by the id in the first.
template <class Id>
class RowHashes {
public:
    static base::Result<RowHashes> of(Connection& connection, std::string_view sql,
                                      std::span<const Id> ids) {
        RowHashes result;
        result.hashes_.reserve(ids.size());
        Recipe recipe;
        JIM_ASSIGN(Statement rows, connection.prepare(sql));
        const int columns = rows.columns();
        JIM_TRY(lookUp(rows, ids, [&](Id id) -> base::Status {
            recipe.clear();
            for (int column = 1; column < columns; ++column) recipe.add(rows, column);
            result.hashes_.emplace_back(id, recipe.hash());
            return {};
        }));
        return result;
    }

    [[nodiscard]] const ContentHash* find(Id id) const {
        const auto at = std::ranges::lower_bound(hashes_, id, {}, &Entry::first);
        return at == hashes_.end() || at->first != id ? nullptr : &at->second;
    }

private:
    using Entry = std::pair<Id, ContentHash>;
    std::vector<Entry> hashes_;
};

template <class From, class To>
base::Result<std::vector<std::pair<From, To>>> pairsOf(Connection& connection, std::string_view sql,
                                                       std::span<const From> ids) {
    std::vector<std::pair<From, To>> pairs;
    pairs.reserve(ids.size());
    JIM_ASSIGN(Statement rows, connection.prepare(sql));
    JIM_TRY(lookUp(rows, ids, [&](From id) -> base::Status {
        pairs.emplace_back(id, rows.as<To>(1));
        return {};
    }));
    return pairs;
}

template <class From, class To>
std::vector<To> secondsOf(const std::vector<std::pair<From, To>>& pairs) {
    std::vector<To> ids;
    ids.reserve(pairs.size());
    for (const auto& [from, to] : pairs) ids.push_back(to);
    return ascending(std::span<const To>{ids});
}

}  // namespace

base::Result<std::vector<Fingerprint>> fingerprintsOf(Connection& connection,
                                                      std::span<const CsoId> objects,
                                                      const ContentHash& rules) {
    std::vector<Fingerprint> result;
    JIM_ASSIGN(const auto joins, (pairsOf<CsoId, MvoId>(connection, kJoins, objects)));
    if (joins.empty()) return result;
    const auto mvos = secondsOf(joins);
    JIM_ASSIGN(const auto connectors,
               (pairsOf<MvoId, CsoId>(connection, kConnectors, std::span{mvos})));
    const auto csos = secondsOf(connectors);
    const std::span<const CsoId> joined{csos};
    JIM_ASSIGN(const auto metaverse, RowHashes<MvoId>::of(connection, kMetaverse, std::span{mvos}));
    JIM_ASSIGN(const auto connectorSpace, RowHashes<CsoId>::of(connection, kObjects, joined));
    JIM_ASSIGN(const auto pending, RowHashes<CsoId>::of(connection, kPending, joined));
    result.reserve(joins.size());
    Recipe recipe;
    const auto part = [&](const ContentHash* hash) {
        recipe.add(std::int64_t{hash != nullptr});
        if (hash != nullptr) recipe.add(*hash);
    };
    for (const auto& [cso, mvo] : joins) {
        recipe.clear();
        recipe.add(rules);
        recipe.add(static_cast<std::int64_t>(mvo));
        part(metaverse.find(mvo));
        auto at = std::ranges::lower_bound(connectors, mvo, {}, &std::pair<MvoId, CsoId>::first);
        for (; at != connectors.end() && at->first == mvo; ++at) {
            recipe.add(static_cast<std::int64_t>(at->second));
            part(connectorSpace.find(at->second));
            part(pending.find(at->second));
        }
        result.emplace_back(cso, recipe.hash());
    }
    return result;
}

base::Result<ContentHash> configurationFingerprint(Connection& connection) {
    Recipe recipe;
    for (const auto table : kConfigurationTables) {
        JIM_ASSIGN(Statement rows,
                   connection.prepare(fmt::format("SELECT * FROM {} ORDER BY 1, 2", table)));
        recipe.add(table);
        while (true) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) break;
            for (int column = 0; column < rows.columns(); ++column) recipe.add(rows, column);
        }
    }
    return recipe.hash();
}

}  // namespace jim::store::sqlite::impl
