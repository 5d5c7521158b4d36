#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/SettlementStore.hpp"
#include "store/Rows.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace jim::store {

using identity::connector_space::CsoId;
using identity::connector_space::CsoStatus;
using identity::connector_space::MvoId;
using identity::connector_space::PendingExportChangeType;
using identity::connector_space::PendingExportId;

/// A joined object, as much of it as references are judged by.
struct Connector {
    CsoId cso{};
    MvoId mvo{};
    std::int32_t typeId = 0;
    CsoStatus status = CsoStatus::Normal;
    bool pendingDelete = false;

    /// References of it and to it are exported.
    [[nodiscard]] bool available() const { return status != CsoStatus::Obsolete && !pendingDelete; }
};

/// All joined objects of one system, in memory: some 50 bytes each.
class Connectors {
public:
    [[nodiscard]] static base::Result<Connectors> of(auto& connection, std::int32_t systemId) {
        Connectors result;
        JIM_ASSIGN(auto joins, connection.prepare(kJoins));
        JIM_TRY(eachRow(joins.bindAll(systemId), [&](const auto& row) {
            result.all_.push_back({row.template as<CsoId>(0), row.template as<MvoId>(1)});
        }));
        if (result.all_.empty()) return result;
        result.sortByCso();
        JIM_TRY(result.loadKinds(connection, systemId));
        result.indexByMvo();
        return result;
    }

    /// Notes what is pending for them.
    [[nodiscard]] base::Status loadPending(auto& connection, std::int32_t systemId) {
        JIM_ASSIGN(auto rows, connection.prepare(kPending));
        JIM_TRY(eachRow(rows.bindAll(systemId), [&](const auto& row) {
            notePending(row.template as<PendingExportId>(0), row.template as<CsoId>(1),
                        row.template as<PendingExportChangeType>(2));
        }));
        sortPending();
        return {};
    }

    [[nodiscard]] const Connector* find(CsoId cso) const;
    template <class Take>
    void eachOf(MvoId mvo, const Take& take) const {
        for (auto at = firstOf(byMvo_, mvo); at != byMvo_.end() && at->first == mvo; ++at)
            take(all_[at->second]);
    }

    /// In ascending order.
    [[nodiscard]] std::vector<CsoId> csosIn(identity::metaverse::IdRange<CsoId> range) const;
    [[nodiscard]] std::vector<CsoId> csosIn(identity::metaverse::IdRange<MvoId> range) const;
    [[nodiscard]] std::vector<MvoId> mvosIn(identity::metaverse::IdRange<MvoId> range) const;
    [[nodiscard]] std::vector<MvoId> mvosOf(std::span<const CsoId> csos) const;
    [[nodiscard]] std::vector<PendingExportId> pendingIds() const;

    /// The object of a pending export among pendingIds().
    [[nodiscard]] CsoId ownerOf(PendingExportId id) const;

private:
    using ByMvo = std::vector<std::pair<MvoId, std::size_t>>;

    // One after the other: a join of both costs twice as much as reading each. They come as they
    // lie, mostly by their ids: following an index costs a database more than sorting us.
    static constexpr std::string_view kJoins =
        "SELECT cso_id, mvo_id FROM cso_join WHERE system_id = ?";
    static constexpr std::string_view kKind = "SELECT type_id, status FROM cso WHERE id = ?";
    static constexpr std::string_view kOtherKinds =
        "SELECT id, type_id, status FROM cso WHERE system_id = ?1 AND (type_id <> ?2 OR "
        "status <> ?3)";
    static constexpr std::string_view kPending =
        "SELECT id, cso_id, change_type FROM pending_export WHERE system_id = ?";

    /// Most have the type and status of the first one: only the others are read.
    [[nodiscard]] base::Status loadKinds(auto& connection, std::int32_t systemId) {
        JIM_ASSIGN(auto first, connection.prepare(kKind));
        std::pair<std::int32_t, CsoStatus> usual;
        JIM_TRY(eachRow(first.bindAll(all_.front().cso), [&](const auto& row) {
            usual = {row.template as<std::int32_t>(0), row.template as<CsoStatus>(1)};
        }));
        for (auto& connector : all_) std::tie(connector.typeId, connector.status) = usual;
        JIM_ASSIGN(auto others, connection.prepare(kOtherKinds));
        others.bindAll(systemId, usual.first, usual.second);
        return eachRow(others, [&](const auto& row) {
            noteKind(row.template as<CsoId>(0), row.template as<std::int32_t>(1),
                     row.template as<CsoStatus>(2));
        });
    }
    void noteKind(CsoId cso, std::int32_t typeId, CsoStatus status);
    void sortByCso();
    void sortPending();
    void indexByMvo();
    [[nodiscard]] static ByMvo::const_iterator firstOf(const ByMvo& all, MvoId mvo);
    void notePending(PendingExportId id, CsoId cso, PendingExportChangeType type);

    std::vector<Connector> all_;  ///< By object.
    ByMvo byMvo_;
    std::vector<std::pair<PendingExportId, CsoId>> pending_;  ///< By id.
};

}  // namespace jim::store
