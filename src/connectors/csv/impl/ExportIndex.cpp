#include "connectors/csv/impl/ExportIndex.hpp"

#include "foundation/base/HugePages.hpp"

#include <algorithm>
#include <tuple>

namespace jim::connectors::csv::impl {
namespace {

schema::ContentHash identityOf(std::int32_t objectTypeId, std::string_view externalId) {
    return schema::contentHash(externalId, static_cast<std::uint64_t>(objectTypeId));
}

}  // namespace

ExportIndex::ExportIndex(std::span<const ExportKey> keys) {
    base::reserveHuge(entries_, keys.size());
    for (const auto& key : keys)
        entries_.push_back({identityOf(key.objectTypeId, key.externalId), key.id, key.objectTypeId,
                            static_cast<std::uint32_t>(entries_.size()), key.operation, false});
    std::ranges::sort(entries_, {}, [](const ExportEntry& entry) {
        return std::tie(entry.identity, entry.order);
    });
}

std::span<ExportEntry> ExportIndex::groupAt(std::size_t at) {
    std::size_t end = at;
    while (end < entries_.size() && entries_[end].identity == entries_[at].identity) ++end;
    return std::span{entries_}.subspan(at, end - at);
}

std::span<ExportEntry> ExportIndex::find(std::int32_t objectTypeId, std::string_view externalId) {
    const auto identity = identityOf(objectTypeId, externalId);
    const auto at = std::ranges::lower_bound(entries_, identity, {}, &ExportEntry::identity);
    if (at == entries_.end() || at->identity != identity) return {};
    return groupAt(static_cast<std::size_t>(at - entries_.begin()));
}

std::vector<std::span<ExportEntry>> ExportIndex::pending() {
    std::vector<std::span<ExportEntry>> groups;
    for (std::size_t at = 0; at < entries_.size();) {
        const auto group = groupAt(at);
        if (!group.front().done) groups.push_back(group);
        at += group.size();
    }
    std::ranges::sort(groups, {}, [](const auto& group) { return group.front().order; });
    return groups;
}

}  // namespace jim::connectors::csv::impl
