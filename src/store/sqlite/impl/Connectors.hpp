#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/SettlementStore.hpp"
#include "transport/sqlite/Connection.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace jim::store::sqlite::impl {

using identity::connector_space::CsoId;
using identity::connector_space::MvoId;
using identity::connector_space::PendingExportId;

/// A joined object, as much of it as references are judged by.
struct Connector {
    CsoId cso{};
    MvoId mvo{};
    std::int32_t typeId = 0;
    identity::connector_space::CsoStatus status = identity::connector_space::CsoStatus::Normal;
    bool pendingDelete = false;

    /// References of it and to it are exported.
    [[nodiscard]] bool available() const {
        return status != identity::connector_space::CsoStatus::Obsolete && !pendingDelete;
    }
};

/// All joined objects of one system, in memory: some 50 bytes each.
class Connectors {
public:
    [[nodiscard]] static base::Result<Connectors> of(transport::sqlite::Connection& connection,
                                                     std::int32_t systemId);

    /// Notes what is pending for them.
    [[nodiscard]] base::Status loadPending(transport::sqlite::Connection& connection,
                                           std::int32_t systemId);

    [[nodiscard]] const Connector* find(CsoId cso) const;
    template <class Take>
    void eachOf(MvoId mvo, const Take& take) const {
        auto at = std::ranges::lower_bound(byMvo_, mvo, {}, &std::pair<MvoId, std::size_t>::first);
        for (; at != byMvo_.end() && at->first == mvo; ++at) take(all_[at->second]);
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
    std::vector<Connector> all_;  ///< By object.
    std::vector<std::pair<MvoId, std::size_t>> byMvo_;
    std::vector<std::pair<PendingExportId, CsoId>> pending_;  ///< By id.
};

}  // namespace jim::store::sqlite::impl
