#include "api/access/Tickets.hpp"

#include "foundation/base/Random.hpp"
#include "security/ApiKey.hpp"

#include <utility>

namespace jim::api::access {
namespace {

/// What lies where others may write is sealed for the one ticket that it belongs to.
std::string contextOf(std::string_view name) {
    return "progress ticket " + std::string{name};
}

base::Error cannotBeAsked(const base::Error& why) {
    return {base::ErrorKind::Unavailable,
            "Nobody can say just now whether this ticket may be used, since Redis does not answer. "
            "Ask for another ticket, and use it at the web process that gives it.",
            why.message,
            {}};
}

base::Error cannotBeOpened(const base::Error& why) {
    return {base::ErrorKind::Unavailable,
            "This ticket comes from a web process with another encryption key. Give all of them "
            "the same key file.",
            why.message,
            {}};
}

}  // namespace

std::optional<base::Secret> Tickets::issue(const std::string& keyHash) {
    auto ticket = issueShared(keyHash);
    return ticket ? std::move(ticket) : issueHere(keyHash);
}

/// One that could not be left there is given to nobody: it may lie there all the same.
std::optional<base::Secret> Tickets::issueShared(const std::string& keyHash) {
    if (shared_ == nullptr) return std::nullopt;
    base::Secret ticket{base::randomHex(kLength / 2)};
    const auto name = security::hashOf(ticket);
    const auto sealed = keys_.seal(base::Secret{keyHash}, contextOf(name));
    if (!shared_->keep(name, sealed, kAge)) return std::nullopt;
    return ticket;
}

std::optional<base::Secret> Tickets::issueHere(const std::string& keyHash) {
    base::Secret ticket{base::randomHex(kLength / 2)};
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

std::optional<Tickets::Issued> Tickets::takeHere(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    const auto found = issued_.find(name);
    if (found == issued_.end()) return std::nullopt;
    auto issued = std::move(found->second);
    issued_.erase(found);
    return issued;
}

base::Result<std::optional<std::string>> Tickets::redeem(const std::string& ticket) {
    using Redeemed = std::optional<std::string>;
    if (ticket.size() != kLength) return Redeemed{};
    const auto name = security::hashOf(base::Secret{ticket});
    if (auto issued = takeHere(name)) {
        if (issued->until <= clock_.steady()) return Redeemed{};
        return Redeemed{std::move(issued->keyHash)};
    }
    if (shared_ == nullptr) return Redeemed{};
    const auto sealed = shared_->take(name);
    if (!sealed) return base::fail(cannotBeAsked(sealed.error()));
    if (!*sealed) return Redeemed{};
    const auto keyHash = keys_.open(**sealed, contextOf(name));
    if (!keyHash) return base::fail(cannotBeOpened(keyHash.error()));
    return Redeemed{keyHash->reveal()};
}

}  // namespace jim::api::access
