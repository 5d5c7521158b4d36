#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "store/DecidingRows.hpp"
#include "store/Pairs.hpp"
#include "store/Recipe.hpp"
#include "store/Rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace jim::store {

using Fingerprint = std::pair<identity::connector_space::CsoId, identity::schema::ContentHash>;

namespace impl {

// How the rows of ids are named ({0}) is each driver's own; they come in the order of the ids.
constexpr std::string_view kJoins =
    "SELECT cso_id, mvo_id FROM cso_join WHERE cso_id {0} ORDER BY cso_id";
constexpr std::string_view kConnectors =
    "SELECT mvo_id, cso_id FROM cso_join WHERE mvo_id {0} ORDER BY mvo_id, system_id, cso_id";

constexpr std::string_view kConfigurationTables[] = {
    "connected_system", "object_type",       "attribute",           "mv_object_type",
    "mv_attribute",     "mv_type_attribute", "mv_deletion_trigger", "synchronisation_rule",
    "mapping",          "mapping_source",    "matching_rule",       "matching_source"};

/// Hashes of what decides of rows, by their ids.
template <class Id>
class RowHashes {
public:
    [[nodiscard]] static base::Result<RowHashes> of(auto& connection, const DecidingRows& rows,
                                                    std::span<const Id> ids) {
        const auto sql = fmt::format("SELECT {1}, {2} FROM {0} WHERE {1} {{0}} ORDER BY {1}",
                                     rows.table, rows.id, rows.columns);
        RowHashes result;
        result.hashes_.reserve(ids.size());
        Recipe recipe;
        JIM_TRY(lookUp(connection, sql, ids, [&](Id id, const auto& row) -> base::Status {
            recipe.clear();
            for (int column = 1; column < row.columns(); ++column) recipe.add(row, column);
            result.hashes_.emplace_back(id, recipe.hash());
            return {};
        }));
        return result;
    }

    [[nodiscard]] const identity::schema::ContentHash* find(Id id) const {
        const auto at = std::ranges::lower_bound(hashes_, id, {}, &Entry::first);
        return at == hashes_.end() || at->first != id ? nullptr : &at->second;
    }

private:
    using Entry = std::pair<Id, identity::schema::ContentHash>;
    std::vector<Entry> hashes_;
};

/// The same of one in memory.
[[nodiscard]] identity::schema::ContentHash decidingHash(const auto& object) {
    return decidingValues(object, [](const auto&... values) {
        Recipe row;
        const auto add = [&row]<class Value>(const Value& value) {
            if constexpr (std::is_convertible_v<Value, std::string_view>)
                row.add(std::string_view{value});
            else
                row.add(static_cast<std::int64_t>(value));
        };
        (add(values), ...);
        return row.hash();
    });
}

}  // namespace impl

/// Fingerprints of everything that a synchronisation of each of these objects decides by, under
/// `rules`: its metaverse object, and all objects joined to that (itself among them) with what is
/// pending for them. By ascending id; objects without a join are left out.
[[nodiscard]] base::Result<std::vector<Fingerprint>> fingerprintsOf(
    auto& connection, std::span<const identity::connector_space::CsoId> objects,
    const identity::schema::ContentHash& rules) {
    using identity::connector_space::CsoId;
    using identity::connector_space::MvoId;
    std::vector<Fingerprint> result;
    JIM_ASSIGN(const auto joins, pairsOf<MvoId>(connection, impl::kJoins, objects));
    if (joins.empty()) return result;
    const auto mvos = secondsOf(joins);
    const std::span<const MvoId> ofJoins{mvos};
    JIM_ASSIGN(const auto connectors, pairsOf<CsoId>(connection, impl::kConnectors, ofJoins));
    const auto csos = secondsOf(connectors);
    const std::span<const CsoId> joined{csos};
    JIM_ASSIGN(const auto metaverse,
               impl::RowHashes<MvoId>::of(connection, impl::kDecidingMetaverse, ofJoins));
    JIM_ASSIGN(const auto space,
               impl::RowHashes<CsoId>::of(connection, impl::kDecidingObjects, joined));
    JIM_ASSIGN(const auto pending,
               impl::RowHashes<CsoId>::of(connection, impl::kDecidingPending, joined));
    result.reserve(joins.size());
    Recipe recipe;
    for (const auto& [cso, mvo] : joins) {
        recipe.clear();
        recipe.add(rules);
        recipe.add(static_cast<std::int64_t>(mvo));
        recipe.add(metaverse.find(mvo));
        auto at = std::ranges::lower_bound(connectors, mvo, {}, &std::pair<MvoId, CsoId>::first);
        for (; at != connectors.end() && at->first == mvo; ++at) {
            recipe.add(static_cast<std::int64_t>(at->second));
            recipe.add(space.find(at->second));
            recipe.add(pending.find(at->second));
        }
        result.emplace_back(cso, recipe.hash());
    }
    return result;
}

/// The same of one that has just been projected, from memory.
[[nodiscard]] inline identity::schema::ContentHash fingerprintOf(
    const identity::metaverse::ProjectedObject& projected,
    const identity::schema::ContentHash& rules) {
    Recipe recipe;
    recipe.add(rules);
    recipe.add(static_cast<std::int64_t>(projected.metaverse->id));
    const auto object = impl::decidingHash(*projected.metaverse);
    recipe.add(&object);
    for (const auto& [connector, waiting] : projected.connectors) {
        recipe.add(static_cast<std::int64_t>(connector->id));
        const auto space = impl::decidingHash(*connector);
        recipe.add(&space);
        std::optional<identity::schema::ContentHash> pending;
        if (waiting != nullptr) pending = impl::decidingHash(*waiting);
        recipe.add(pending ? &*pending : nullptr);
    }
    return recipe.hash();
}

/// A fingerprint of all rows and columns of the tables that configure synchronisations.
[[nodiscard]] base::Result<identity::schema::ContentHash> configurationFingerprint(
    auto& connection) {
    Recipe recipe;
    for (const auto table : impl::kConfigurationTables) {
        JIM_ASSIGN(auto rows,
                   connection.prepare(fmt::format("SELECT * FROM {} ORDER BY 1, 2", table)));
        recipe.add(table);
        JIM_TRY(eachRow(rows, [&](const auto& row) {
            for (int column = 0; column < row.columns(); ++column) recipe.add(row, column);
        }));
    }
    return recipe.hash();
}

}  // namespace jim::store
