#include "store/Connectors.hpp"

#include "foundation/base/Ascending.hpp"

namespace jim::store {

using base::firstFrom;
using identity::metaverse::IdRange;

void Connectors::noteKind(CsoId cso, std::int32_t typeId, CsoStatus status) {
    const auto at = firstFrom(all_, cso, &Connector::cso);
    if (at == all_.end() || at->cso != cso) return;  // Not joined.
    at->typeId = typeId;
    at->status = status;
}

void Connectors::sortByCso() {
    if (!std::ranges::is_sorted(all_, {}, &Connector::cso))
        std::ranges::sort(all_, {}, &Connector::cso);
}

void Connectors::sortPending() {
    if (!std::ranges::is_sorted(pending_)) std::ranges::sort(pending_);
}

void Connectors::indexByMvo() {
    byMvo_.reserve(all_.size());
    for (std::size_t i = 0; i < all_.size(); ++i) byMvo_.emplace_back(all_[i].mvo, i);
    if (!std::ranges::is_sorted(byMvo_)) std::ranges::sort(byMvo_);
}

Connectors::ByMvo::const_iterator Connectors::firstOf(const ByMvo& all, MvoId mvo) {
    return firstFrom(all, mvo, &ByMvo::value_type::first);
}

void Connectors::notePending(PendingExportId id, CsoId cso, PendingExportChangeType type) {
    pending_.emplace_back(id, cso);
    if (type != PendingExportChangeType::Delete) return;
    const auto at = firstFrom(all_, cso, &Connector::cso);
    if (at != all_.end() && at->cso == cso) at->pendingDelete = true;
}

const Connector* Connectors::find(CsoId cso) const {
    const auto at = firstFrom(all_, cso, &Connector::cso);
    return at == all_.end() || at->cso != cso ? nullptr : &*at;
}

std::vector<CsoId> Connectors::csosIn(IdRange<CsoId> range) const {
    std::vector<CsoId> ids;
    for (const auto& connector : all_)
        if (connector.cso >= range.from && connector.cso <= range.to) ids.push_back(connector.cso);
    return ids;
}

std::vector<CsoId> Connectors::csosIn(IdRange<MvoId> range) const {
    std::vector<CsoId> ids;
    for (const auto& connector : all_)
        if (connector.mvo >= range.from && connector.mvo <= range.to) ids.push_back(connector.cso);
    return ids;
}

std::vector<MvoId> Connectors::mvosIn(IdRange<MvoId> range) const {
    std::vector<MvoId> ids;
    for (const auto& [mvo, index] : byMvo_)
        if (mvo >= range.from && mvo <= range.to) ids.push_back(mvo);
    return base::ascending(std::move(ids));
}

std::vector<MvoId> Connectors::mvosOf(std::span<const CsoId> csos) const {
    std::vector<MvoId> ids;
    ids.reserve(csos.size());
    for (const CsoId cso : csos)
        if (const auto* connector = find(cso)) ids.push_back(connector->mvo);
    return base::ascending(std::move(ids));
}

std::vector<PendingExportId> Connectors::pendingIds() const {
    std::vector<PendingExportId> ids;
    ids.reserve(pending_.size());
    for (const auto& [id, cso] : pending_) ids.push_back(id);
    return ids;
}

CsoId Connectors::ownerOf(PendingExportId id) const {
    const auto at = firstFrom(pending_, id, &std::pair<PendingExportId, CsoId>::first);
    return at == pending_.end() ? CsoId{} : at->second;
}

}  // namespace jim::store
