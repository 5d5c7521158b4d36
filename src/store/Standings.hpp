#pragma once

#include "identity/metaverse/SettlementStore.hpp"
#include "store/Fingerprints.hpp"
#include "store/ObjectRows.hpp"

namespace jim::store {

/// The columns that `standingsOf` reads: the object, its type, its metaverse object, the
/// fingerprint that was kept of it, and its entry in the list of changed objects. The tables are
/// `cso c` of ids above ?1, and these, of which that is said too: a merge reads no less of them
/// than it is told to.
constexpr const char* kStandingColumns = "c.id, c.type_id, j.mvo_id, s.fingerprint, l.cso_id";
constexpr const char* kStandingJoins =
    "LEFT JOIN cso_join j ON j.cso_id = c.id AND j.cso_id > ?1 "
    "LEFT JOIN cso_settled s ON s.cso_id = c.id AND s.cso_id > ?1 "
    "LEFT JOIN cso_changed l ON l.cso_id = c.id AND l.cso_id > ?1";

/// Reads a bound statement that gives at most `limit` of these rows by ascending id, and compares
/// what was kept with what is there now.
[[nodiscard]] base::Result<std::vector<identity::metaverse::Standing>> standingsOf(
    auto& connection, auto& rows, std::size_t limit, const identity::schema::ContentHash& rules) {
    using identity::connector_space::CsoId;
    std::vector<identity::metaverse::Standing> page;
    page.reserve(limit);
    std::vector<CsoId> kept;
    std::vector<identity::schema::ContentHash> fingerprints;
    JIM_TRY(eachRow(rows, [&](const auto& row) {
        auto& standing = page.emplace_back();
        standing.cso = row.template as<CsoId>(0);
        standing.objectTypeId = row.template as<std::int32_t>(1);
        if (!row.isNull(2)) standing.mvo = row.template as<identity::connector_space::MvoId>(2);
        if (row.isNull(3) || !row.isNull(4)) return;
        kept.push_back(standing.cso);
        fingerprints.push_back(contentHash(row.blob(3)));
    }));
    JIM_ASSIGN(const auto now, fingerprintsOf(connection, std::span<const CsoId>{kept}, rules));
    auto standing = page.begin();
    std::size_t index = 0;
    for (const auto& [cso, fingerprint] : now) {
        while (standing->cso < cso) ++standing;
        while (kept[index] < cso) ++index;
        standing->settled = fingerprints[index] == fingerprint;
    }
    return page;
}

}  // namespace jim::store
