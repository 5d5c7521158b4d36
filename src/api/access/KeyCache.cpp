#include "api/access/KeyCache.hpp"

#include <utility>

namespace jim::api::access {

base::Result<std::optional<security::ApiKey>> KeyCache::find(const std::string& hash,
                                                             const Load& load) {
    const auto usable = [&](std::optional<security::ApiKey> key) {
        const bool good = key && key->enabled && (!key->expires || *key->expires > clock_.now());
        return good ? std::move(key) : std::nullopt;
    };
    std::uint64_t generation = 0;
    {
        const std::lock_guard lock{mutex_};
        const auto at = entries_.find(hash);
        if (at != entries_.end() && clock_.steady() - at->second.loaded < kAge)
            return usable(at->second.key);
        generation = generation_;
    }
    const auto asked = clock_.steady();
    JIM_ASSIGN(auto key, load(hash));
    const std::lock_guard lock{mutex_};
    if (generation == generation_) {
        if (entries_.size() >= kMostKeys) entries_.clear();
        entries_[hash] = {key, asked};
    }
    return usable(std::move(key));
}

void KeyCache::forget() {
    const std::lock_guard lock{mutex_};
    entries_.clear();
    ++generation_;
}

void KeyCache::used(const base::Guid& id, std::string from) {
    const std::lock_guard lock{mutex_};
    uses_[id] = {clock_.now(), std::move(from)};
}

std::map<base::Guid, KeyUse> KeyCache::takeUses() {
    const std::lock_guard lock{mutex_};
    return std::exchange(uses_, {});
}

std::optional<KeyUse> KeyCache::lastUse(const base::Guid& id) const {
    const std::lock_guard lock{mutex_};
    const auto at = uses_.find(id);
    return at == uses_.end() ? std::nullopt : std::optional{at->second};
}

}  // namespace jim::api::access
