#include "api/access/Tickets.hpp"

#include "foundation/base/Random.hpp"
#include "security/ApiKey.hpp"

#include <utility>

namespace jim::api::access {
namespace {

constexpr std::size_t kRandomBytes = 32;

}  // namespace

std::optional<base::Secret> Tickets::issue(const std::string& keyHash) {
    base::Secret ticket{base::randomHex(kRandomBytes)};
    const auto now = clock_.steady();
    const std::scoped_lock lock{mutex_};
    if (now - swept_ >= kAge || issued_.size() >= kMost) {
        std::erase_if(issued_, [now](const auto& entry) { return entry.second.until <= now; });
        swept_ = now;
    }
    if (issued_.size() >= kMost) return std::nullopt;
    issued_.emplace(security::hashOf(ticket), Issued{keyHash, now + kAge});
    return ticket;
}

std::optional<std::string> Tickets::redeem(const std::string& ticket) {
    const auto hash = security::hashOf(base::Secret{ticket});
    const std::scoped_lock lock{mutex_};
    const auto found = issued_.find(hash);
    if (found == issued_.end()) return std::nullopt;
    const Issued issued = std::move(found->second);
    issued_.erase(found);
    if (issued.until <= clock_.steady()) return std::nullopt;
    return issued.keyHash;
}

}  // namespace jim::api::access
