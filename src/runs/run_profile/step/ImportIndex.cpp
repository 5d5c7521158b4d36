#include "runs/run_profile/step/ImportIndex.hpp"

#include "foundation/base/HugePages.hpp"

#include <bit>

namespace jim::runs::run_profile::step {

ImportIndex::ImportIndex(std::size_t expected) : slots_(std::bit_ceil(expected * 2 + 64)) {
    base::reserveHuge(entries_, expected);
}

std::size_t ImportIndex::slotOf(const connector_space::Key128& key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = key.low & mask;
    while (slots_[slot] != 0 && entries_[slots_[slot] - 1].key != key) slot = (slot + 1) & mask;
    return slot;
}

std::size_t ImportIndex::findOrAdd(const connector_space::Key128& key) {
    std::size_t slot = slotOf(key);
    if (slots_[slot] != 0) return slots_[slot] - 1;
    if ((entries_.size() + 1) * 2 > slots_.size()) {
        grow();
        slot = slotOf(key);
    }
    entries_.push_back({});
    entries_.back().key = key;
    slots_[slot] = static_cast<std::uint32_t>(entries_.size());
    return entries_.size() - 1;
}

ImportEntry* ImportIndex::find(const connector_space::Key128& key) {
    const std::size_t slot = slotOf(key);
    return slots_[slot] == 0 ? nullptr : &entries_[slots_[slot] - 1];
}

const ImportEntry* ImportIndex::find(const connector_space::Key128& key) const {
    const std::size_t slot = slotOf(key);
    return slots_[slot] == 0 ? nullptr : &entries_[slots_[slot] - 1];
}

void ImportIndex::grow() {
    slots_.assign(slots_.size() * 2, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        std::size_t slot = entries_[i].key.low & mask;
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace jim::runs::run_profile::step
